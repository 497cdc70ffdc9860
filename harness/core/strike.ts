import { context } from './context.ts';
import { note, noteFault } from './deliver.ts';
import { bareType, DELIVERED, Event } from './event.ts';
import { nameOf } from './event-names.ts';
import { hashString } from './random.ts';
import type { Run } from './run.ts';
import type { Task } from './task.ts';

const types = {
  cancel: bareType('cancel', 'cancel'),
  crash: bareType('crash', 'crash'),
  kill: bareType('kill', 'kill'),
};

const deliverNothing = (): void => {};

/** Enters what comes from outside: it happens as it comes into being, and was never pending for anybody to choose. */
export function noteStrike(run: Run, kind: keyof typeof types, task: Task): void {
  const event = run.add(new Event(types[kind], task, undefined, run.nowMs, run.nowMs, deliverNothing));
  run.pending.removeAt(run.pending.indexOf(event));
  event.state = DELIVERED;
  // A crash, and the cancellation or the end of one or of another, come into being with the same number.
  run.order.mark(hashString(nameOf(event)));
  note(run, event, undefined);
  noteFault(run);
  context.task = undefined;
}
