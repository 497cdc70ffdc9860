import type { Exception } from '../../schedule/exceptions.ts';
import type { Candidate } from './candidate.ts';
import type { FindingFacts } from './finding-facts.ts';
import { type History, isRead, isWrite, type Touch } from './history.ts';
import { regardOf } from './regard.ts';

/** What ended a task's work before its time. */
interface Strike {
  /** Number of the last step before it. */
  readonly after: number;
  /** A clause: `flush was cancelled`. */
  readonly told: string;
  /** Whose work; undefined where it is everybody's. */
  readonly task: string | undefined;
}

/** Writings of one task that are looked at, on either side of the strike. */
const NEAREST = 8;

/**
 * What a cancellation, a crash or a fault tore apart: a writing that its task had made, and one that belongs to it, is
 * made in the passing run, and never came.
 */
export function cutShort(failing: History, passing: History, facts: FindingFacts): Candidate[] {
  return facts.schedule.flatMap((exception) => {
    const strike = strikeOf(exception, failing);
    return strike === undefined ? [] : torn(failing, passing, strike);
  });
}

function torn(failing: History, passing: History, strike: Strike): Candidate[] {
  const found: Candidate[] = [];
  const missing = missingWrites(failing, passing, strike);
  for (const [task, never] of missing) {
    const made = failing.touches.filter(
      (touch) => touch.stepAt <= strike.after && touch.access.task === task && isOwn(touch),
    );
    for (const before of made.slice(-NEAREST)) {
      for (const [nth, after] of never.slice(0, NEAREST).entries()) {
        const evidence = kinship(before, after) - nth / NEAREST;
        const touches = [before, after];
        found.push({
          pattern: 'cancelled-between',
          touches,
          inPassing: 'missing',
          evidence,
          struck: strike.told,
        });
      }
    }
  }
  return found;
}

/** By task: what it writes in the passing run from the strike on, and in the failing one does not. */
function missingWrites(failing: History, passing: History, strike: Strike): Map<string, Touch[]> {
  const last = failing.steps[strike.after];
  const from = last && passing.steps.findIndex(({ name }) => name === last.name);
  const never = new Map<string, Touch[]>();
  if (from === undefined || from < 0) return never;
  for (const touch of passing.touches) {
    const { task } = touch.access;
    if (touch.stepAt <= from || !isOwn(touch)) continue;
    if (strike.task !== undefined && task !== strike.task) continue;
    const comes = failing
      .on(touch.location.name)
      .some((other) => !isRead(other) && other.access.task === task && other.stepAt > strike.after);
    if (!comes) never.set(task, [...(never.get(task) ?? []), touch]);
  }
  return never;
}

function isOwn(touch: Touch): boolean {
  const regard = regardOf(touch);
  // A row that is added is a change, whatever the order.
  if (regard === 'service') return !isRead(touch);
  return isWrite(touch) && (regard === 'state' || regard === 'test');
}

/** What is written by code that stands together belongs together. */
function kinship(a: Touch, b: Touch): number {
  if (a.location.name === b.location.name) return 2;
  return fileOf(a) === fileOf(b) ? 2 : 1;
}

const fileOf = ({ access: { place } }: Touch): string | undefined => place?.replace(/:\d+$/, '');

function strikeOf(exception: Exception, { stepOf }: History): Strike | undefined {
  switch (exception.type) {
    case 'cancel':
      return { task: exception.task, told: `${exception.task} was cancelled`, after: after(exception.after) };
    case 'crash':
      return { task: undefined, told: 'the process crashed', after: after(exception.after) };
    case 'kill':
      return { task: undefined, told: `${exception.process} was killed`, after: after(exception.after) };
    case 'fail': {
      const told =
        exception.fault === 'lost-reply'
          ? `the reply \`${exception.event}\` was lost`
          : `\`${exception.event}\` failed`;
      return { task: taskOf(exception.event), told, after: after(exception.event) - 1 };
    }
    case 'stall':
      return { task: taskOf(exception.event), told: `\`${exception.event}\` never came`, after: Infinity };
    default:
      return undefined;
  }
  function after(event: string | null): number {
    return event === null ? 0 : (stepOf.get(event) ?? Infinity);
  }
}

const taskOf = (event: string): string => event.replace(/: .*$/s, '');
