import type { TraceStep } from '../harness/result.ts';

/** What the schedule does from without. */
const STRIKES: ReadonlySet<string> = new Set(['cancel', 'kill', 'crash']);

/** Whether the schedule made of it what it is: an event that was held, a fault, a cancellation, a kill, a crash. */
export function isExceptional({ heldUntil, fault, kind }: TraceStep): boolean {
  return heldUntil !== undefined || fault !== undefined || STRIKES.has(kind);
}
