import type { TraceStep } from '../../../harness/result.ts';

/** Who has a lock after a step, and who waits for it. */
export interface LockView {
  readonly lock: string;
  readonly holders: readonly string[];
  readonly waiters: readonly string[];
  /** What happened to it in this step, in order. */
  readonly events: readonly string[];
}

export interface HandOff {
  readonly lock: string;
  readonly from: string;
  readonly to: string;
}

/** All locks that somebody holds or waits for after a step, or that the step touched. */
export function locksAt(steps: readonly TraceStep[], index: number): readonly LockView[] {
  const locks = new Map<string, { holders: string[]; waiters: string[]; events: string[] }>();
  for (const [at, step] of steps.slice(0, index + 1).entries()) {
    for (const { lock, what, task } of step.locks ?? []) {
      const state = locks.get(lock) ?? { holders: [], waiters: [], events: [] };
      locks.set(lock, state);
      if (what === 'queued') state.waiters.push(task);
      if (what === 'acquired') {
        remove(state.waiters, task);
        state.holders.push(task);
      }
      if (what === 'released') remove(state.holders, task);
      if (at === index) state.events.push(what === 'queued' ? `${task} queued` : `${task} ${what} it`);
    }
  }
  return [...locks]
    .map(([lock, state]) => ({ lock, ...state }))
    .filter(({ holders, waiters, events }) => holders.length + waiters.length + events.length > 0);
}

/** Locks that one task gave up and another took within one step. */
export function handOffs(step: TraceStep): readonly HandOff[] {
  const released = new Map<string, string>();
  const result: HandOff[] = [];
  for (const { lock, what, task } of step.locks ?? []) {
    if (what === 'released') released.set(lock, task);
    const from = released.get(lock);
    if (what === 'acquired' && from !== undefined && from !== task) result.push({ lock, from, to: task });
  }
  return result;
}

/** From when a task acquired a lock to when it let it go; indices of steps. Absent `to`: never. */
export interface LockSpan {
  readonly lock: string;
  readonly task: string;
  readonly from: number;
  readonly to?: number;
}

export function lockSpans(steps: readonly TraceStep[]): readonly LockSpan[] {
  const held: { lock: string; task: string; from: number }[] = [];
  const spans: LockSpan[] = [];
  for (const [index, { locks = [] }] of steps.entries()) {
    for (const { lock, what, task } of locks) {
      if (what === 'acquired') held.push({ lock, task, from: index });
      if (what !== 'released') continue;
      const at = held.findIndex((span) => span.lock === lock && span.task === task);
      const [span] = at < 0 ? [] : held.splice(at, 1);
      // What is let go in the step in which it was taken spans nothing.
      if (span !== undefined && span.from < index) spans.push({ ...span, to: index });
    }
  }
  return [...spans, ...held];
}

function remove(names: string[], name: string): void {
  const index = names.indexOf(name);
  if (index >= 0) names.splice(index, 1);
}
