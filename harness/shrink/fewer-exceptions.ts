import { countFaults, type Exception, type Schedule } from '../schedule/exceptions.ts';
import type { Attempts, Case } from './attempts.ts';
import { compareSchedules } from './cost.ts';

/** Above so many exceptions there are too many subsets to try all. */
const SUBSETS_OF_MAX = 8;

/**
 * Leaves out exceptions while the case fails: none or one alone first, for most failures need no more; then
 * delta debugging [ddmin], re-recorded after each success; then all subsets of what is left.
 */
export function fewerExceptions(attempts: Attempts, start: Case): Case {
  const alone = oneAlone(attempts, start);
  if (alone !== undefined) return alone;
  let best = deltaDebugged(attempts, start);
  for (;;) {
    const smaller = fewestOf(attempts, best);
    if (smaller === undefined) return best;
    best = smaller;
  }
}

function oneAlone(attempts: Attempts, from: Case): Case | undefined {
  if (from.schedule.length === 0) return undefined;
  const prompt = attempts.try(from.workload, []);
  if (prompt !== undefined || from.schedule.length === 1) return prompt;
  // One hold is less than one fault.
  const ordered = from.schedule.toSorted((a, b) => countFaults([a]) - countFaults([b]));
  for (const exception of ordered) {
    const found = simpler(attempts, from, [exception]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function deltaDebugged(attempts: Attempts, start: Case): Case {
  let best = start;
  let chunks = 2;
  while (best.schedule.length > 0 && !attempts.exhausted) {
    const smaller = withoutOneChunk(attempts, best, chunks);
    if (smaller !== undefined) {
      best = smaller;
      chunks = Math.max(2, chunks - 1);
    } else if (chunks >= best.schedule.length) break;
    else chunks = Math.min(best.schedule.length, chunks * 2);
  }
  return best;
}

function withoutOneChunk(attempts: Attempts, from: Case, chunks: number): Case | undefined {
  const { schedule } = from;
  const size = Math.ceil(schedule.length / chunks);
  for (let at = 0; at < schedule.length; at += size) {
    const smaller = simpler(attempts, from, [...schedule.slice(0, at), ...schedule.slice(at + size)]);
    if (smaller !== undefined) return smaller;
  }
  return undefined;
}

/** The simplest subset that fails: ddmin ends where no single exception can be left out, and two sometimes can. */
function fewestOf(attempts: Attempts, from: Case): Case | undefined {
  const { schedule } = from;
  if (schedule.length < 3 || schedule.length > SUBSETS_OF_MAX) return undefined;
  const subsets = subsetsOf(schedule).filter((subset) => subset.length < schedule.length);
  for (const subset of subsets.sort(compareSchedules)) {
    const smaller = simpler(attempts, from, subset);
    if (smaller !== undefined) return smaller;
  }
  return undefined;
}

function subsetsOf(schedule: Schedule): Exception[][] {
  return schedule.reduce<Exception[][]>(
    (subsets, exception) => [...subsets, ...subsets.map((subset) => [...subset, exception])],
    [[]],
  );
}

/** What the workload of `than` comes to under `schedule`, where it fails and was recorded as something simpler. */
function simpler(attempts: Attempts, than: Case, schedule: Schedule): Case | undefined {
  const found = attempts.try(than.workload, schedule);
  return found !== undefined && compareSchedules(found.schedule, than.schedule) < 0 ? found : undefined;
}
