import type { Event, Fault } from './event.ts';
import type { Decision } from './picker.ts';
import type { Run } from './run.ts';
import type { Task } from './task.ts';

/** Watches one run. Exploration has none: what only a reader needs is gathered when a schedule is run again. */
export interface RunObserver {
  created(run: Run, event: Event): void;
  /** Just before an event takes effect. */
  delivering(run: Run, event: Event, fault: Fault | undefined): void;
  /** What an operation answered. */
  answered(run: Run, event: Event, outcome: 'value' | 'error', value: unknown): void;
  /** After the drain. Without an event: after set-up. */
  stepped(run: Run, event?: Event, decision?: Decision): void;
  /** What an unsettled task waits for, as a clause that begins with a blank; empty if unknown. */
  waitOf(run: Run, task: Task): string;
}
