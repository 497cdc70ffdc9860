import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, TestProject } from './fixtures/spawn-heddle.ts';

/** Whoever changes more than a folder of reports in it takes a project of its own. */
let project: TestProject;
const heddle = (...args: string[]): Promise<Ended> => project.heddle(args);
const ran = (folder: string): string[] =>
  project.report(folder).results.map(({ scenario, variant }) => `${scenario} ${variant}`);

beforeAll(() => {
  project = new TestProject();
});
afterAll(() => project.remove());

const run = (folder: string, ...args: string[]): Promise<Ended> =>
  heddle('run', '--runs', '20', '--reporter', 'json', '--output-dir', folder, ...args);

describe('what runs', () => {
  it('is chosen by the title, by a regular expression, by the system', async () => {
    await run('grep-title', '-g', 'increments OVERLAP', '--variant', 'atomic');
    await run('grep-regex', '--grep', '^counter/one-.*t$', '--system', 'counter', '--variant', 'atomic');
    expect(ran('grep-title')).toEqual(['counter/two-increments atomic']);
    expect(ran('grep-regex')).toEqual(['counter/one-increment atomic']);
    await run('leading-word', 'two-increments', '--variant', 'read');
    expect(ran('leading-word')).toEqual(['counter/two-increments read-then-write']);
  });

  it('is nothing, and 4, where no title matches', async () => {
    const { code, stderr } = await heddle('run', '-g', 'three incr(');
    expect(stderr).toBe('No scenario matches "three incr(". See: npx heddle list\n');
    expect(code).toBe(4);
  });

  it('is refused in one line where no system is called so', async () => {
    const { code, stderr } = await heddle('run', '--system', 'countr');
    expect(stderr).toMatch(
      /^heddle: No scenario has the system "countr"\. Did you mean "counter"\?[^\n]*\n$/,
    );
    expect(code).toBe(2);
  });
});

describe('the budget of each exploration', () => {
  const explorationOf = (folder: string) => project.report(folder).results[0]?.exploration;

  it('ends with a number of distinct failures, or with virtual time', async () => {
    const budget = (folder: string, ...args: string[]): Promise<Ended> =>
      heddle('run', 'two-increments', '--runs', '900', '--reporter', 'json', '--output-dir', folder, ...args);
    await budget('failures', '--failures', '1');
    await budget('virtual', '--virtual-time', '1s');
    await budget('all');
    expect(explorationOf('failures')?.schedules).toBeLessThan(100);
    expect(explorationOf('virtual')?.schedules).toBeLessThan(900);
    expect(explorationOf('all')?.schedules).toBe(900);
  });

  it('is spent on the strategies that were asked for, after the prompt run', async () => {
    await run('strategies', 'two-increments', '--variant', 'atomic', '--strategy', 'walk,pos');
    expect(explorationOf('strategies')?.strategies.map(({ name }) => name)).toEqual([
      'prompt',
      'walk',
      'pos',
    ]);
  });
});

describe('what is written', () => {
  it('has style and script beside the page where that is asked for', async () => {
    const html = ['run', 'one', '--runs', '5', '--reporter', 'html', '--output-dir'];
    await heddle(...html, 'external', '--report-assets', 'external');
    await heddle(...html, 'inline');
    const files = (folder: string): string[] => readdirSync(path.join(project.root, folder)).toSorted();
    expect(files('inline')).toEqual(['index.html']);
    expect(files('external')).toEqual(['heddle-report.css', 'heddle-report.js', 'index.html']);
    expect(project.read('external/index.html').includes('heddle-report.js')).toBe(true);
  });
});

/** Orderings without end: sampling them would go on for hours. */
const MANY_ORDERS = `
import { scenario } from 'heddle';
import { counters } from '../../counters.ts';
export default scenario('many orders', counters, {
  invariants: [],
  run(sim) {
    const step = sim.operation('step', { latencyMs: [1, 10] });
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      sim.task(name, async () => { for (let i = 0; i < 6; i++) await step.call(name, () => {}); });
    }
    return () => [];
  },
});`;

describe('--time-limit', () => {
  it('gives each its share, passes none over, and says that there was less than asked for', async () => {
    const endless = TestProject.ofTest();
    endless.write('scenarios/many/orders.scenario.ts', MANY_ORDERS);
    const limited = ['--runs', '100000000', '--time-limit', '300ms', '--reporter', 'json,default'];
    const { stdout, code } = await endless.heddle(['run', 'many', ...limited]);
    const schedules = endless.report().results.map(({ exploration }) => exploration.schedules);
    expect(schedules).toHaveLength(3);
    for (const count of schedules) expect(count).toBeGreaterThan(0);
    expect(stdout).toMatch(/^--time-limit: 3 of 3 scenarios × variants had fewer schedules/m);
    expect(code).toBe(0);
  });
});

