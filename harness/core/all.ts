import { AwaitedTasks } from './awaited-tasks.ts';
import { context } from './context.ts';
import type { Run } from './run.ts';

/** What `sim.all` takes: what each task does, by name, or in order. */
export type TaskBodies = readonly (() => unknown)[] | Readonly<Record<string, () => unknown>>;

/** What `sim.all` gives: what each task returned, by the same names, or in the same order. */
export type TaskResults<B extends TaskBodies> = {
  -readonly [K in keyof B]: B[K] extends () => infer R ? Awaited<R> : never;
};

/** @param connection those of one call may start in one turn, as `Promise.all([a(), b()])` starts them */
type Start = (
  name: string,
  body: () => unknown,
  connection: string,
) => { readonly promise: Promise<unknown> };

/**
 * Starts all of `bodies` as tasks, and waits until the last has settled.
 * @param nextName what one is called that has no name
 * @throws what the first of them threw, in their order and not in that of time; Error for what are no functions
 */
export function runAll(run: Run, bodies: TaskBodies, start: Start, nextName: () => string): Promise<unknown> {
  if (!areBodies(bodies)) throw new Error(EXPECTED);
  const named: readonly (readonly [string, () => unknown])[] = Array.isArray(bodies)
    ? bodies.map((body: () => unknown) => [nextName(), body])
    : Object.entries(bodies);
  const names = named.map(([name]) => name);
  const results = resultsOf(
    named.map(([name, body]) => start(name, body, names.join(', ')).promise),
    Array.isArray(bodies) ? undefined : names,
  );
  // The set-up of a scenario waits for nothing.
  const owner = context.task === run.main ? undefined : context.task;
  return AwaitedTasks.of(owner, names, results);
}

async function resultsOf(promises: readonly Promise<unknown>[], names?: readonly string[]): Promise<unknown> {
  const settled = await Promise.allSettled(promises);
  const values = settled.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
  return names === undefined ? values : Object.fromEntries(names.map((name, index) => [name, values[index]]));
}

const EXPECTED =
  'sim.all takes a record or a list of functions: sim.all({ a: () => …, b: () => … }) or sim.all([() => …, () => …]).';

function areBodies(bodies: unknown): bodies is TaskBodies {
  if (typeof bodies !== 'object' || bodies === null) return false;
  return Object.values(bodies).every((body) => typeof body === 'function');
}
