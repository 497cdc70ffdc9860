/** What `sim.all` takes: what each task does, by name, or in order. */
export type TaskBodies = readonly (() => unknown)[] | Readonly<Record<string, () => unknown>>;

/** What `sim.all` gives: what each task returned, by the same names, or in the same order. */
export type TaskResults<B extends TaskBodies> = {
  -readonly [K in keyof B]: B[K] extends () => infer R ? Awaited<R> : never;
};

type Start = (name: string, body: () => unknown) => { readonly promise: Promise<unknown> };

/**
 * Starts all of `bodies` as tasks, and waits until the last has settled.
 * @param nextName what one is called that has no name
 * @throws what the first of them threw, in their order and not in that of time
 */
export async function runAll(bodies: TaskBodies, start: Start, nextName: () => string): Promise<unknown> {
  const named: readonly (readonly [string, () => unknown])[] = Array.isArray(bodies)
    ? bodies.map((body: () => unknown) => [nextName(), body])
    : Object.entries(bodies);
  const promises = named.map(([name, body]) => start(name, body).promise);
  const settled = await Promise.allSettled(promises);
  const values = settled.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
  return Array.isArray(bodies)
    ? values
    : Object.fromEntries(named.map(([name], index) => [name, values[index]]));
}
