import { existsSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { ScenarioResult } from '../result.ts';
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

const run = (of: TestProject, workers: string): Promise<Ended> => {
  const limits = ['--runs', '120', '--run-timeout', '1', '--workers', workers];
  return of.heddle(['run', ...limits, '--no-keep', '--reporter', 'json', '--output-dir', 'out']);
};

let project: TestProject;
let onOne: Ended;
beforeAll(async () => {
  project = stuckProject();
  onOne = await run(project, '1');
});
afterAll(() => project.remove());

describe('heddle run on worker threads', () => {
  it('writes the same report, byte for byte, for any number of workers', async () => {
    expect(onOne.code).toBe(3);
    expect(project.report('out').results).toHaveLength(12);
    for (const workers of ['2', '3']) {
      const other = stuckProject();
      onTestFinished(() => other.remove());
      expect((await run(other, workers)).code).toBe(3);
      expect(JSON.stringify(other.timeless('out'))).toBe(JSON.stringify(project.timeless('out')));
    }
  });

  const resultOf = (variant: string): ScenarioResult => {
    const found = project.report('out').results.find((result) => result.variant === variant);
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
    const other = TestProject.ofTest();
    other.write(
      'scenarios/counter/engine.scenario.ts',
      `import { scenario, UsageError } from 'heddle';
      const run = () => { throw new UsageError('the engine knows this class'); };
      export default scenario('engine', { id: 'engine', variants: { only: 1 } }, { invariants: [], run });`,
    );
    const { code, stderr } = await other.heddle(['run', 'engine', '--runs', '5']);
    expect(stderr).toBe('heddle: the engine knows this class\n');
    expect(code).toBe(2);
  });

  it.each(['0', '101%', 'many'])('refuses --workers %s', async (workers) => {
    const { code, stderr } = await project.heddle(['run', '--workers', workers]);
    expect(stderr).toMatch(/^heddle: --workers takes a whole number[^\n]*\n$/);
    expect(code).toBe(2);
  });

  it('ends at once when it is interrupted twice, even while a run does not come back', async () => {
    const alone = ['run', 'trio', '--variant', 'loops at once'];
    // No limit: else that would end it.
    const args = [...alone, '--run-timeout', '0', '--output-dir', 'twice'];
    const { code } = await project.heddle(args, {}, (child) => {
      const interrupt = setInterval(() => {
        // There once the exploration begins.
        if (existsSync(path.join(project.root, 'twice'))) child.kill('SIGINT');
      }, 500);
      child.once('exit', () => clearInterval(interrupt));
    });
    expect(code).toBe(130);
  });
});
