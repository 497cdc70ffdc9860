import { describe, expect, it } from 'vitest';
import { explained, quiet, races, report, result, surprise } from '../../fixtures/report.ts';
import { isChromiumPresent, openedReports } from './opened-reports.fixture.ts';
import { seriousOf } from './serious-of.fixture.ts';

const full = report([result({ findings: [explained] }), surprise, quiet('hardened', { races })]);

/** A page, and what stands in it when all of it is drawn. */
const pages = [
  ['the overview', '', '.matrix'],
  ['a failure', '#/failure/1', '.cause-ring'],
  ['how much was tested', '#/tested', '.tested'],
  ['one run', '#/run/batch-writer/shutdown-while-a-batch-commits/hardened', '.curve'],
  ['what is not there', '#/failure/99', '.lead'],
] as const;

describe.skipIf(!isChromiumPresent)('axe has no serious finding', () => {
  const { open } = openedReports();

  it.each(pages)('on the page of %s: wide and printed, dark, narrow', async (_, hash, drawn) => {
    for (const how of [{}, { dark: true }, { width: 390 }]) {
      const page = await open(full, hash, how);
      await page.locator(drawn).first().waitFor();
      expect(await seriousOf(page), JSON.stringify(how)).toEqual([]);
      if ('dark' in how || 'width' in how) continue;
      await page.emulateMedia({ media: 'print' });
      expect(await seriousOf(page), 'printed').toEqual([]);
    }
  });
});
