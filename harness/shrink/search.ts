import type { Run } from '../core/run.ts';
import { countFaults, type Schedule } from '../schedule/exceptions.ts';
import type { Attempts, Case } from './attempts.ts';
import { withOneMoreFault, withOneMoreHold } from './neighbours.ts';

export interface SearchLimits {
  /** Finds only what is simpler than this. Default: anything. */
  readonly below?: Schedule;
  /** Whether two exceptions are tried together, too. */
  readonly pairs: boolean;
  readonly replaysMax: number;
}

/**
 * Looks for the simplest schedule on which a workload fails, systematically, for it need not be a subset of the one
 * that was found first: none, one hold, two holds, one fault, one fault and one hold.
 */
export function searchSchedules(
  attempts: Attempts,
  workload: unknown,
  limits: SearchLimits,
): Case | undefined {
  return new Search(attempts, workload, limits).find();
}

class Search {
  readonly #attempts: Attempts;
  readonly #workload: unknown;
  readonly #limits: SearchLimits;
  readonly #endsAt: number;
  readonly #orders = new Set<number>();

  constructor(attempts: Attempts, workload: unknown, limits: SearchLimits) {
    this.#attempts = attempts;
    this.#workload = workload;
    this.#limits = limits;
    this.#endsAt = attempts.replays + limits.replaysMax;
  }

  find(): Case | undefined {
    const attempts = this.#attempts;
    if (this.#spent) return undefined;
    const prompt = attempts.follow(this.#workload, []);
    if (attempts.fails(prompt.run)) return prompt;
    const held: Case[] = [];
    const faulty: Case[] = [];
    const { pairs } = this.#limits;
    return (
      (this.#asksFor(0, 1) ? this.#look(withOneMoreHold(attempts, prompt), held) : undefined) ??
      (pairs && this.#asksFor(0, 2) ? this.#lookFurther(prompt, held) : undefined) ??
      (this.#asksFor(1, 0) ? this.#look(withOneMoreFault(attempts, prompt), faulty) : undefined) ??
      (pairs && this.#asksFor(1, 1) ? this.#lookFurther(prompt, faulty) : undefined)
    );
  }

  /** The first that fails. The others are kept, of each order one. */
  #look(cases: Iterable<Case>, others: Case[]): Case | undefined {
    for (const one of cases) {
      if (this.#attempts.fails(one.run)) return one;
      if (this.#spent) return undefined;
      const order = one.run.hashOrder(0);
      if (this.#orders.has(order)) continue;
      this.#orders.add(order);
      others.push(one);
    }
    return undefined;
  }

  /** One hold more than each of `bases` has; what comes earlier than theirs was or will be the other way round. */
  #lookFurther(prompt: Case, bases: readonly Case[]): Case | undefined {
    for (const base of bases) {
      const from = countFaults(base.schedule) > 0 ? 0 : firstDifference(prompt.run, base.run);
      const found = this.#look(withOneMoreHold(this.#attempts, base, from), []);
      if (found !== undefined || this.#spent) return found;
    }
    return undefined;
  }

  #asksFor(faults: number, holds: number): boolean {
    const { below } = this.#limits;
    if (this.#spent) return false;
    return (
      below === undefined ||
      faults < countFaults(below) ||
      (faults === countFaults(below) && holds < below.length - faults)
    );
  }

  get #spent(): boolean {
    return this.#attempts.exhausted || this.#attempts.replays >= this.#endsAt;
  }
}

function firstDifference(a: Run, b: Run): number {
  const at = a.delivered.findIndex((event, i) => event.sequence !== b.delivered[i]?.sequence);
  return at < 0 ? a.delivered.length : at;
}
