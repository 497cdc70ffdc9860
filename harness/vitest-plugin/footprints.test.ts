import { expect, it } from 'vitest';
import { RunnerProject, tokenIn } from '../testing/runner-project.fixture.ts';

const COUNTER = `
interface Store { load(): Promise<number>; save(value: number): Promise<void> }

export class Counter {
  readonly #store: Store;
  total = 0;
  constructor(store: Store) { this.#store = store; }
  async increment(): Promise<void> {
    const { total } = this;
    await this.#store.save(total + 1);
    this.total = total + 1;
  }
}
`;
const TEST = `
import { expect } from 'vitest';
import { test } from 'heddle/vitest';
import { Counter } from '../src/store-counter.ts';

test('two increments', { runs: 50, timeoutMs: 60_000 }, async (sim) => {
  const save = sim.operation('save', { latencyMs: [1, 9] });
  const counter: Counter = new Counter({ load: async () => 0, save: (value) => save.call(undefined, () => void value) });
  await sim.all({ a: () => counter.increment(), b: () => counter.increment() });
  expect(counter.total).toBe(2);
});
`;

/** Line of the body's \`expect\`, and column of what it calls. */
const LINE = TEST.split('\n').findIndex((line) => line.includes('toBe')) + 1;
const COLUMN = (TEST.split('\n')[LINE - 1] ?? '').indexOf('toBe') + 1;

function project(config: string): RunnerProject {
  const made = new RunnerProject();
  made.write('src/store-counter.ts', COUNTER);
  made.write('test/counter.test.ts', TEST);
  made.write(
    'vitest.config.js',
    `import { footprints } from 'heddle/vitest-plugin';\nexport default ${config};`,
  );
  return made;
}

it.each(['forks', 'threads'])(
  'the cause is told in data, and lines are those of the source, in the pool %s',
  async (pool) => {
    const made = project(`{ plugins: [footprints()], test: { pool: '${pool}' } }`);
    const { code, text } = await made.vitest([], { CI: '1' });
    expect(code).toBe(1);
    expect(text).toContain('Counter.total (store-counter.ts:11)');
    expect(text).toContain(` test/counter.test.ts:${LINE}:${COLUMN}\n`);
    const replayed = await made.vitest([], { CI: '1', HEDDLE_REPLAY: tokenIn(text) });
    expect(replayed.text).toContain('Counter.total (store-counter.ts:11)');
  },
);

it('without it, the same is told, but for that', async () => {
  const { code, text } = await project('{}').vitest([], { CI: '1' });
  expect(code).toBe(1);
  expect(text).not.toContain('Counter.total');
  expect(text).toContain(` test/counter.test.ts:${LINE}:${COLUMN}\n`);
});
