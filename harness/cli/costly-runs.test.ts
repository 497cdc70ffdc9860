import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScenarioResult } from '../result.ts';
import { TestProject } from './fixtures/spawn-heddle.ts';

/** Of the orders of three calls, one costs more than a run may. */
const COSTLY = `
import { scenario } from 'heddle';

const variants = {
  'takes all memory': (order: string) => {
    if (order === 'cba') for (const kept: number[][] = []; ; ) kept.push(Array(100_000).fill(0.5));
  },
  'kills its process': (order: string) => {
    if (order === 'cba') process.kill(process.pid, 'SIGKILL');
  },
  calm: () => {},
};

export default scenario('costly', { id: 'trio', variants }, {
  invariants: ['none'],
  run(sim, afterCall) {
    let order = '';
    const call = sim.operation('call', { latencyMs: [0, Infinity] });
    for (const name of 'abc') {
      sim.task(name, async () => {
        await call.call(name, () => void (order += name));
        afterCall(order);
      });
    }
    return () => [{ invariant: 'none', finding: undefined }];
  },
});
`;

let project: TestProject;
beforeAll(() => {
  project = new TestProject();
  project.write('scenarios/trio/costly.scenario.ts', COSTLY);
});
afterAll(() => project.remove());

async function results(workers: string): Promise<readonly ScenarioResult[]> {
  const limits = ['--worker-memory', '64', '--run-timeout', '0', '--runs', '60', '--workers', workers];
  const { code } = await project.heddle(['run', 'costly', ...limits, '--reporter', 'json']);
  expect(code).toBe(3);
  return project.report().results.map((result) => ({
    ...result,
    timing: { durationMs: 0, schedulesPerSecond: 0 },
  }));
}

describe('a run that costs its worker', () => {
  it('is named, those before it are reported, and the rest goes on; for any number of workers', async () => {
    const told = await results('1');
    const [memory, killed, calm] = told;
    expect(memory?.reason).toMatch(
      /^The run 1\.0\.[\w.-]+ took more than 64 MB of memory and cost its worker: /,
    );
    expect(killed?.reason).toMatch(/^The run 1\.0\.[\w.-]+ ended the process of its worker \(SIGKILL\): /);
    for (const result of [memory, killed]) {
      expect([result?.verdict, result?.asExpected]).toEqual(['error', false]);
      expect(result?.exploration.schedules).toBeGreaterThan(0);
    }
    expect(calm).toMatchObject({ verdict: 'not-found', asExpected: true });
    expect(await results('2')).toEqual(told);
  });
});
