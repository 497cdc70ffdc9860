import type { TraceStep } from '../harness/result.ts';
import { accessesHere } from './accesses.ts';
import type { Turn } from './elide.ts';
import { labelOf } from './wording.ts';

/** A step, or several ticks of one timer in a row that did nothing but come. */
export interface StepRow {
  /** The first of them. */
  readonly step: TraceStep;
  readonly times: number;
}

/** Fewer ticks in a row are shown one by one. */
const TIMES_LEAST = 3;

/**
 * The steps, with repeated ticks in one row. What tells the story stands alone: the violating step, what the cause names,
 * its accesses, and whatever woke another task, changed state, left a lock otherwise than it was, or set anything but its own timer anew.
 * @param clauses of the cause, with the ids of events between backticks
 */
export function foldTicks(
  steps: readonly TraceStep[],
  { violatingStep, data }: Turn,
  clauses: readonly string[],
): readonly StepRow[] {
  const told = new Set(clauses.flatMap((clause) => [...clause.matchAll(/`([^`]*)`/g)].map(([, id]) => id)));
  const accesses = data === undefined ? [] : accessesHere(data);
  const alone = new Set([violatingStep, ...accesses.map(({ step }) => step)]);
  const isTick = (step: TraceStep): boolean => isIdle(step) && !alone.has(step.step) && !told.has(step.event);
  const rows: StepRow[] = [];
  for (let at = 0; at < steps.length;) {
    const first = steps[at] as TraceStep;
    let end = at + 1;
    if (isTick(first)) {
      while (end < steps.length && isTick(steps[end] as TraceStep) && isSame(first, steps[end] as TraceStep))
        end += 1;
    }
    if (end - at >= TIMES_LEAST) rows.push({ step: first, times: end - at });
    else for (const step of steps.slice(at, end)) rows.push({ step, times: 1 });
    at = end;
  }
  return rows;
}

/** `interval(1000)` of `task: interval(1000)#7`. */
export function timerOf(step: Pick<TraceStep, 'task' | 'event'>): string {
  return unnumbered(labelOf(step));
}

function isIdle(step: TraceStep): boolean {
  const { kind, woke, created, event } = step;
  return (
    kind === 'timer' &&
    woke.length === 0 &&
    created.every((id) => unnumbered(id) === unnumbered(event)) &&
    hasLetGo(step) &&
    [step.state, step.notes, step.fault, step.heldUntil, step.outcome].every((fact) => fact === undefined)
  );
}

/** Whether locks are as before: the ticking task has released what it acquired. */
function hasLetGo({ task, locks = [] }: TraceStep): boolean {
  const held = new Set<string>();
  for (const { lock, what, task: who } of locks) {
    if (who !== task || what === 'queued') return false;
    if (what === 'acquired') held.add(lock);
    else if (!held.delete(lock)) return false;
  }
  return held.size === 0;
}

function isSame(a: TraceStep, b: TraceStep): boolean {
  return unnumbered(a.event) === unnumbered(b.event);
}

function unnumbered(id: string): string {
  return id.replace(/#\d+$/, '');
}
