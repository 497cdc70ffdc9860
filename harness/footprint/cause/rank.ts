import type { Exception } from '../../schedule/exceptions.ts';
import type { Candidate } from './candidate.ts';
import type { FindingFacts } from './finding-facts.ts';
import { isOverwriting } from './overwriting.ts';
import { isRead, isWrite, type Touch } from './history.ts';
import { isSaid } from './said.ts';
import { isWaiting, type Regard, regardOf } from './regard.ts';

/** What an access to such a location is worth to somebody who looks for a mistake of his own. */
const WORTH: Readonly<Record<Regard, number>> = {
  state: 4,
  service: 2,
  test: 0,
  primitive: -20,
  nothing: -20,
};

/** Below it nothing is said. */
const ENOUGH = 3;
/** What a lock is worth where somebody waits in vain, or is let in. */
const LOCK_WHERE_WAITING = 3;

/** The candidate that says most; none where all say little. */
export function bestOf(candidates: readonly Candidate[], facts: FindingFacts): Candidate | undefined {
  let best: { readonly candidate: Candidate; readonly weight: number } | undefined;
  for (const candidate of candidates) {
    if (isAfter(candidate, facts)) continue;
    const weight = weigh(candidate, facts);
    if (weight >= ENOUGH && (best === undefined || weight > best.weight)) best = { candidate, weight };
  }
  return best?.candidate;
}

/**
 * What comes after the damage has not done it. A reading that came too early counts from then on, though what it missed
 * may be written later.
 */
function isAfter({ touches, struck }: Candidate, { step }: FindingFacts): boolean {
  const reads = touches.filter(isRead);
  const made = struck !== undefined ? touches.slice(0, 1) : reads.length > 0 ? reads : touches;
  return made.some((touch) => touch.step.step > step);
}

/** What happens in one run only may be a mere consequence. */
const BY_PASSING: Readonly<Record<Candidate['inPassing'], number>> = { reversed: 2, missing: -3, unknown: 0 };
/** Patterns that do harm by themselves; and what never came is missing by its nature. */
const BY_PATTERN: Partial<Record<Candidate['pattern'], number>> = {
  atomicity: 2,
  'cancelled-between': 6,
  'lost-wake-up': 6,
};

export function weigh(candidate: Candidate, facts: FindingFacts): number {
  const { touches, inPassing, evidence, pattern } = candidate;
  return (
    evidence +
    worth(candidate, facts) -
    (isShifted(candidate, facts) ? 6 : 0) +
    BY_PASSING[inPassing] +
    (BY_PATTERN[pattern] ?? 0) +
    (isOverwriting(facts.kind) && touches.every(isWrite) ? 8 : 0) +
    nearness(touches, facts) +
    said(touches, facts)
  );
}

/**
 * A run that was made to pass by holding something back shifts calls of a service that have no part in it: values of
 * services are not known.
 */
function isShifted({ pattern, touches }: Candidate, { difference, schedule }: FindingFacts): boolean {
  const known = JSON.stringify(difference);
  const isAdded = difference !== undefined && !schedule.some((one) => JSON.stringify(one) === known);
  return isAdded && pattern === 'order' && touches.every((touch) => regardOf(touch) === 'service');
}

function worth({ touches, inPassing, struck }: Candidate, { kind }: FindingFacts): number {
  // Locks are taken and given back all the time: what happens in one run only says nothing.
  const isOfLocks = isWaiting(kind) && (inPassing !== 'missing' || struck !== undefined);
  const sum = touches.reduce((all, touch) => {
    const regard = regardOf(touch);
    if (regard === 'primitive' && isOfLocks) return all + LOCK_WHERE_WAITING;
    // A variable that functions share may be a mere local one.
    return all + WORTH[regard] - (touch.location.sort === 'variable' ? 1.5 : 0);
  }, 0);
  return sum / touches.length;
}

/** To the damage, and to the one thing that the passing run does otherwise. */
function nearness(touches: readonly Touch[], { step, difference }: FindingFacts): number {
  const events = eventsOf(difference);
  const named = touches.filter((touch) => events.includes(touch.step.event)).length;
  const reads = touches.filter(isRead);
  const last = Math.max(...(reads.length > 0 ? reads : touches).map((touch) => touch.step.step));
  const atDamage = touches.some((touch) => touch.step.step === step) ? 1 : 0;
  return named * 1.5 + atDamage + (step === 0 ? 0 : Math.min(1, last / step));
}

/** Ids of the events that an exception is about. */
export function eventsOf(exception: Exception | undefined): readonly string[] {
  switch (exception?.type) {
    case 'hold':
      return [exception.event, exception.until];
    case 'together':
      return [exception.event, exception.first];
    case 'delay':
    case 'fail':
    case 'stall':
      return [exception.event];
    case 'cancel':
    case 'kill':
    case 'crash':
      return exception.after === null ? [] : [exception.after];
    case undefined:
      return [];
  }
}

/** Whether the finding's message speaks of the tasks, or of the entry. */
function said(touches: readonly Touch[], { message }: FindingFacts): number {
  const tasks = new Set(touches.map(({ access }) => access.task).filter((task) => task !== ''));
  const named = [...tasks].filter((task) => message.includes(task)).length;
  return named * 0.5 + touches.filter((touch) => isSaid(touch, message)).length;
}
