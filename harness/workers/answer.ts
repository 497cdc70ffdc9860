import { UsageError } from '../core/usage-error.ts';
import type { Beacon } from './beacon.ts';

/** What goes to a worker beside the task itself. */
export interface Message<T> {
  readonly task: T;
  readonly memory: Beacon['memory'];
  /** Where the beacon's image goes before each run, for when the process does not survive it. */
  readonly trail?: string;
}

/** What comes back, as plain data: errors would lose their class on the way. */
export type Answer<R> =
  | { readonly type: 'done'; readonly value: R }
  | {
      readonly type: 'failed';
      readonly wrongUse: boolean;
      readonly name: string;
      readonly message: string;
      readonly stack: string | undefined;
    };

/** An error that was thrown on a worker thread. */
export class WorkerError extends Error {
  constructor(name: string, message: string, stack: string | undefined) {
    super(message);
    this.name = name;
    if (stack !== undefined) this.stack = stack;
  }
}

/** Runs on the worker: answers with what `work` gives or throws. */
export async function answer<R>(work: () => Promise<R>): Promise<Answer<R>> {
  try {
    return { type: 'done', value: await work() };
  } catch (error) {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    return { type: 'failed', wrongUse: error instanceof UsageError, name, message, stack };
  }
}

/** Runs on the asking side. @throws what was thrown on the worker */
export function valueOf<R>(answered: Answer<R>): R {
  if (answered.type === 'done') return answered.value;
  const { wrongUse, name, message, stack } = answered;
  throw wrongUse ? new UsageError(message) : new WorkerError(name, message, stack);
}
