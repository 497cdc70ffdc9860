import { comesBefore } from '../core/default-order.ts';
import type { Event } from '../core/event.ts';
import type { Run } from '../core/run.ts';
import { roleOf } from '../schedule/cause.ts';

/** Traits that are told apart; all others count as one more. */
const TRAITS_MAX = 51;
/** Deliveries that are looked at for one that overtook an event: more lie between only where thousands are pending. */
const PASSED_MAX = 64;

/** What befalls events without a fault. */
const ORDERLY = new Set(['overtaken', 'delay', 'together']);

/**
 * What a run did otherwise than the prompt one, as a set of traits: which operations of which tasks were overtaken, which
 * failed, came later than they could, or with another, which tasks were cancelled, whether the process crashed. Tasks
 * that differ in a number only are alike. Costs a fraction of a run: told of runs that fail.
 */
export class TraitTable {
  /** By what befell it, task, operation. */
  readonly #bits = new Map<string, Map<string, Map<string, number>>>();
  /** Those that are faults. */
  #faults = 0;
  readonly #roles = new Map<string, string>();
  #count = 0;

  /** The traits of a run, as a sum of powers of two. */
  of(run: Run): number {
    const set = new Set<number>();
    for (const { event, by } of run.disturbed ?? []) this.#add(set, by, event);
    const { delivered } = run;
    for (let i = 0; i < delivered.length; i++) {
      const event = delivered[i] as Event;
      const { kind } = event.type;
      if (kind === 'cancel' || kind === 'crash') this.#add(set, kind, event);
      else if (isOvertaken(delivered, i)) this.#add(set, 'overtaken', event);
    }
    let traits = 0;
    for (const bit of set) traits += 2 ** bit;
    return traits;
  }

  #add(set: Set<number>, how: string, { task, type }: Event): void {
    const bits = inner(inner(this.#bits, how), this.#roleOf(task.name));
    let bit = bits.get(type.name);
    if (bit === undefined) bits.set(type.name, (bit = this.#newBit(how)));
    set.add(bit);
  }

  /** Once all are given out, a bit that says nothing. */
  #newBit(how: string): number {
    const bit = Math.min(this.#count++, TRAITS_MAX);
    if (bit < TRAITS_MAX && !ORDERLY.has(how)) this.#faults += 2 ** bit;
    return bit;
  }

  /** Whether one of the traits is a fault, a cancellation or a crash. */
  hasFault(traits: number): boolean {
    return traits > 0 && (BigInt(traits) & BigInt(this.#faults)) !== 0n;
  }

  #roleOf(task: string): string {
    let role = this.#roles.get(task);
    if (role === undefined) this.#roles.set(task, (role = roleOf(task)));
    return role;
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
    if (kind === 'cancel' || kind === 'crash') continue;
    if (comesBefore(event, other) && event.opensMs <= other.closesMs) return true;
  }
  return false;
}

function inner<K, V>(maps: Map<string, Map<K, V>>, key: string): Map<K, V> {
  let map = maps.get(key);
  if (map === undefined) maps.set(key, (map = new Map<K, V>()));
  return map;
}
