import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { explained, quiet, races, report, result, surprise } from '../../fixtures/report.ts';
import { isChromiumPresent, openedReports } from './opened-reports.fixture.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const full = report([result({ findings: [explained] }), surprise, quiet('hardened', { races })]);

/** A page, and what stands in it when all of it is drawn. */
const pages = [
  ['the overview', '', '.matrix'],
  ['a failure', '#/failure/1?cause=marked', '.cause-ring'],
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

/** Rules that the page breaks, and where. */
async function seriousOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, any }) => `${id}: ${target.join(' ')} ${any[0]?.message ?? ''}`),
    );
}