describe('shards', () => {
  let whole: Ended;
  const parts: Ended[] = [];
  beforeAll(async () => {
    whole = await run('whole');
    for (const shard of ['1/4', '2/4', '3/4', '4/4'])
      parts.push(await run(`parts/${shard[0]}`, '--shard', shard));
  });

  it('are merged into the report that one machine makes, and end as it ends', async () => {
    const merged = await heddle(
      'merge',
      'parts',
      '--reporter',
      'json,junit,default',
      '--output-dir',
      'merged',
    );
    expect(parts.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(ran('parts/1')).toHaveLength(2);
    expect(project.timeless('merged')).toEqual(project.timeless('whole'));
    expect(merged.stdout).toContain('all 4 verdicts as expected');
    expect(existsSync(path.join(project.root, 'merged/junit.xml'))).toBe(true);
    expect(merged.code).toBe(whole.code);
  });

  it.each([
    [['merge'], 'merge needs the folders'],
    [['merge', 'nowhere'], 'There is no file or folder nowhere.'],
    [['merge', 'scenarios'], 'holds no report.json'],
    [['merge', 'parts/1', 'parts/2'], 'Shards 3/4, 4/4 of the whole are missing'],
    [['merge', 'whole'], 'is no shard'],
    [
      ['merge', 'parts', '--output-dir', 'parts/1'],
      'merge would write over parts/1/report.json, which it reads: take another folder for --output-dir.',
    ],
    [['run', '--shard', '1/7'], 'cannot be shared out among 7 shards'],
    [['run', '--shard', '1/2', '--seed', 'random'], 'all shards need the same seed'],
  ])('%j is one clear line and 2', async (args, message) => {
    const { code, stderr } = await heddle(...args);
    expect(stderr).toMatch(/^heddle: [^\n]+\n$/);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});

describe('a project with a verdict that is not expected', () => {
  let other: TestProject;
  let told: Ended;
  beforeAll(async () => {
    other = new TestProject();
    other.expectNothing();
    told = await other.heddle(['run', '--runs', '20', '--reporter', 'tap,default,json']);
  });
  afterAll(() => other.remove());

  it('stops after so many of these, and says how much ran', async () => {
    const { code, stdout } = await other.heddle([
      'run',
      '--runs',
      '20',
      '--bail',
      '--reporter',
      'json,default',
      '--output-dir',
      'bailed',
    ]);
    expect(other.report('bailed').results.map(({ asExpected }) => asExpected)).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(stdout).toContain('--bail: 4 of 6 scenarios × variants ran.');
    expect(code).toBe(1);
  });

  it('runs again what was not as expected, and nothing where all was', async () => {
    const again = await other.heddle(['run', '--runs', '20', '--last-failed', '--reporter', 'json']);
    const part = other.report('reports/out/filtered/1');
    expect(part.results.map(({ variant }) => variant)).toEqual(['read-then-write']);
    expect(part.filter).toBe('--last-failed');
    expect(again.code).toBe(1);
    const none = await other.heddle(['run', '--last-failed', '--variant', 'atomic']);
    expect(none.stderr).toBe('When they last ran, all of these were as expected.\n');
    expect(none.code).toBe(4);
  });

  it('is told to GitHub: an annotation at the line of the scenario, and a summary', async () => {
    const summary = path.join(other.root, 'summary.md');
    const { stdout } = await other.heddle(['run', 'two', '--runs', '20', '--reporter', 'github'], {
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_WORKSPACE: path.dirname(other.root),
    });
    const base = path.basename(other.root);
    expect(stdout).toContain(`::error file=${base}/scenarios/counter/two-increments.scenario.ts,line=4,`);
    expect(readFileSync(summary, 'utf8')).toContain('1 of 2 verdicts not as expected');
  });

  it('is told as TAP alone, with text for people on the other output', () => {
    const { stdout, stderr } = told;
    expect(stdout).toMatch(/^TAP version 14\n1\.\.6\n/);
    expect(stdout).toMatch(/^not ok 4 - counter\/two-increments/m);
    expect(stdout).not.toContain('Not as expected');
    expect(stderr).toContain('Not as expected');
  });
});

describe('heddle.config.ts', () => {
  const configured = (text: string): TestProject => {
    const one = TestProject.ofTest();
    one.write('heddle.config.ts', text);
    return one;
  };

  it('sets options, over which the command line wins', async () => {
    const one = configured(
      `import { defineConfig } from 'heddle';
      export default defineConfig({ runs: 7, seed: 5, reporter: ['json'], outputDir: 'configured' });`,
    );
    const { stdout } = await one.heddle(['run', 'one', '--seed', '6']);
    expect(stdout).toBe('');
    expect(one.report('configured')).toMatchObject({ runs: 7, seed: 6 });
  });

  it.each([
    ['export default { runz: 7 };', 'heddle.config.ts has an unknown key "runz". Did you mean "runs"?'],
    ["export default { runs: '7' };", 'heddle.config.ts: runs takes a number, but "7" was given.'],
    ['export const x = 1;', 'heddle.config.ts exports no configuration'],
    ['export default (', 'heddle.config.ts does not load'],
  ])('%s is one clear line and 2', async (text, message) => {
    const { code, stderr } = await configured(text).heddle(['run', 'one']);
    expect(stderr).toMatch(/^heddle: [^\n]+\n$/);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});

describe('--watch', () => {
  it('runs again when a source file changes, and ends with 130', async () => {
    const watched = TestProject.ofTest();
    let changed = false;
    const { code, stdout } = await watched.heddle(
      ['run', 'one', '--watch', '--runs', '5', '--reporter', 'default'],
      {},
      (child) => {
        let text = '';
        child.stderr?.on('data', (chunk: Buffer) => {
          text += chunk.toString();
          const waits = text.split('waiting for a file to change').length - 1;
          if (waits === 1 && !changed) {
            changed = true;
            watched.write('counters-note.ts', '// changed\n');
          }
          if (waits === 2) child.kill('SIGINT');
        });
      },
    );
    expect(stdout.match(/verdicts as expected/g)).toHaveLength(2);
    expect(code).toBe(130);
  });
});
