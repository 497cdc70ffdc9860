import type { Picker } from '../core/picker.ts';
import type { Faults } from '../core/faults.ts';
import { systematic } from '../strategies/systematic.ts';
import { countFaults, type Schedule } from '../schedule/exceptions.ts';
import type { Attempts, Case } from './attempts.ts';
import { compareSchedules } from './cost.ts';
import type { Outcome } from './outcome.ts';

/** More exceptions together are too many to try all. */
export const EXCEPTIONS_MAX = 2;

export interface SearchLimits {
  /** Exceptions together, at most. */
  readonly exceptionsMax: number;
  readonly faults: Faults;
  /** Finds only what is simpler than this. Default: anything. */
  readonly below?: Schedule;
  readonly replaysMax: number;
}

const noFaults: Faults = { budget: 0, mayCancel: () => false, mayKill: () => false, crash: false };

/**
 * Looks systematically for a simpler schedule on the same workload: the simplest need not be a subset of the one that
 * was found first. First for holds in place of faults, then for fewer exceptions of any kind.
 */
export function simplerElsewhere(attempts: Attempts, from: Case, replaysMax: number): Case | undefined {
  const endsAt = attempts.replays + replaysMax;
  const below = from.schedule;
  const faulty = countFaults(below) > 0;
  const search = (faults: Faults, most: number): Case | undefined => {
    const exceptionsMax = Math.min(EXCEPTIONS_MAX, most);
    const limits = { exceptionsMax, faults, below, replaysMax: endsAt - attempts.replays };
    return most < 1 ? undefined : searchSchedules(attempts, from.workload, limits);
  };
  const holds = search(noFaults, faulty ? EXCEPTIONS_MAX : below.length - 1);
  if (holds !== undefined || !faulty) return holds;
  return search(attempts.program.faults, below.length - 1);
}

/** Runs `workload` with no exception, then with each one, then with each two, until it fails. */
export function searchSchedules(
  attempts: Attempts,
  workload: unknown,
  { exceptionsMax, faults, below, replaysMax }: SearchLimits,
): Case | undefined {
  const endsAt = attempts.replays + replaysMax;
  const isSpent = (): boolean => attempts.exhausted || attempts.replays >= endsAt;
  const search = attempts.known.search(attempts.program, workload, faults);
  const failing = (outcome: Outcome, again: () => Picker): Case | undefined => {
    attempts.count(outcome);
    if (!attempts.fails(outcome)) return undefined;
    const found = attempts.record(workload, again);
    return below === undefined || compareSchedules(found.schedule, below) < 0 ? found : undefined;
  };
  if (isSpent()) return undefined;
  const promptly = failing(search.promptOutcome(), () => search.promptPicker());
  if (promptly !== undefined) return promptly;
  for (let i = 0; ; i++) {
    const parameters = search.planned(i);
    if (parameters === undefined || isSpent()) return undefined;
    if ((systematic.level?.(parameters) ?? 0) > exceptionsMax) return undefined;
    const found = failing(search.outcome(i), () => search.picker(i));
    if (found !== undefined) return found;
  }
}
