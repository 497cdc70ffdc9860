import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Report, ScenarioResult } from '../result.ts';
import { type Ended, TestProject } from './fixtures/spawn-heddle.ts';

let project: TestProject;

beforeAll(() => {
  project = new TestProject();
});
afterAll(() => project.remove());

/** A scenario of two tasks that each make one call, whose answers come from `state`, at module level. */
function leaky(state: string, answer: string, broken: string): string {
  return `
import { scenario } from 'heddle';
${state}
export default scenario('state at module level', { id: 'sample', variants: { only: {} } }, {
  invariants: ['small'],
  kinds: { large: 'It grew.' },
  run(sim) {
    const answers: unknown[] = [];
    const call = sim.operation('call', { latencyMs: [1, 10] });
    for (const name of ['a', 'b'])
      sim.task(name, async () => { answers.push(await call.call('k', () => ${answer})); });
    return () => [
      { invariant: 'small', finding: ${broken} ? { kind: 'large', message: 'it is large' } : undefined },
    ];
  },
});
`;
}

async function resultOf(name: string, text: string): Promise<Ended & { readonly result: ScenarioResult }> {
  project.write(`scenarios/leaks/${name}.scenario.ts`, text);
  const ended = await project.heddle([
    'run',
    `leaks/${name}`,
    '--runs',
    '60',
    '--reporter',
    'json',
    '--output-dir',
    name,
  ]);
  const report = JSON.parse(readFileSync(path.join(project.root, name, 'report.json'), 'utf8')) as Report;
  return { ...ended, result: report.results[0] as ScenarioResult };
}

it('a failure that only a run after many shows is kept, unconfirmed; the verdict is leaks, the exit code 3', async () => {
  const text = leaky('let runs = 0;', '1', '++runs > 3');
  const { result, code } = await resultOf('counter', text);
  expect([result.verdict, result.asExpected, code]).toEqual(['leaks', false, 3]);
  // No schedule is its cause, so it may seem to have several.
  expect(result.findings[0]).toMatchObject({ kind: 'large', unconfirmed: true });
  expect(result.findings.filter(({ unconfirmed }) => unconfirmed !== true)).toEqual([]);
  expect(result.reason).toMatch(
    /^State outlives a run: the failure "it is large" is another where it is the first in a fresh worker: it does not show large\/small;/,
  );
});

it('runs that pass are compared by their answers, and the line of the first that differs is named', async () => {
  const text = leaky('let calls = 0;', '++calls', 'false');
  const { result } = await resultOf('answers', text);
  expect(result.verdict).toBe('leaks');
  expect(result.reason).toMatch(
    /the prompt run is another where .*: the first step that differs is \d \(here `\w: call\(k\)#1`, asked for at scenarios\/leaks\/answers\.scenario\.ts:\d+\)/,
  );
});

it.each([
  ['counter', 'let runs = 0;', '++runs > 3', '`runs`', '0, then 1'],
  [
    'cache',
    'const seen = new Map();',
    'seen.has(1) ? true : (seen.set(1, 1), false)',
    '`seen`',
    'Map(0), then Map(1)',
  ],
  [
    'timer',
    'let timer: unknown;',
    '(timer ? true : ((timer = setTimeout(() => {}, 50)), false))',
    '`timer`',
    'undefined, then a timer',
  ],
  [
    'private',
    'class Pool { #free = 2; take() { return this.#free-- < 1; } }\nconst pool = new Pool();',
    'pool.take()',
    '`pool.#free`',
    '2, then 1',
  ],
  [
    'global',
    '',
    '(globalThis.takenByLeak = (globalThis.takenByLeak ?? 0) + 1) > 3',
    '`globalThis.takenByLeak`',
    'not there, then 1',
  ],
])('names the variable and its line: %s', async (name, state, broken, variable, change) => {
  const text = leaky(state, '1', 'leaked').replace(
    'const answers',
    `const leaked = ${broken};\n    const answers`,
  );
  const { result } = await resultOf(name, text);
  expect(result.verdict).toMatch(/leaks|nondeterministic/);
  const place = variable.includes('global')
    ? ''
    : ` (scenarios/leaks/${name}.scenario.ts:${name === 'private' ? 4 : 3})`;
  expect(result.reason).toContain(
    `This is changed by a run and outlives it: ${variable}${place} was ${change}.`,
  );
});

it('state of modules leaks into no run of a scenario that asks for fresh ones', async () => {
  const text = leaky('let runs = 0;', '1', '++runs > 1');
  const { result } = await resultOf('leaking', text);
  expect([result.verdict, result.reason]).toEqual([
    'leaks',
    expect.stringContaining('or fresh: true in the scenario'),
  ]);
  const mended = await resultOf(
    'fresh',
    text.replace("invariants: ['small']", "fresh: true,\n  invariants: ['small']"),
  );
  expect([mended.result.verdict, mended.code]).toEqual(['exhausted', 0]);
  expect(mended.stderr).not.toContain('Warning');
});

it('a failure that a first run shows is confirmed', async () => {
  const text = leaky('', '1', 'answers.length === 2');
  const { result, code } = await resultOf('none', text);
  expect([result.verdict, code]).toEqual(['violated', 1]);
  expect(result.findings[0]).not.toHaveProperty('unconfirmed');
});
