import type { Hold, Schedule } from '../schedule/exceptions.ts';
import { type Attempts, type Case, orderOf } from './attempts.ts';
import { compareSchedules } from './cost.ts';
import { comesOf } from './creation.ts';

/** Replays that look for a better story of one hold. */
const NEARER_TRIES_MAX = 150;

/** Holds end as early as they can. */
export function withEarlierReleases(attempts: Attempts, start: Case): Case {
  let best = start;
  for (const hold of start.schedule) {
    if (hold.type !== 'hold') continue;
    const order = orderOf(best.run);
    for (const until of order.slice(0, order.indexOf(hold.until))) {
      if (attempts.exhausted || until === hold.event) break;
      const schedule = best.schedule.map((other) => (holdsSame(other, hold) ? { ...hold, until } : other));
      const earlier = attempts.try(best.workload, schedule);
      if (earlier === undefined || isWorse(earlier, best)) continue;
      best = earlier;
      break;
    }
  }
  return best;
}

/** Of several events that could be held with the same effect, the one nearest to the damage tells the story best. */
export function withNearerHolds(attempts: Attempts, start: Case): Case {
  let best = start;
  for (const hold of start.schedule) {
    if (hold.type === 'hold') best = nearerHold(attempts, best, hold) ?? best;
  }
  return best;
}

function nearerHold(attempts: Attempts, from: Case, hold: Hold): Case | undefined {
  const rest = from.schedule.filter((other) => !holdsSame(other, hold));
  const { run } = attempts.follow(from.workload, rest);
  const order = orderOf(run);
  let tries = NEARER_TRIES_MAX;
  for (let i = order.length - 2; i > order.indexOf(hold.event); i--) {
    for (let j = i + 1; j < order.length; j++) {
      if (tries-- <= 0 || attempts.exhausted) return undefined;
      // Here that comes of it. It may come in another way while it is held, but seldom: to try costs two replays of three.
      if (comesOf(run, j, i)) continue;
      const [event, until] = [order[i] as string, order[j] as string];
      const schedule: Schedule = [...rest, { type: 'hold', event, until }];
      const nearer = attempts.try(from.workload, schedule);
      if (nearer !== undefined && !isWorse(nearer, from)) return nearer;
    }
  }
  return undefined;
}

/** Whether `a` has more faults or holds than `b`, or as many and more steps. */
function isWorse(a: Case, b: Case): boolean {
  return (compareSchedules(a.schedule, b.schedule) || a.run.step - b.run.step) > 0;
}

function holdsSame(a: Schedule[number], b: Schedule[number]): boolean {
  return a.type === 'hold' && b.type === 'hold' && a.event === b.event;
}
