import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Report, ReportedFinding } from '../../../harness/result.ts';
import {
  hostile,
  lostRows,
  quiet,
  readBeforeWrite,
  report,
  result,
  step,
  surprise,
} from '../../fixtures/report.ts';
import { htmlFiles } from '../report-page.ts';
import { isChromiumPresent, openedReports, type OpeningOptions, options } from './opened-reports.fixture.ts';

const compared: ReportedFinding = {
  ...lostRows,
  data: readBeforeWrite,
  steps: [
    step(0, 'main', 'set-up', { kind: 'start', state: { db: { rows: [] } } }),
    ...lostRows.steps.map((one) =>
      one.step === 3
        ? { ...one, alternatives: ['writer: db.commit#1'], state: { db: { rows: [{ id: 'r1' }] } } }
        : one,
    ),
  ],
  passing: {
    without: { type: 'hold', event: 'writer: db.commit#1', until: 'sigterm: start#1' },
    sentence: 'It passes when this is left out: `writer: db.commit#1` was held until `sigterm: start#1`.',
    schedule: [],
    steps: [
      step(0, 'main', 'set-up', { kind: 'start', state: { db: { rows: [] } } }),
      step(1, 'producer', 'start#1'),
      step(2, 'writer', 'db.insert(r1)#1', { outcome: { type: 'value', value: 'undefined' } }),
      step(3, 'writer', 'db.commit#1'),
      step(4, 'sigterm', 'start#1'),
    ],
  },
};
const full = report([result({ findings: [compared] }), surprise, quiet('hardened')]);

