import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, watch } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Ended, TestProject } from '../fixtures/spawn-heddle.ts';

/** Leaves a mark once it has made some runs. */
const MARKED = `
import { mkdirSync } from 'node:fs';
import { scenario } from 'heddle';
let runs = 0;
export default scenario('marked', { id: 'marked', variants: { only: 1, other: 2 } }, {
  invariants: ['none'],
  run(sim) {
    if (++runs === 500) mkdirSync('marks/running', { recursive: true });
    for (const name of 'abcdefgh') sim.task(name, async () => { await sim.sleep(1); await sim.sleep(1); });
    return () => [{ invariant: 'none', finding: undefined }];
  },
});`;

/** A run of it that has no end by itself; a thread may be caught in each. */
const LONG = ['run', 'long', '--runs', '100000000', '--reporter', 'json,default'];

let project: TestProject;
beforeEach(() => {
  project = new TestProject();
  project.write('scenarios/long/marked.scenario.ts', MARKED);
  mkdirSync(path.join(project.root, 'marks'));
});
afterEach(() => project.remove());

/** Starts a run without an end, and disturbs it once it makes runs. */
function disturbed(disturb: (child: ChildProcess) => void): Promise<Ended> {
  return project.heddle(LONG, {}, (child) => {
    const watcher = watch(path.join(project.root, 'marks'), () => {
      watcher.close();
      disturb(child);
    });
    child.once('exit', () => watcher.close());
  });
}

describe('a command that is asked to end', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGQUIT', 131],
  ] as const)('by %s writes what it has, and ends with %i', async (signal, code) => {
    const ended = await disturbed((child) => child.kill(signal));
    expect(ended.code).toBe(code);
    expect(ended.stdout).toContain('interrupted');
    const { interrupted, results } = project.report();
    expect(interrupted).toBe(true);
    expect(results.some(({ exploration }) => exploration.schedules > 0)).toBe(true);
    for (const { verdict, asExpected, exploration } of results) {
      if (exploration.schedules === 0) expect([verdict, asExpected]).toEqual(['unknown', false]);
    }
  });

  it('ends at once by the signal itself while scenarios are loaded, even if one loads for ever', async () => {
    project.write(
      'scenarios/long/loads.scenario.ts',
      `import { mkdirSync } from 'node:fs'; mkdirSync('marks/loading'); for (;;);`,
    );
    const ended = await disturbed((child) => child.kill('SIGTERM'));
    expect(ended.signal).toBe('SIGTERM');
  });

  it('leaves the earlier report as it is where no run was made yet', async () => {
    expect((await project.heddle(['run', 'one-inc', '--runs', '5', '--reporter', 'json'])).code).toBe(0);
    const before = project.report();
    project.write(
      'scenarios/long/sets-up.scenario.ts',
      `import { existsSync, mkdirSync } from 'node:fs';
      import { setTimeout } from 'node:timers/promises';
      import { isMainThread } from 'node:worker_threads';
      import { scenario } from 'heddle';
      if (!isMainThread) {
        mkdirSync('marks/setting-up');
        while (!existsSync('marks/interrupted')) await setTimeout(20);
        // The command has to hear of it, too.
        await setTimeout(1_000);
      }
      export default scenario('sets up', { id: 'x', variants: { only: 1 } }, { invariants: [], run() {} });`,
    );
    const ended = await project.heddle(['run', 'sets-up', '--reporter', 'json'], {}, (child) => {
      const watcher = watch(path.join(project.root, 'marks'), () => {
        watcher.close();
        child.kill('SIGINT');
        mkdirSync(path.join(project.root, 'marks/interrupted'));
      });
    });
    expect(ended.stderr).toContain('Interrupted before the first run: no report is written.');
    expect(ended.code).toBe(130);
    expect(project.report()).toEqual(before);
  });
});

describe('a closed pipe', () => {
  it.each(['stdout', 'stderr'] as const)('at %s ends nothing: the report is written', async (name) => {
    const folder = `closed-${name}`;
    const ended = await project.heddle(
      ['run', 'counter', '--runs', '20', '--output-dir', folder],
      {},
      (child) => child[name]?.destroy(),
    );
    expect(ended).toMatchObject({ code: 0, signal: null });
    expect(name === 'stdout' ? ended.stderr : ended.stdout).toContain(
      name === 'stdout' ? 'counter/' : 'as expected',
    );
    expect(existsSync(path.join(project.root, folder, 'report.json'))).toBe(true);
  });
});
