import { expect, test } from 'vitest';
import { conflicts, record } from './run-pair.fixture.ts';

async function shared(program: string, a: string, b: string): Promise<string[]> {
  const [first, second] = await record(program, [a, b]);
  return first && second ? conflicts(first, second) : [];
}

const counter = `
class Counter { value = 0; #rows: string[] = []; 
  add() { this.value += 1; } get() { return this.value; }
  push() { this.#rows.push('x'); } count() { return this.#rows.length; } }
const counter = new Counter(); let closed = false; const entries = new Map([['a', 1], ['b', 2]]);
const steps = { add: () => counter.add(), get: () => counter.get(), push: () => counter.push(), count: () => counter.count(),
 close: () => { closed = true; }, ask: () => closed, a: () => entries.get('a'), setA: () => entries.set('a', 3), b: () => entries.get('b'), c: () => entries.set('c', 1), d: () => entries.set('d', 1), size: () => entries.size };`;

test.each([
  ['add', 'get', ['Counter.value']],
  ['add', 'add', ['Counter.value']],
  ['get', 'get', []],
  ['push', 'count', ['Counter.#rows.length']],
  ['push', 'add', []],
  ['close', 'ask', ['variable closed']],
  ['ask', 'ask', []],
  ['a', 'setA', ['entry a of entries']],
  ['b', 'setA', []],
  ['c', 'd', []],
  ['c', 'size', ['keys of entries']],
])('%s and %s share %j', async (a, b, expected) => {
  expect(await shared(counter, a, b)).toEqual(expected);
});
