import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Event } from '../core/event.ts';
import { type Chain, ChainPartition } from './chains.ts';

/** For each event its cause, which is an earlier one, or −1: events come into being in bursts, each in one delivery. */
const bursts = fc
  .array(fc.record({ cause: fc.nat({ max: 30 }), children: fc.integer({ min: 1, max: 3 }) }), {
    maxLength: 15,
  })
  .map((list) => {
    const causes: number[] = [];
    for (const { cause, children } of list) {
      const from = causes.length === 0 ? -1 : (cause % (causes.length + 1)) - 1;
      for (let i = 0; i < children; i++) causes.push(from);
    }
    return causes;
  });

function partition(causes: readonly number[]): { chains: ChainPartition; members: Chain[] } {
  const chains = new ChainPartition({ unit: () => 0 });
  const created: Event[] = [];
  causes.forEach((cause, sequence) => {
    created.push({ sequence } as Event);
    chains.grow({ created, delivered: cause < 0 ? [] : [{ sequence: cause } as Event] });
  });
  return { chains, members: causes.map((_, event) => chains.chainOf(event)) };
}

function precedes(causes: readonly number[], earlier: number, later: number): boolean {
  for (let at = causes[later] as number; at >= 0; at = causes[at] as number) if (at === earlier) return true;
  return false;
}

/** The most events of which none is a cause of another: in a forest, the number of its leaves. */
function width(causes: readonly number[]): number {
  return causes.filter((_, event) => !causes.includes(event)).length;
}

test('events of one chain are each a cause of the next', () => {
  fc.assert(
    fc.property(bursts, (causes) => {
      const { members } = partition(causes);
      for (const chain of new Set(members)) {
        const events = causes.map((_, event) => event).filter((event) => members[event] === chain);
        for (let i = 1; i < events.length; i++) {
          if (!precedes(causes, events[i - 1] as number, events[i] as number)) return false;
        }
      }
      return true;
    }),
    { numRuns: 2_000 },
  );
});

test('there are at most w (w + 1) / 2 chains', () => {
  fc.assert(
    fc.property(bursts, (causes) => {
      const w = width(causes);
      return partition(causes).chains.count <= (w * (w + 1)) / 2;
    }),
    { numRuns: 2_000 },
  );
});

test('a straight line of causes is one chain, and independent events are one each', () => {
  expect(partition([-1, 0, 1, 2, 3]).chains.count).toBe(1);
  expect(partition([-1, -1, -1, -1]).chains.count).toBe(4);
});
