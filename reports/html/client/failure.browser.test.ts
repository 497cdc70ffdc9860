import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../harness/result.ts';
import {
  lostRows,
  readBeforeWrite,
  report,
  result,
  step,
  surprise,
  toldInFull,
} from '../../fixtures/report.ts';
import { isChromiumPresent, openedReports } from './opened-reports.fixture.ts';
import { seriousOf } from './serious-of.fixture.ts';
import { reloadMs, taskTimer } from './task-timer.fixture.ts';

const answer = (value: string) => ({ outcome: { type: 'value', value } as const });

/** A failing run of six steps and a passing one in which the stop comes last. */
const both = report(
  [
    result({
      findings: [
        {
          ...toldInFull,
          violatingStep: 5,
          damage: [
            { role: 'origin', step: 2, what: 'r1 was accepted' },
            { role: 'no-return', step: 5, what: 'r1 was rolled back' },
          ],
          steps: [
            step(0, 'main', 'set-up', { kind: 'start', state: { rows: [] } }),
            step(1, 'producer', 'start#1', { kind: 'start', createdAt: 0 }),
            step(2, 'producer', 'put(r1)#1', { createdAt: 1, created: ['writer: insert(r1)#1'] }),
            step(3, 'sigterm', 'start#1', { kind: 'start', createdAt: 0, woke: ['writer'] }),
            step(4, 'reader', 'count#1', { createdAt: 0, ...answer('0') }),
            step(5, 'writer', 'insert(r1)#1', { createdAt: 2, heldUntil: 'sigterm: start#1' }),
          ],
          passing: {
            without: { type: 'hold', event: 'writer: insert(r1)#1', until: 'sigterm: start#1' },
            sentence:
              'It passes when this is left out: `writer: insert(r1)#1` was held until `sigterm: start#1`.',
            schedule: [],
            steps: [
              step(0, 'main', 'set-up', { kind: 'start', state: { rows: [] } }),
              step(1, 'producer', 'start#1', { kind: 'start', createdAt: 0 }),
              step(2, 'producer', 'put(r1)#1', { createdAt: 1 }),
              step(3, 'writer', 'insert(r1)#1', { createdAt: 2, state: { rows: ['r1'] } }),
              step(4, 'sigterm', 'start#1', { kind: 'start', createdAt: 0 }),
              step(5, 'reader', 'count#1', { createdAt: 0, ...answer('1') }),
            ],
          },
        },
      ],
    }),
    surprise,
  ],
  {
    stories: {
      'batch-writer/shutdown-while-a-batch-commits': {
        story: 'Rows arrive while a batch commits.\n\nThe shutdown comes in between.',
        file: 'scenarios/batch-writer/shutdown.scenario.ts',
        invariants: { 'no-lost-rows': 'A row that was accepted is in the database.' },
        variants: {
          'p1-cancel-on-stop': {
            what: 'Cancels the writer at once.',
            claim: 'Loses one batch at most.',
            source: 'a page',
            claims: { 'no-lost-rows': { claimed: 'violated', source: 'a page, The bug' } },
          },
        },
      },
    },
    sources: { 'systems/writer.ts': { '8': 'start();', '9': 'await lock.acquire();', '10': 'stop();' } },
  },
);

function longRun(length: number): Report {
  const steps = (last: number) =>
    Array.from({ length: last }, (_, n) =>
      step(n + 1, ['writer', 'reader', 'sigterm'][n % 3] ?? '', `db.insert(row-${n})#1`, {
        alternatives: [`writer: db.insert(row-${n + 3})#1`],
        woke: n % 7 === 0 ? ['reader'] : [],
        state: { db: { rows: Array.from({ length: n % 20 }, (_, row) => ({ id: `r${row}`, n })) } },
      }),
    );
  const passing = lostRows.passing && { ...lostRows.passing, steps: steps(length).slice(50) };
  const long = { ...lostRows, violatingStep: length / 2, steps: steps(length), ...(passing && { passing }) };
  return report([result({ findings: [lostRows, long] })]);
}

