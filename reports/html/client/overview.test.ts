import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { lostRows, quiet, report, result, surprise } from '../../fixtures/report.ts';
import { isChromiumPresent, openedReports } from './opened-reports.fixture.ts';

const causes = Array.from({ length: 40 }, (_, n) => ({
  ...lostRows,
  cause: `everything was prompt, except: \`writer: put(k${n})#1\` never completed`,
  clauses: [`\`writer: put(k${n})#1\` never completed`],
}));
const many = report([
  ...causes.map((finding, n) =>
    result({ scenario: `batch-writer/s${n}`, title: `story ${n}`, findings: [finding] }),
  ),
  surprise,
  quiet('hardened'),
]);

/** 15 variants, of which one is expected to keep everything. */
const wide = report([
  ...Array.from({ length: 14 }, (_, n) => result({ variant: `v${n + 1}-with-a-rather-long-name` })),
  quiet('hardened', {
    exploration: {
      ...quiet('').exploration,
      failing: 0,
      strategies: [{ name: 'walk', schedules: 500, fresh: 9, failing: 0, failureRateBound: 0.006 }],
    },
  }),
  quiet('hardened', {
    scenario: 'batch-writer/two-stops',
    title: 'two stops',
    verdict: 'exhausted',
    invariants: [{ id: 'no-lost-rows', expected: 'holds', verdict: 'exhausted' }],
  }),
]);