describe.skipIf(!isChromiumPresent)('in a browser, the report', () => {
  const reports = openedReports();
  const open = (
    hash: string,
    { of = full, ...how }: OpeningOptions & { readonly of?: Report } = {},
  ): Promise<Page> => reports.open(of, hash, how);

  it('shows the overview: the sentence, the matrix with glyph and word, what was not expected', async () => {
    const page = await open('');
    expect(await page.locator('main .lead').textContent()).toContain('1 verdict of 3 not as expected');
    expect(await page.locator('main .matrix td.unexpected').innerText()).toBe(
      '✗\xa012 of 1,000'.replace('\xa0', ''),
    );
    expect(await page.locator('main .matrix td.v-exhausted').first().innerText()).toBe('●');
    expect(await page.locator('#plain').count()).toBe(0);
  });

  it('filters, keeps the filter in the address, and opens at a filter', async () => {
    const page = await open('');
    await page.getByRole('searchbox').fill('no-lost hardened');
    expect(await page.locator('main .matrix tbody tr').count()).toBe(1);
    expect(page.url()).toContain('query=no-lost+hardened');
    expect(await page.getByRole('status').textContent()).toBe('1 verdict and 0 failures shown');
    await page.reload();
    expect(await page.locator('main .matrix tbody tr').count()).toBe(1);
  });

  it('opens the rows of a matrix by keyboard, and keeps the focus', async () => {
    const page = await open('');
    await page.getByRole('button', { name: 'no-lost-rows' }).focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('main .matrix tr.part').count()).toBe(1);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-expanded'))).toBe('true');
  });

  it('opens a failure at its violating step, and steps by keyboard and by buttons', async () => {
    const page = await open('');
    await page.getByRole('link', { name: 'lost 2 of 4 rows: r1, r2' }).click();
    await page.locator('.violating-note').waitFor();
    expect(await page.locator('.at').textContent()).toBe('step 4 of 4');
    expect(await page.title()).toBe('lost 2 of 4 rows: r1, r2 · heddle report');
    expect(await page.locator('.steps + .ending').textContent()).toContain(
      'only interval(1000) of writer was left',
    );
    await page.keyboard.press('ArrowLeft');
    expect(page.url()).toContain('#/failure/1?step=3');
    expect(await page.locator('.inspector h2').textContent()).toBe('step 3 sigterm: start#1');
    expect(await page.locator('.inspector .lines .added').innerText()).toContain('id: r1');
    expect(await page.locator('.arrows .wakes').count()).toBe(1);
    await page.getByRole('button', { name: 'when it did' }).click();
    expect(await page.locator('.at').textContent()).toBe('step 4 of 4');
    await page.getByRole('button', { name: 'first' }).click();
    expect(await page.locator('.at').textContent()).toBe('step 0 of 4');
    await page.keyboard.press('v');
    expect(await page.getByRole('status').textContent()).toContain(
      'Step 4 of 4, 20 milliseconds, writer: db.commit#1',
    );
    expect(await page.locator('.step-list [aria-current]').textContent()).toContain(
      'the invariant breaks here',
    );
  });

  it('shows the nearest passing run beside it, with the one decision that differs', async () => {
    const page = await open('#/failure/1');
    expect(await page.locator('.track').count()).toBe(2);
    expect(await page.locator('.held-span').count()).toBe(1);
    expect(await page.locator('.steps .decision').innerText()).toMatch(/^3\t.*start#1[\s\S]*the decision/);
    expect(await page.locator('.parting').innerText()).toBe(
      'The runs part at step 3: here comes sigterm: start#1, in the passing run comes writer: db.commit#1.',
    );
    await page.keyboard.press('p');
    expect(await page.locator('.track').count()).toBe(1);
    const before = await page.locator('.mark').last().getAttribute('data-index');
    await page.keyboard.press('t');
    expect(await page.getByRole('button', { name: 'true to time' }).getAttribute('aria-pressed')).toBe(
      'true',
    );
    expect(await page.locator('.mark').last().getAttribute('data-index')).toBe(before);
  });

  it('marks the cause in data: its steps in both runs, the span between them, and what was read and written', async () => {
    const page = await open('#/failure/1');
    expect(await page.locator('.at').textContent()).toBe('step 4 of 4');
    await page.getByRole('link', { name: 'sigterm read BatchWriter.#batch' }).click();
    expect(await page.locator('.track.failing .cause-ring text').allTextContents()).toEqual([
      '1 reads: []',
      "2 writes: ['r1', 'r2']",
    ]);
    expect(await page.locator('.track.passing .cause-ring').count()).toBe(2);
    expect(await page.locator('.cause-span').count()).toBe(2);
    expect(await page.locator('.at').textContent()).toBe('step 3 of 4');
    expect(page.url()).toContain('#/failure/1?step=3');
    expect(await page.getByRole('img', { name: 'failing run; marked: 1 reads: [], 2 writes' }).count()).toBe(
      1,
    );
    expect(await page.locator('.data-cause li').allTextContents()).toEqual([
      'step 3 sigterm reads BatchWriter.#batch: [] systems/batch-writer/batch-writer.ts:31',
      "step 4 writer writes BatchWriter.#batch: ['r1', 'r2'] systems/batch-writer/batch-writer.ts:18",
    ]);
    expect(await page.locator('.steps .access').allTextContents()).toEqual([
      '↳ reads BatchWriter.#batch (batch-writer.ts:31): []',
      "↳ writes BatchWriter.#batch (batch-writer.ts:18): ['r1', 'r2']",
    ]);
    await page.keyboard.press('c');
    await page.reload();
    expect(await page.locator('.track.failing .cause-ring').count()).toBe(0);
  });

  it('goes to it by keyboard, says so, and takes the marks away', async () => {
    const page = await open('#/failure/1?step=1');
    const slice = page.getByRole('button', { name: '4 of 4 steps matter' });
    await page.getByRole('link', { name: 'sigterm read BatchWriter.#batch' }).focus();
    await page.keyboard.press('Enter');
    expect(await slice.getAttribute('aria-pressed')).toBe('true');
    expect(await page.getByRole('status').textContent()).toContain(
      'The cause: reads BatchWriter.#batch (batch-writer.ts:31): [].',
    );
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('chart');
    await page.keyboard.press('c');
    expect(await slice.getAttribute('aria-pressed')).toBe('false');
    expect(await page.locator('.cause-ring').count()).toBe(0);
    await page.getByRole('button', { name: 'step 4', exact: true }).focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('.at').textContent()).toBe('step 4 of 4');
  });

  it('shows the cause in the dark, too, and on paper', async () => {
    const colourOf = (page: Page): Promise<string> =>
      page.evaluate(
        () => getComputedStyle(document.querySelector('.cause-ring circle') ?? document.body).stroke,
      );
    const [light, dark] = [await open('#/failure/1'), await open('#/failure/1', { dark: true })];
    await Promise.all([light, dark].map((page) => page.locator('.cause-ring').first().waitFor()));
    expect(await colourOf(light)).toBe('rgb(122, 47, 143)');
    expect(await colourOf(dark)).toBe('rgb(217, 163, 234)');
    await light.emulateMedia({ media: 'print' });
    expect(await light.locator('.data-cause li').first().isVisible()).toBe(true);
    expect(await light.locator('.stepper').isVisible()).toBe(false);
  });

  it('opens at a step from a deep link, and copies the replay command', async () => {
    const page = await open('#/failure/1?step=2');
    expect(await page.locator('.at').textContent()).toBe('step 2 of 4');
    await page.getByRole('button', { name: 'copy' }).click();
    await page.getByRole('button', { name: 'copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      'npx heddle replay hd1.AbCdEf-_123',
    );
  });

  it('shows how much was tested', async () => {
    const page = await open('#/tested');
    expect(await page.locator('.tested tbody tr:not(.section)').count()).toBe(3);
    await page.locator('.tested a').first().click();
    await page.locator('.curve').waitFor();
    expect(await page.locator('main').innerText()).toContain('a: put always came before b: get on db');
  });

  it('sets hostile text as text, everywhere', async () => {
    const page = await open('');
    const shown = hostile.replace('\u001b', '\ufffd');
    expect(await page.locator('.failures tr.unexpected .damage').innerText()).toContain(shown);
    await page.locator('.failures tr.unexpected .damage a').click();
    await page.locator('.violation, .inspector h2').first().waitFor();
    expect(await page.locator('.inspector h2').textContent()).toContain(shown);
    await page.locator('.data-cause a').click();
    expect(await page.locator('.data-cause li').first().textContent()).toContain(shown);
    expect(await page.locator('.cause-ring text').textContent()).toContain('1 reads: </script><img');
    expect(await page.locator('img, iframe, [onerror]').count()).toBe(0);
  });

  it('is dark where the reader wants it', async () => {
    const paper = (page: Page): Promise<string> =>
      page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await paper(await open('', { dark: true }))).toBe('rgb(20, 23, 26)');
    expect(await paper(await open(''))).toBe('rgb(252, 252, 250)');
  });

  it('shows matrix and text traces without script', async () => {
    const page = await open('', { script: false });
    const text = await page.locator('body').innerText();
    expect(text).toContain('no-lost-rows');
    expect(text).toContain('✗   4      20 ms  writer: db.commit#1');
    expect(text).toContain(hostile.replace('\u001b', '\ufffd'));
  });

  it('of one failure opens at that failure', async () => {
    const page = await open('', { of: report([result({ findings: [compared] })]) });
    await page.locator('.violating-note').waitFor();
    expect(await page.locator('h1').last().textContent()).toBe('lost 2 of 4 rows: r1, r2');
  });

  it('builds little when it opens, and touches little at a step, with 60 failures of 400 steps', async () => {
    const steps = Array.from({ length: 400 }, (_, n) =>
      step(n + 1, ['writer', 'reader', 'sigterm'][n % 3] ?? '', `db.insert(row-${n})#1`, {
        state: { db: { rows: Array.from({ length: n % 20 }, (_, row) => ({ id: `r${row}`, n })) } },
      }),
    );
    const findings = [{ ...lostRows, violatingStep: 200, steps }];
    const many = Array.from({ length: 60 }, (_, n) => result({ scenario: `a/s${n}`, findings }));
    const page = await open('', { of: report(many) });
    await page.locator('main .matrix').waitFor();
    const built = await page.evaluate(() => document.querySelectorAll('*').length);
    await page.goto(page.url().replace(/#.*|$/, '#/failure/7'));
    await page.locator('.violating-note').waitFor();
    const touched = await page.evaluate(() => {
      const observer = new MutationObserver(() => {});
      observer.observe(document, { attributes: true, characterData: true, childList: true, subtree: true });
      for (let n = 0; n < 100; n++)
        document.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }));
      const records = observer.takeRecords();
      return records.reduce((sum, { addedNodes }) => sum + 1 + addedNodes.length, 0) / 100;
    });
    expect(await page.locator('.at').textContent()).toBe('step 300 of 400');
    // Of 24,000 steps, and of the 400 of this failure.
    expect(built).toBeLessThan(1_000);
    expect(touched).toBeLessThan(100);
  });

  it('works with external assets under a strict policy of the server', async () => {
    const files = new Map(
      htmlFiles(full, { ...options, assets: 'external' }).map(({ name, text }) => [
        `/${name}`,
        [...text].join(''),
      ]),
    );
    const types: Record<string, string> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };
    const server = createServer((request, response) => {
      const name = request.url ?? '';
      response.setHeader(
        'content-security-policy',
        "default-src 'none'; script-src 'self'; style-src 'self'",
      );
      response.setHeader(
        'content-type',
        `${types[name.split('.').at(-1) ?? ''] ?? 'text/plain'}; charset=utf-8`,
      );
      response.end(files.get(name) ?? '');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const page = await reports.browser().newPage();
    page.on('console', (message) => reports.complaints.push(message.text()));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/index.html#/failure/1`);
    await page.locator('.violating-note').waitFor();
    expect(
      await page.evaluate(
        () => getComputedStyle(document.querySelector('.steps') ?? document.body).borderCollapse,
      ),
    ).toBe('collapse');
    await page.close();
    server.closeAllConnections();
    server.close();
  });
});
