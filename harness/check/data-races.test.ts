import { expect, test } from 'vitest';
import { simulate } from '../program/simulate.ts';
import type { Sim } from '../core/sim.ts';
import { DataRaces } from '../world/data-races.ts';
import { SharedMemory } from '../world/shared-memory.ts';
import { noDataRace } from './data-races.ts';

type Thread = (memory: SharedMemory) => Promise<unknown>;

async function finding(threads: Readonly<Record<string, Thread>>): Promise<string | undefined> {
  let races: DataRaces | undefined;
  await simulate((sim: Sim) => {
    races = new DataRaces(sim);
    const memory = new SharedMemory(sim, { races, latencyMs: { load: [5, 5], store: [5, 5] } });
    for (const [name, body] of Object.entries(threads)) sim.task(name, () => body(memory));
  });
  if (races === undefined) throw new Error('the run did not begin');
  return noDataRace(races).finding?.message;
}

const load: Thread = (memory) => memory.load('n');
const store: Thread = (memory) => memory.store('n', 1);

test('a plain load and a plain store of one cell at once are a race', async () => {
  expect(await finding({ a: load, b: store })).toBe(
    'the plain load of a and the plain store of b accessed n at once',
  );
});

test('two plain stores at once are a race, and so is an atomic one beside a plain one', async () => {
  expect(await finding({ a: store, b: store })).toBeDefined();
  expect(await finding({ a: store, b: (memory) => memory.store('n', 2, 'atomic') })).toBeDefined();
  expect(await finding({ a: load, b: (memory) => memory.loadOrStore('n', 2) })).toBeDefined();
});

test('two loads, two atomic accesses, and accesses of two cells are none', async () => {
  expect(await finding({ a: load, b: load })).toBeUndefined();
  const atomically: Thread = (memory) => memory.store('n', 2, 'atomic');
  expect(await finding({ a: atomically, b: (memory) => memory.load('n', 'atomic') })).toBeUndefined();
  expect(await finding({ a: atomically, b: (memory) => memory.loadOrStore('n', 3) })).toBeUndefined();
  expect(await finding({ a: store, b: (memory) => memory.store('m', 1) })).toBeUndefined();
});

test('a lock orders plain accesses, one after the other are none either', async () => {
  const under =
    (thread: Thread): Thread =>
    async (memory) => {
      await memory.lock('l');
      await thread(memory);
      await memory.unlock('l');
    };
  expect(await finding({ a: under(load), b: under(store) })).toBeUndefined();
  const inTurn: Thread = async (memory) => {
    await store(memory);
    await load(memory);
  };
  expect(await finding({ a: inTurn })).toBeUndefined();
});
