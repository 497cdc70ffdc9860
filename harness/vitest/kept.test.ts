import { expect, it } from 'vitest';
import type { Report } from '../result.ts';
import { RunnerProject } from '../testing/runner-project.fixture.ts';

const test = (counter: string): string => `
import { expect } from 'vitest';
import { test } from 'heddle/vitest';
import { CarefulCounter, Counter, memoryStore } from '../src/counter.js';

test('two increments', { runs: 100 }, async (sim) => {
  const store = memoryStore(sim);
  const counter = new ${counter}(store);
  await sim.all({ a: () => counter.increment(), b: () => counter.increment() });
  expect(store.raw.value).toBe(2);
});
`;

const FILE = 'test/counter.test.js';
const KEPT = `${FILE}.failures/two-increments--failed-assertion--test-passes.json`;
const RESULTS = `reports/out/tests/${FILE}`;

const resultIn = (project: RunnerProject): unknown =>
  (JSON.parse(project.read(`${RESULTS}/two-increments.json`)) as Report).results[0];

it('a failure is kept beside its test and runs first from then on, until it is mended and removed', async () => {
  const project = new RunnerProject();
  project.write(FILE, test('Counter'));
  const first = await project.vitest();
  expect(first.text).toContain(`kept: ${KEPT}\n`);
  expect(first.text).toContain(`page: ${RESULTS}/two-increments.html\n`);
  expect(project.files(RESULTS)).toEqual([
    `${RESULTS}/two-increments.html`,
    `${RESULTS}/two-increments.json`,
  ]);
  expect(resultIn(project)).not.toHaveProperty('corpus');

  await project.vitest();
  expect(resultIn(project)).toMatchObject({ corpus: [{ file: KEPT, status: 'fails' }] });

  project.write(FILE, test('CarefulCounter'));
  const mended = await project.vitest([], { HEDDLE_UPDATE: '1' });
  expect(mended.code).toBe(0);
  expect(resultIn(project)).toMatchObject({ asExpected: true, corpus: [{ file: KEPT, violates: false }] });
  expect(project.files('test')).toEqual([FILE]);
  expect(project.files(RESULTS)).toEqual([`${RESULTS}/two-increments.json`]);
});

it('in CI nothing is kept; results of tests and of scenarios are merged into one report', async () => {
  const project = new RunnerProject();
  project.write(FILE, test('Counter'));
  project.write(
    'scenarios/thing/story.scenario.ts',
    `import { scenario } from 'heddle';
     export default scenario('a story', { id: 'thing', variants: { only: 1 } }, {
       invariants: [], run(sim) { sim.task('t', () => {}); return () => []; },
     });`,
  );
  const { text } = await project.vitest([], { CI: '1' });
  expect(text).not.toContain('kept: ');
  expect(project.files('test')).toEqual([FILE]);
  expect((await project.heddle(['run', '--runs', '10'])).code).toBe(0);

  const merged = await project.heddle(['merge', 'reports/out', '--output-dir', 'all']);
  expect(merged.code).toBe(1);
  const { results } = JSON.parse(project.read('all/report.json')) as Report;
  expect(results.map(({ scenario, verdict }) => [scenario, verdict])).toEqual([
    ['thing/story', 'exhausted'],
    [`${FILE} > two increments`, 'violated'],
  ]);
  const again = await project.heddle(['replay', '--last', '--output-dir', 'all']);
  expect(again.text).toMatch(/fails as recorded at step \d+/);
});
