import type { Exception } from '../../schedule/exceptions.ts';
import type { FindingFacts } from './finding-facts.ts';
import type { History, Touch } from './history.ts';

/** What ended a task's work before its time. */
export interface Strike {
  /** Number of the last step before it. */
  readonly after: number;
  /** A clause: `flush was cancelled`. */
  readonly told: string;
  /** Whose work; undefined where it is everybody's. */
  readonly task: string | undefined;
  /** Whether nothing of it goes on; what comes later under the same name is another. */
  readonly isFinal?: true;
}

/** What cut tasks short: as the schedule says; else what one task did to another by itself, as a stop does. */
export function strikesIn(failing: History, passing: History, { schedule }: FindingFacts): readonly Strike[] {
  const scheduled = schedule
    .map((exception) => strikeOf(exception, failing))
    .filter((one) => one !== undefined);
  return [...scheduled, ...interrupted(failing, passing)];
}

function strikeOf(exception: Exception, history: History): Strike | undefined {
  const { stepOf, steps } = history;
  const after = (event: string | null): number =>
    event === null ? 0 : (stepOf.get(event) ?? steps.length - 1);
  switch (exception.type) {
    case 'cancel':
      return { task: exception.task, told: `${exception.task} was cancelled`, after: after(exception.after) };
    case 'crash':
      return { task: undefined, told: 'the process crashed', after: after(exception.after), isFinal: true };
    case 'kill':
      return {
        task: undefined,
        told: `${exception.process} was killed`,
        after: after(exception.after),
        isFinal: true,
      };
    case 'fail': {
      const { event, fault } = exception;
      const told = fault === 'lost-reply' ? `the reply \`${event}\` was lost` : `\`${event}\` failed`;
      return { task: taskOf(event), told, after: after(event) - 1 };
    }
    case 'stall':
      return {
        task: taskOf(exception.event),
        told: `\`${exception.event}\` never completed`,
        after: steps.length - 1,
      };
    default:
      return undefined;
  }
}

const taskOf = (event: string): string => event.replace(/: .*$/s, '');

/** What a task is interrupted by: a flag of its own, or the waits that it may be woken from. */
const INTERRUPTION = /\.#?\w*(?:interrupt|cancel|abort)\w*$/i;

/** Tasks that another one interrupted here, and not, or only later, in the passing run. */
function interrupted(failing: History, passing: History): readonly Strike[] {
  const strikes: Strike[] = [];
  for (const touch of failing.touches) {
    if (touch.access.kind !== 'write' || !INTERRUPTION.test(touch.location.label)) continue;
    const owner = ownerOf(failing, touch);
    if (owner === undefined || owner === touch.access.task || isSameThere(failing, passing, touch)) continue;
    strikes.push({ task: owner, told: `${touch.access.task} cancelled ${owner}`, after: touch.stepAt });
  }
  return strikes;
}

/** Whose waits they are: who wrote there first, after the set-up. */
function ownerOf(history: History, { location, at }: Touch): string | undefined {
  const first = history
    .on(location.name)
    .find((other) => other.access.kind === 'write' && other.stepAt > 0 && other.at <= at);
  return first?.access.task;
}

/** Whether it comes after as many of the owner's steps there, and so strikes at the same moment. */
function isSameThere(failing: History, passing: History, touch: Touch): boolean {
  const there = passing.counterpart(touch, failing);
  if (there === undefined) return false;
  const before = failing.on(touch.location.name).filter((other) => other.at < touch.at).length;
  return passing.on(touch.location.name).filter((other) => other.at < there.at).length === before;
}
