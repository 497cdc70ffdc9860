import type { Event, Fault } from './event.ts';
import type { Run } from './run.ts';
import type { Task } from './task.ts';

/** Watches one run. Exploration has none: what only a reader needs is gathered when a schedule is run again. */
export interface RunObserver {
  created(run: Run, event: Event): void;
  /** Just before an event takes effect. */
  delivering(run: Run, event: Event, fault: Fault | undefined): void;
  /** What the operation that is being delivered answered. */
  answered(outcome: 'value' | 'error', value: unknown): void;
  /** After the drain of a step, and after that of the set-up. */
  stepped(run: Run): void;
  /** After the last step, before the checks. */
  ended(run: Run): void;
  /** What the author wants to be read beside the step that is going on. */
  noted(text: string): void;
  /** What an unsettled task waits for, as a clause that begins with a blank; empty if unknown. */
  waitOf(task: Task): string;
  /** Where the author's code made an error, as ` (path:line)`; empty if unknown. */
  placeOf(error: unknown): string;
}
