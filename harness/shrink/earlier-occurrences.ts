import type { Exception, Schedule } from '../schedule/exceptions.ts';
import type { Attempts, Case } from './attempts.ts';
import { compareSchedules } from './cost.ts';

/** Replays that look for earlier occurrences. */
const TRIES_MAX = 100;

/**
 * Moves all exceptions that speak of the n-th occurrence of something to an earlier one, together: where `work#1` waits
 * for the tenth tick and `beat#10`, which that tick causes, for something else, neither can move alone. What counts is
 * that the run becomes shorter: fewer ticks.
 */
export function withEarlierOccurrences(attempts: Attempts, start: Case): Case {
  let best = start;
  let tries = TRIES_MAX;
  for (const from of occurrencesIn(start.schedule)) {
    for (let to = 1; to < from; to++) {
      if (tries-- <= 0 || attempts.exhausted) return best;
      const schedule = best.schedule.map((exception) => moved(exception, from, to));
      const earlier = attempts.try(best.workload, schedule);
      if (earlier === undefined || compare(earlier, best) >= 0) continue;
      best = earlier;
      break;
    }
  }
  return best;
}

/** The n of all `task: label#n`, the greatest first. */
function occurrencesIn(schedule: Schedule): number[] {
  const found = new Set<number>();
  for (const exception of schedule)
    for (const id of Object.values(exception)) {
      const n = typeof id === 'string' ? /#(\d+)$/.exec(id)?.[1] : undefined;
      if (n !== undefined) found.add(Number(n));
    }
  return [...found].sort((a, b) => b - a);
}

function moved(exception: Exception, from: number, to: number): Exception {
  const move = <T>(id: T): T | string =>
    typeof id === 'string' && id.endsWith(`#${from}`) ? id.replace(/\d+$/, String(to)) : id;
  const entries = Object.entries(exception).map(([key, value]) => [key, move(value)]);
  return Object.fromEntries(entries) as Exception;
}

function compare(a: Case, b: Case): number {
  return compareSchedules(a.schedule, b.schedule) || a.run.step - b.run.step;
}
