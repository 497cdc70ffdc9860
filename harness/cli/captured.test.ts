import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Report } from '../result.ts';
import { TestProject } from './fixtures/spawn-heddle.ts';

let project: TestProject;

beforeAll(() => {
  project = new TestProject();
});
afterAll(() => project.remove());

it('what a module takes out of its object at load is virtual during a run', async () => {
  project.write(
    'scenarios/load/captured.scenario.ts',
    `
import { promisify } from 'node:util';
import { scenario } from 'heddle';
const { setTimeout: later, setImmediate: soon, queueMicrotask: job, Date: Clock } = globalThis;
const { now } = Date;
const random = Math.random;
const uptime = process.hrtime.bigint;
const elapsed = performance.now.bind(performance);
const sleep = promisify(setTimeout);
const loadedAt = now();
const subclass = new (class extends Clock {})(5).getTime();
export default scenario('captured at load', { id: 'sample', variants: { only: {} } }, {
  invariants: ['virtual'],
  kinds: { real: 'It is real.' },
  run(sim) {
    const seen: unknown[] = [];
    sim.task('a', async () => {
      await new Promise<void>((resolve) => void later(resolve, 10));
      await new Promise<void>((resolve) => void soon(() => job(resolve)));
      await sleep(10);
      seen.push(now() - Date.UTC(2024, 0, 1) >= 20, new Clock().getTime() === Date.now(), elapsed() === performance.now());
      seen.push(uptime() === process.hrtime.bigint(), random() < 1, loadedAt > Date.now(), subclass === 5);
    });
    return () => [
      { invariant: 'virtual', finding: seen.length === 7 && seen.every(Boolean) ? undefined : { kind: 'real', message: String(seen) } },
    ];
  },
});
`,
  );
  await project.heddle(['run', 'load/captured', '--runs', '20', '--reporter', 'json', '--output-dir', 'out']);
  const report = JSON.parse(readFileSync(path.join(project.root, 'out/report.json'), 'utf8')) as Report;
  const [result] = report.results;
  expect([result?.reason, result?.findings.map(({ message }) => message)]).toEqual([undefined, []]);
  expect(result?.asExpected).toBe(true);
});
