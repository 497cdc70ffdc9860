import { Random } from '../core/random.ts';
import type { Picker } from '../core/picker.ts';
import { pickersOf } from '../strategies/pickers-of.ts';
import { ProfilingPicker } from '../strategies/prompt.ts';
import type { Faults } from '../core/faults.ts';
import { systematic } from '../strategies/systematic.ts';
import { countFaults, type Schedule } from '../schedule/exceptions.ts';
import type { Attempts, Case } from './attempts.ts';
import { compareSchedules } from './cost.ts';

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
  const failing = (picker: Picker, again: () => Picker): Case | undefined => {
    if (!attempts.fails(attempts.run(workload, picker, again))) return undefined;
    const found = attempts.record(workload, again);
    return below === undefined || compareSchedules(found.schedule, below) < 0 ? found : undefined;
  };
  if (isSpent()) return undefined;
  let prompt = new ProfilingPicker(faults);
  const promptly = failing(prompt, () => (prompt = new ProfilingPicker(faults)));
  if (promptly !== undefined) return promptly;
  const setting = { profile: prompt.profile, faults, random: unused };
  for (const { parameters, picker } of pickersOf(systematic, setting)) {
    if (isSpent() || (systematic.level?.(parameters) ?? 0) > exceptionsMax) return undefined;
    const found = failing(picker, () => systematic.picker(parameters, setting));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A systematic search takes no chances. */
const unused = new Random(0);
