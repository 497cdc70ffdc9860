import { describe, expect, it } from 'vitest';
import {
  explained,
  quiet,
  races,
  report,
  result,
  step,
  surprise,
  toldInFull,
} from '../../fixtures/report.ts';
import { isChromiumPresent, openedReports } from './opened-reports.fixture.ts';
import { seriousOf } from './serious-of.fixture.ts';

const passing = {
  without: { type: 'hold', event: 'writer: db.commit#1', until: 'sigterm: start#1' },
  sentence: 'It passes when this is left out: `writer: db.commit#1` was held until `sigterm: start#1`.',
  schedule: [],
  steps: [step(0, 'main', 'set-up', { kind: 'start' }), step(1, 'producer', 'start#1')],
} as const;
const full = report([
  result({ findings: [{ ...explained, passing }, toldInFull] }),
  surprise,
  quiet('hardened', { races }),
]);

/** A page, and what stands in it when all of it is drawn. */
const pages = [
  ['the overview', '', '.matrix'],
  ['a failure beside its passing run', '#/failure/1', '.track.passing .mark'],
  ['a failure told in full', '#/failure/2', '.tolerance'],
  ['how much was tested', '#/tested', '.tested'],
  ['one run', '#/run/batch-writer/shutdown-while-a-batch-commits/hardened', '.curve'],
  ['what is not there', '#/failure/99', '.lead'],
] as const;

describe.skipIf(!isChromiumPresent)('axe has no serious finding, and nothing is wider than the page', () => {
  const { open } = openedReports();

  it.each(
    pages.flatMap(([what, hash, drawn]) =>
      [1_440, 1_024, 390].map((width) => ({ what, hash, drawn, width })),
    ),
  )('on the page of $what at $width pixels: light, dark, printed', async ({ hash, drawn, width }) => {
    const page = await open(full, hash, { width });
    await page.locator(drawn).first().waitFor();
    for (const [name, how] of [
      ['light', {}],
      ['dark', { colorScheme: 'dark' }],
      ['printed', { colorScheme: 'light', media: 'print' }],
    ] as const) {
      await page.emulateMedia(how);
      expect(await seriousOf(page), name).toEqual([]);
      const room = await page.evaluate(() => document.documentElement.scrollWidth);
      // A phone's screen is no paper: what is printed is as wide as A4.
      if (name !== 'printed' || width !== 390) expect(room, name).toBeLessThanOrEqual(width);
    }
  });
});