/** In the page: so many steps on. */
function stepOn(steps: number): void {
  for (let n = 0; n < steps; n++) {
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }));
    // Asks for the layout, which belongs to what a reader waits for.
    document.body.getBoundingClientRect();
  }
}

describe.skipIf(!isChromiumPresent)('in a browser, the page of a failure', () => {
  const reports = openedReports();

  async function open(
    hash: string,
    { of = both, dark = false, width = 1_440 }: { of?: Report; dark?: boolean; width?: number } = {},
  ): Promise<Page> {
    const page = await reports.open(of, hash, { dark, width, height: 900 });
    await page.locator('.inspector h2').waitFor();
    return page;
  }

  it('selects, steps and inspects the passing run like the failing one', async () => {
    const page = await open('#/failure/1');
    await page.locator('.track.passing .mark > path').nth(2).click();
    expect(await page.locator('.at').textContent()).toBe('passing run: step 3 of 5');
    expect(await page.locator('.inspector h2').textContent()).toBe(
      'passing run, step 3 writer: insert(r1)#1',
    );
    expect(await page.locator('.track.passing .mark.selected').count()).toBe(1);
    expect(await page.locator('.track .band rect').count()).toBe(2);
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('.inspector h2').textContent()).toBe('passing run, step 4 sigterm: start#1');
    expect(page.url()).toContain('step=4&run=passing');
    await page.reload();
    expect(await page.locator('.at').textContent()).toBe('passing run: step 4 of 5');
    await page.getByRole('button', { name: 'inspect the failing run' }).click();
    expect(await page.locator('.at').textContent()).toBe('step 3 of 5');
    await page.locator('.steps .other button').last().click();
    expect(await page.locator('.at').textContent()).toContain('passing run: step');
  });

  it('has one handle for both runs, for the keyboard, too', async () => {
    const page = await open('#/failure/1');
    const handle = page.getByRole('slider', { name: 'where in both runs' });
    await handle.focus();
    await page.keyboard.press('Home');
    expect(await page.locator('.at').textContent()).toBe('step 0 of 5');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await handle.getAttribute('aria-valuetext')).toContain('Step 2 of 5');
    expect(await page.locator('.other-run').textContent()).toContain('is at step 2, producer: put(r1)#1');
  });

  it('calls a moved event moved, and names other answers and values', async () => {
    const page = await open('#/failure/1');
    const differences = await page.locator('.steps .difference').allTextContents();
    expect(differences.filter((text) => text.startsWith('moved'))).toEqual(['moved 5 → 3', 'moved 5 → 3']);
    expect(differences.join()).toContain('other answer');
    for (const key of ['d', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
    expect(await page.locator('.other-run').textContent()).toContain('The passing run answers 1.');
    expect(await page.locator('.lines .there').textContent()).toContain('r1 in the passing run');
  });

  it('greys what does not matter, says how much matters, and shows all again', async () => {
    const page = await open('#/failure/1');
    const slice = page.getByRole('button', { name: '4 of 5 steps matter' });
    expect(await slice.getAttribute('aria-pressed')).toBe('true');
    expect(await page.locator('.mark.faded title').allTextContents()).toEqual(['reader: count#1']);
    await slice.click();
    expect(await page.locator('.mark.faded').count()).toBe(0);
    expect(page.url()).toContain('show=all');
  });

  it('labels where the damage begins and where there is no return', async () => {
    const page = await open('#/failure/1');
    expect(await page.locator('.track.failing .turn text').allTextContents()).toEqual([
      '○ begins here',
      '✗ point of no return',
    ]);
    await page.getByRole('button', { name: 'step 2: begins here' }).click();
    expect(await page.locator('.violating-note').textContent()).toBe('✗ begins here: r1 was accepted');
    await page.keyboard.press('v');
    expect(await page.locator('.violating-note').textContent()).toContain('point of no return');
  });

  it('draws all arrows on demand, and zooms', async () => {
    const page = await open('#/failure/1?step=1');
    const arrows = page.locator('.track.failing .arrows > g');
    const few = await arrows.count();
    await page.keyboard.press('a');
    expect(await arrows.count()).toBeGreaterThan(few);
    const width = async () => Number(await page.locator('.track.failing svg').getAttribute('width'));
    const before = await width();
    await page.keyboard.press('+');
    expect(await width()).toBeGreaterThan(1.5 * before);
    expect(page.url()).toContain('arrows=all&zoom=2');
  });

  it('tells the story, what must hold, and what the variant claims', async () => {
    const page = await open('#/failure/1');
    expect(await page.locator('.story p').allTextContents()).toEqual([
      'Rows arrive while a batch commits.',
      'The shutdown comes in between.',
      'A row that was accepted is in the database.',
      'Cancels the writer at once.',
      'Claimed: Loses one batch at most. (a page)',
      'Claimed of no-lost-rows: violated (a page, The bug).',
      'how much of it was tested · scenarios/batch-writer/shutdown.scenario.ts',
    ]);
    await page.getByRole('link', { name: 'how much of it was tested' }).click();
    await page.locator('.curve').waitFor();
  });

  it('shows how narrow the race is, on a bar that keys and fingers can follow', async () => {
    const page = await open('#/failure/1');
    const bar = page.getByRole('slider', { name: 'where writer: db.commit#1 comes' });
    expect(await page.locator('.tolerance output').textContent()).toContain('the run fails');
    await bar.focus();
    await page.keyboard.press('ArrowLeft');
    expect(await page.locator('.tolerance output').textContent()).toBe('as step 3, at 10 ms: the run passes');
    expect(await page.locator('.at').textContent(), 'the cursor stays').toBe('step 5 of 5');
    const box = await bar.boundingBox();
    await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) - 4, (box?.y ?? 0) + (box?.height ?? 0) / 2);
    expect(await bar.getAttribute('aria-valuetext')).toContain('the run fails');
  });

  it('shows the lines of an access that is the cause', async () => {
    const place = 'systems/writer.ts:9';
    const accesses = readBeforeWrite.accesses.map((access) => ({ ...access, place }));
    const findings = [{ ...lostRows, data: { ...readBeforeWrite, accesses } }];
    const { sources = {} } = both;
    const page = await open('#/failure/1', { of: report([result({ findings })], { sources }) });
    await page.locator('.data-cause summary').first().click();
    expect(await page.locator('.data-cause mark').first().innerText()).toContain('9  await lock.acquire();');
  });

  it('shows the same schedule on the other variants, with the line where the path is left', async () => {
    const page = await open('#/failure/1');
    expect(await page.locator('.variants tbody tr').innerText()).toContain('✓ passes');
    await page.getByText('the lines').click();
    expect(await page.locator('.variants mark').innerText()).toContain('await lock.acquire();');
  });

  it('says nothing in the lanes where something else is said already', async () => {
    const passing = both.results[0]?.findings[0]?.passing;
    const tasks = ['writer', 'reader', 'sigterm'];
    const named = (n: number) => `insert(r${n})#1`;
    const steps = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15].map((n) =>
      step(n, tasks[n % 3] ?? '', named(n), n === 9 ? { woke: ['reader', 'sigterm'] } : {}),
    );
    const other = steps.filter((one) => one.step !== 10).map((one, n) => ({ ...one, step: n + 1 }));
    const finding = {
      ...toldInFull,
      violatingStep: 15,
      damage: [{ role: 'origin', step: 9, what: 'r9 was accepted' }] as const,
      steps,
      ...(passing && { passing: { ...passing, steps: other } }),
    };
    const of = report([result({ findings: [finding] })]);
    const page = await open('#/failure/1?step=9', { of });
    const said = page.locator('.track.failing :is(.split text, .turn text, .arrow-label)');
    const boxes = await Promise.all((await said.all()).map((text) => text.boundingBox()));
    expect(boxes.length).toBeGreaterThan(2);
    const meeting = boxes.flatMap((a, n) =>
      boxes.slice(n + 1).filter((b) => {
        if (a === null || b === null) return true;
        const isBeside = a.x + a.width <= b.x || b.x + b.width <= a.x;
        // Letters are not as high as their lines.
        return !isBeside && Math.abs(a.y - b.y) < 8;
      }),
    );
    expect(meeting).toEqual([]);
  });

  it('has a card to be copied as Markdown and as SVG', async () => {
    const page = await open('#/failure/1');
    await page.getByText('Card for a pull request').click();
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await page.getByRole('button', { name: 'copy as Markdown' }).click();
    await page.getByRole('button', { name: 'copied' }).waitFor();
    expect(await copied()).toContain('**Claim:** p1-cancel-on-stop breaks no-lost-rows (a page, The bug)');
    await page.getByRole('button', { name: 'copy as SVG' }).click();
    await expect.poll(copied).toContain('<svg xmlns="http://www.w3.org/2000/svg"');
  });

  it('opens a run of 5,000 steps in under 300 ms, and steps through it in under 16 ms', async () => {
    const page = await open('#/failure/1', { of: longRun(5_000) });
    const comeTo = async (hash: string, text: string): Promise<void> => {
      await page.evaluate((place) => (location.hash = place), hash);
      await page.waitForFunction((end) => document.querySelector('.at')?.textContent?.endsWith(end), text);
    };
    const taskMs = await taskTimer(page);
    const opened: number[] = [];
    for (let n = 0; n < 3; n++) {
      await comeTo('#/failure/1', 'of 4');
      opened.push(await taskMs(() => comeTo('#/failure/2', 'of 5000')));
    }
    const stepped = await taskMs(() => page.evaluate(stepOn, 200));
    expect(await page.locator('.at').textContent()).toBe('step 2700 of 5000');
    expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(8_000);
    expect(Math.min(...opened)).toBeLessThan(300);
    expect(stepped / 200).toBeLessThan(16);
  });

  it('of 60 of 400 steps opens in under 300 ms, from its file and from the overview, and steps in under 16 ms', async () => {
    const findings = longRun(400)
      .results.flatMap((one) => one.findings)
      .slice(1);
    const many = report(Array.from({ length: 60 }, (_, n) => result({ scenario: `a/s${n}`, findings })));
    const page = await reports.open(many, '', { width: 1_440, height: 900 });
    const shows = (selector: string) => page.locator(selector).first().waitFor();
    const goTo = async (hash: string, selector: string): Promise<void> => {
      await page.evaluate((place) => (location.hash = place), hash);
      await shows(selector);
    };
    const opened: Record<'overview' | 'link' | 'file', number[]> = { overview: [], link: [], file: [] };
    for (let n = 0; n < 3; n++) {
      await goTo('', '.matrix');
      opened.overview.push(await reloadMs(page, () => shows('.matrix')));
      const taskMs = await taskTimer(page);
      opened.link.push(await taskMs(() => goTo('#/failure/7', '.inspector h2')));
      opened.file.push(await reloadMs(page, () => shows('.inspector h2')));
    }
    for (const [from, ms] of Object.entries(opened)) expect(Math.min(...ms), from).toBeLessThan(300);
    const taskMs = await taskTimer(page);
    const stepped = await taskMs(() => page.evaluate(stepOn, 150));
    expect(await page.locator('.at').textContent()).toBe('step 350 of 400');
    expect(stepped / 150).toBeLessThan(16);
  });

  it('prints what it does not draw where nobody sees it', async () => {
    const page = await open('#/failure/2', { of: longRun(500) });
    const drawn = page.locator('.track.failing .mark');
    expect(await drawn.count()).toBeLessThan(300);
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    expect(await drawn.count()).toBe(500);
  });

  it.each([
    [1_440, false],
    [1_024, true],
    [390, false],
    [390, true],
  ])('is without a serious finding of axe at %i pixels (dark: %s), and fits', async (width, dark) => {
    const page = await open('#/failure/1', { width, dark });
    expect(await seriousOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
});
