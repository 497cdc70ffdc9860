import { comesBefore } from '../core/default-order.ts';
import type { Event } from '../core/event.ts';
import type { Run } from '../core/run.ts';
import { roleOf } from '../schedule/cause.ts';

/** Traits that are told apart; all others count as one more. */
const TRAITS_MAX = 51;
const HALF = 26;
/** Deliveries that are looked at for one that overtook an event: more lie between only where thousands are pending. */
const PASSED_MAX = 64;

/** What befalls events without a fault. */
const ORDERLY = new Set(['overtaken', 'delay', 'together']);

/**
 * What a run did otherwise than the prompt one, as a set of traits: which operations of which tasks were overtaken, which
 * failed, came later than they could, or with another, which tasks were cancelled, which
 * processes killed, whether all crashed. Tasks
 * that differ in a number only are alike. Costs a fraction of a run: told of runs that fail.
 */
export class TraitTable {
  /** By what befell it, task, operation. Tasks that differ in a number only have one map, that of the name without it. */
  readonly #bits = new Map<string, Map<string, Map<string, number>>>();
  readonly #overtaken = inner(this.#bits, 'overtaken');
  /** Those that are faults. */
  #faults = 0;
  #count = 0;

  /** The traits of a run, as a sum of powers of two. */
  of(run: Run): number {
    // Halves, as integers of 32 bits.
    let low = 0;
    let high = 0;
    const add = (bit: number): void => {
      if (bit < HALF) low |= 1 << bit;
      else high |= 1 << (bit - HALF);
    };
    if (run.disturbed !== undefined)
      for (const { event, by } of run.disturbed) add(this.#bitOf(inner(this.#bits, by), by, event));
    const { delivered } = run;
    for (let i = 0; i < delivered.length; i++) {
      const event = delivered[i] as Event;
      const { kind } = event.type;
      if (kind === 'cancel' || kind === 'kill' || kind === 'crash')
        add(this.#bitOf(inner(this.#bits, kind), kind, event));
      else if (isOvertaken(delivered, i)) add(this.#bitOf(this.#overtaken, 'overtaken', event));
    }
    return high * 2 ** HALF + low;
  }

  #bitOf(byTask: Map<string, Map<string, number>>, how: string, { task, type }: Event): number {
    let bits = byTask.get(task.name);
    if (bits === undefined) byTask.set(task.name, (bits = inner(byTask, roleOf(task.name))));
    let bit = bits.get(type.name);
    if (bit === undefined) bits.set(type.name, (bit = this.#newBit(how)));
    return bit;
  }

  /** Once all are given out, a bit that says nothing. */
  #newBit(how: string): number {
    const bit = Math.min(this.#count++, TRAITS_MAX);
    if (bit < TRAITS_MAX && !ORDERLY.has(how)) this.#faults += 2 ** bit;
    return bit;
  }

  /** Whether one of the traits is a fault, a cancellation, a kill or a crash. */
  hasFault(traits: number): boolean {
    return traits > 0 && (BigInt(traits) & BigInt(this.#faults)) !== 0n;
  }
}

/** In place of traits: the prompt run of the same workload fails in the same way, so none of them matters. */
export const FAILS_PROMPTLY = -1;

/** Whether a run with these traits has all those of a cause. */
export function includesTraits(run: number, cause: number): boolean {
  if (cause <= 0 || run <= 0) return run === cause;
  return (BigInt(run) & BigInt(cause)) === BigInt(cause);
}

/** How many there are. */
export function countTraits(traits: number): number {
  return traits <= 0 ? 0 : traits.toString(2).replaceAll('0', '').length;
}

/** Whether something was delivered before the i-th event, while that was pending, which comes after it by default. */
function isOvertaken(delivered: readonly Event[], i: number): boolean {
  const event = delivered[i] as Event;
  const last = Math.max(0, i - PASSED_MAX);
  for (let j = i - 1; j >= last; j--) {
    const other = delivered[j] as Event;
    if (other.madeBefore <= event.sequence) return false;
    const { kind } = other.type;
    if (kind === 'cancel' || kind === 'kill' || kind === 'crash') continue;
    if (comesBefore(event, other) && event.opensMs <= other.closesMs) return true;
  }
  return false;
}

function inner<K, V>(maps: Map<string, Map<K, V>>, key: string): Map<K, V> {
  let map = maps.get(key);
  if (map === undefined) maps.set(key, (map = new Map<K, V>()));
  return map;
}
