import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report, ScenarioResult } from '../result.ts';
import { type Ended, TestProject } from './fixtures/spawn-heddle.ts';

/** Tasks `a`, `b` and `c` make a call each; `b` first is a failure. What else happens is the variant's. */
const TRIO = `
import { scenario } from 'heddle';

const spin = (): never => { for (;;); };
const variants = {
  'loops in one order': (order: string) => { if (order === 'cba') spin(); },
  'awaits for ever': async (order: string) => { if (order === 'cba') for (;;) await Promise.resolve(); },
  'loops at once': (order: string) => { if (order === 'a') spin(); },
  exits: (order: string) => { if (order === 'cba') process.exit(0); },
  calm: () => {},
};

export default scenario('trio', { id: 'trio', variants }, {
  invariants: ['a-first'],
  expect: { calm: { 'a-first': 'violated' } },
  run(sim, afterCall) {
    let order = '';
    const call = sim.operation('call', { latencyMs: [0, Infinity] });
    for (const name of ['a', 'b', 'c']) {
      sim.task(name, async () => {
        await call.call(name, () => void (order += name));
        await afterCall(order);
      });
    }
    return () => [
      { invariant: 'a-first', finding: order[0] === 'b' ? { kind: 'out-of-order', message: order } : undefined },
    ];
  },
});
`;

/** Fails whatever the order; with less than 3 rows, set-up never comes back. The one that is drawn has more. */
const SHRINKS_INTO_A_LOOP = `
import fc from 'fast-check';
import { scenario } from 'heddle';

export default scenario('shrinks into a loop', { id: 'rows', variants: { only: 1 } }, {
  workload: fc.record({ rows: fc.noBias(fc.integer({ min: 0, max: 1_000_000 })) }),
  invariants: ['none'],
  runs: 20,
  run(sim, _, { rows }) {
    while (rows < 3);
    sim.task('writer', async () => {});
    return () => [{ invariant: 'none', finding: { kind: 'lost-row', message: rows + ' rows' } }];
  },
});
`;

/** The counter project with both of these. */
function stuckProject(): TestProject {
  const project = new TestProject();
  const fastCheck = fileURLToPath(new URL('../../node_modules/fast-check', import.meta.url));
  symlinkSync(fastCheck, path.join(project.root, 'node_modules/fast-check'), 'junction');
  project.write('scenarios/stuck/trio.scenario.ts', TRIO);
  project.write('scenarios/stuck/shrinks.scenario.ts', SHRINKS_INTO_A_LOOP);
  return project;
}

let project: TestProject;
beforeAll(() => {
  project = stuckProject();
});
afterAll(() => project.remove());

const readReport = (of: TestProject): Report =>
  JSON.parse(readFileSync(path.join(of.root, 'out/report.json'), 'utf8')) as Report;
const timeless = (of: TestProject): string =>
  JSON.stringify(readReport(of), (key, value: unknown) => (key === 'timing' ? undefined : value));
const run = (of: TestProject, ...args: string[]): Promise<Ended> =>
  of.heddle(['run', ...args, '--run-timeout', '1', '--reporter', 'json', '--output-dir', 'out']);

describe('heddle run on worker threads', () => {
  it('writes the same report, byte for byte, for any number of workers', async () => {
    // A project each: failures that one run keeps would be in the report of the next.
    const [two, three] = [stuckProject(), stuckProject()];
    const ended = [
      await run(project, '--runs', '120', '--workers', '1'),
      await run(two, '--runs', '120', '--workers', '2'),
      await run(three, '--runs', '120', '--workers', '3'),
    ];
    const same = [two, three].map((other) => timeless(other) === timeless(project));
    for (const other of [two, three]) other.remove();
    expect(ended.map(({ code }) => code)).toEqual([3, 3, 3]);
    expect(readReport(project).results).toHaveLength(12);
    expect(same).toEqual([true, true]);
  });

  const resultOf = (variant: string): ScenarioResult => {
    const found = readReport(project).results.find((result) => result.variant === variant);
    if (found === undefined) throw new Error(`no result of ${variant}`);
    return found;
  };

  it.each([
    ['loops in one order', 4],
    ['awaits for ever', 7],
  ])('names the run in which the code %s, and the line', (variant, line) => {
    const { verdict, reason, findings, exploration } = resultOf(variant);
    expect(verdict).toBe('error');
    expect(reason).toMatch(/^The run 1\.0\.\w+[.\d]* did not come back within 1 s/);
    expect(reason).toContain(`the code under test loops at scenarios/stuck/trio.scenario.ts:${line} `);
    expect(exploration.schedules).toBeGreaterThan(0);
    expect(findings.every(({ invariant }) => invariant === 'a-first')).toBe(true);
  });

  it('names the prompt run where that is the one', () => {
    const { reason, exploration } = resultOf('loops at once');
    expect(reason).toContain('The run 1.0.prompt did not come back');
    expect(exploration.schedules).toBe(0);
  });

  it('goes on with the rest', () => {
    expect(resultOf('calm')).toMatchObject({ verdict: 'violated', asExpected: true });
  });

  it('says so where code under test would end the process', () => {
    const { findings } = resultOf('exits');
    expect(findings.map(({ message }) => message).join()).toContain('called process.exit(0)');
  });

  it('reports a failure as it was found where a smaller one does not come back', () => {
    const { verdict, reason, findings } = resultOf('only');
    expect(verdict).toBe('error');
    expect(reason).toContain('A run that was made to shrink a failure did not come back within 1 s');
    expect(findings[0]?.message).toMatch(/^\d{4,} rows$/);
  });

  it('replays the run that it named, and ends with 3 and one line', async () => {
    const [, seed = ''] = /--seed (\S+)$/.exec(resultOf('awaits for ever').reason ?? '') ?? [];
    const replay = ['replay', 'stuck/trio', 'awaits for ever', '--seed', seed, '--run-timeout', '1'];
    const { code, stdout, stderr } = await project.heddle(replay);
    expect(stderr).toMatch(
      /^heddle: The run of stuck\/trio · awaits for ever did not come back within 1 s: .*\n$/,
    );
    expect(stdout).toBe('');
    expect(code).toBe(3);
  });

  it('has one copy of the engine on a worker, too', async () => {
    const other = new TestProject();
    other.write(
      'scenarios/counter/engine.scenario.ts',
      `import { scenario, UsageError } from 'heddle';
      const run = () => { throw new UsageError('the engine knows this class'); };
      export default scenario('engine', { id: 'engine', variants: { only: 1 } }, { invariants: [], run });`,
    );
    const { code, stderr } = await other.heddle(['run', 'engine', '--runs', '5']);
    other.remove();
    expect(stderr).toBe('heddle: the engine knows this class\n');
    expect(code).toBe(2);
  });

  it.each(['0', '101%', 'many'])('refuses --workers %s', async (workers) => {
    const { code, stderr } = await run(project, '--workers', workers);
    expect(stderr).toMatch(/^heddle: --workers takes a whole number[^\n]*\n$/);
    expect(code).toBe(2);
  });

  it('ends at once when it is interrupted twice, even while a run does not come back', async () => {
    const started = performance.now();
    const args = [
      'run',
      'trio',
      '--variant',
      'loops at once',
      '--run-timeout',
      '600',
      '--output-dir',
      'twice',
    ];
    const { code } = await project.heddle(args, {}, (child) => {
      const interrupt = setInterval(() => {
        // There once the exploration begins.
        if (existsSync(path.join(project.root, 'twice'))) child.kill('SIGINT');
      }, 500);
      child.once('exit', () => clearInterval(interrupt));
    });
    expect(code).toBe(130);
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});