describe.skipIf(!isChromiumPresent)('in a browser, the overview', () => {
  const { open } = openedReports();
  const addressOf = (page: Page): string => page.url().replace(/^[^#]*/, '');

  it.each([
    [1_440, 900],
    [1_024, 768],
    [390, 844],
  ])(
    'has what is not expected on the first screen at %i pixels: damage, cause, link',
    async (width, height) => {
      const page = await open(many, '', { width, height });
      const first = page.locator('.not-as-expected li').first();
      for (const part of ['.damage a', '.why', '.chips a']) {
        const box = await first.locator(part).first().boundingBox();
        expect((box?.y ?? Infinity) + (box?.height ?? 0), part).toBeLessThan(height);
      }
      await first.locator('.damage a').click();
      expect(addressOf(page)).toMatch(/^#\/failure\/41/);
    },
  );

  it('finds by an event, a file, a number, a token', async () => {
    const page = await open(many, '');
    await page.keyboard.press('/');
    for (const query of ['#7', 'put(k6)#1']) {
      await page.keyboard.press('Control+A');
      await page.keyboard.type(query);
      await page.locator('.failures tbody tr').first().waitFor();
      await expect.poll(() => page.locator('.failures tbody tr').count()).toBe(1);
      expect(await page.locator('.failures .damage').innerText()).toContain('#7');
    }
    await page.keyboard.press('Control+A');
    await page.keyboard.type('hd1.AbCdEf-_123');
    await expect.poll(() => page.getByRole('status').textContent()).toContain('41 failures shown');
  });

  it('sorts by a column, groups, and has all of it in the address', async () => {
    const page = await open(many, '');
    await page.getByRole('button', { name: 'steps' }).click();
    expect(await page.locator('.failures [aria-sort]').getAttribute('aria-sort')).toBe('descending');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('steps');
    await page.getByRole('combobox', { name: 'group by' }).selectOption('variant');
    expect(await page.locator('.failures .section').first().innerText()).toContain('p3-stop-event');
    expect(addressOf(page)).toBe('#/?group=variant&order=-steps');
  });

  it('comes back as it was left: filter, what was unfolded, and how far it was scrolled', async () => {
    const page = await open(many, '');
    await page.getByRole('button', { name: 'more causes' }).click();
    await page.getByRole('button', { name: 'no-lost-rows' }).click();
    const link = page.locator('.failures .damage a').last();
    await link.scrollIntoViewIfNeeded();
    const before = await page.evaluate(() => scrollY);
    expect(before).toBeGreaterThan(500);
    await link.click();
    await page.locator('.inspector').waitFor();
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await page.goBack();
    await page.locator('.matrix').first().waitFor();
    expect(await page.locator('.failures tbody tr').count()).toBe(41);
    expect(await page.locator('.matrix tr.part').count()).toBe(41);
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(before);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toMatch(
      /^#\/failure\/40/,
    );
  });

  it('leads from failure to failure in the order of the list, through what the filter lets through alone', async () => {
    const page = await open(many, '#/?query=s1&order=-where');
    await page.locator('.failures .damage a').first().click();
    await page.locator('.inspector').waitFor();
    const seen: string[] = [];
    for (let next = page.getByRole('link', { name: 'next failure' }); await next.count();) {
      seen.push((await page.locator('.crumbs').innerText()).replace(/.*story (\d+).*/s, '$1'));
      await page.keyboard.press('ArrowLeft');
      await next.click();
      await page.getByText(`${seen.length + 1} of 11`).waitFor();
    }
    expect(seen).toEqual(['19', '18', '17', '16', '15', '14', '13', '12', '11', '10']);
  });

  it('has a way past the navigation, and tells its keys', async () => {
    const page = await open(many, '');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    expect(addressOf(page)).toBe('');
    await page.keyboard.press('?');
    expect(await page.getByRole('dialog').innerText()).toContain('to the filter');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('tells by keys what is known of a cell: one stop of Tab a matrix, arrows from cell to cell', async () => {
    const page = await open(wide, '', { width: 1_024, height: 768 });
    await page.getByRole('button', { name: 'no-lost-rows' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('tooltip').innerText()).toBe(
      'not found in 1 of 2 scenarios\nexhausted in 1 of 2 scenarios\nat most 0.6 % of random schedules fail (95 %)',
    );
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'no-duplicate-rows, hardened: exhausted, all 321',
    );
    await page.keyboard.press('End');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toContain('v14');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('tooltip').count()).toBe(0);
    expect(await page.locator('.matrix [tabindex="0"]').count()).toBe(1);
  });

  it('keeps names, head and the variant of comparison in sight, and says how many columns are cut off', async () => {
    const page = await open(wide, '', { width: 390, height: 844 });
    await expect.poll(() => page.locator('.hint').innerText()).toMatch(/^1\d more to the right →$/);
    const left = (selector: string): Promise<number | undefined> =>
      page
        .locator(selector)
        .first()
        .boundingBox()
        .then((box) => box?.x);
    const places = () =>
      Promise.all(['.matrix tbody th', '.matrix thead th', '.matrix thead th:nth-child(4)'].map(left));
    const [name, pinned, other] = await places();
    await page.evaluate(() => document.querySelector('.wide')?.scrollBy(200, 0));
    await expect.poll(places).toEqual([name, pinned, (other ?? 0) - 200]);
    expect(await page.locator('.matrix thead th').first().innerText()).toBe('hardened');
  });

  it('has a head that sticks while the page scrolls', async () => {
    const page = await open(many, '#/?open=batch-writer%2Fno-lost-rows', { width: 1_440, height: 400 });
    await page.locator('.matrix tr.part').last().scrollIntoViewIfNeeded();
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(500);
    expect((await page.locator('.matrix thead th').first().boundingBox())?.y).toBe(0);
  });

  it('on paper has variants for rows, and tables no wider than the paper', async () => {
    const page = await open(wide, '', { width: 720, height: 1_000 });
    await page.emulateMedia({ media: 'print' });
    const boxes = await Promise.all([1, 2].map((n) => page.locator('.matrix thead th').nth(n).boundingBox()));
    expect(boxes[0]?.x).toBe(boxes[1]?.x);
    expect(boxes[0]?.y).toBeLessThan(boxes[1]?.y ?? 0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(720);
  });

  it('on paper has room for each cell of 20 invariants and 15 variants', async () => {
    const invariants = Array.from({ length: 20 }, (_, n) => ({
      id: `holds-whatever-happens-${n}`,
      expected: 'violated' as const,
      verdict: 'violated' as const,
    }));
    const dense = Array.from({ length: 15 }, (_, n) =>
      result({ variant: `v${n}-with-a-rather-long-name`, invariants, findings: [lostRows] }),
    );
    const page = await open(report(dense), '#/?show=all', { width: 720, height: 1_000 });
    await page.emulateMedia({ media: 'print' });
    await page.locator('.matrix').waitFor();
    const cut = await page
      .locator('.matrix :is(th, td)')
      .evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth + 1).length);
    expect(cut).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(720);
  });

  it('has rows on paper, however narrow, of all that was tested', async () => {
    const page = await open(many, '#/tested', { width: 720, height: 1_000 });
    await page.emulateMedia({ media: 'print' });
    const row = page.locator('.tested tbody tr:not(.section)').first();
    await row.waitFor();
    const tops = await row
      .locator(':is(th, td)')
      .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().top));
    expect(new Set(tops).size).toBe(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(720);
  });

  it('has cards for rows on a phone: nothing is cut off to the right', async () => {
    for (const [hash, table] of [
      ['', '.failures'],
      ['#/tested', '.tested'],
    ] as const) {
      const page = await open(many, hash, { width: 390, height: 844 });
      await page.locator(table).waitFor();
      const widest = await page
        .locator(`${table} :is(th, td)`)
        .evaluateAll((cells) => Math.max(...cells.map((cell) => cell.getBoundingClientRect().right)));
      expect(widest).toBeLessThanOrEqual(390);
    }
  });

  it('has links whose names differ', async () => {
    const page = await open(many, '');
    const names = await page
      .locator('.failures a')
      .evaluateAll((links) => links.map((link) => [link.textContent, link.getAttribute('href')].join(' ')));
    const texts = names.map((name) => name.replace(/ #\/.*/, ''));
    expect(new Set(texts).size).toBe(new Set(names).size);
  });

  it('folds a long damage, in the list and at the head of its page', async () => {
    const message = `lost ${Array.from({ length: 90 }, (_, n) => `\`row-${n}\``).join(', ')}`;
    const page = await open(report([result({ findings: [{ ...lostRows, message }] }), quiet('p2')]), '');
    const link = page.locator('.failures .damage a');
    expect((await link.innerText()).length).toBeLessThan(170);
    expect(await link.locator('code').first().innerText()).toBe('row-0');
    await link.click();
    await page.getByText('the whole damage').click();
    expect(await page.getByText('row-89', { exact: true }).isVisible()).toBe(true);
  });

  it('says that nothing ran, and offers nothing to filter', async () => {
    const page = await open(report([]), '');
    expect(await page.locator('main .lead').textContent()).toContain('Nothing ran');
    expect(await page.getByRole('searchbox').count()).toBe(0);
  });
});
