import type { DataPattern } from '../data-cause.ts';
import type { FindingFacts } from './finding-facts.ts';
import { type History, isRead, isWrite, type Touch } from './history.ts';
import { regardOf } from './regard.ts';

const WAITED_IN_VAIN: ReadonlySet<string> = new Set(['deadlock', 'hang', 'never-true']);
const CLOSED = /clos|stop|shut|dispos|destroy|unsubscri|finish|ended|drain/i;

/** The name of what is wrong between a reading and another task's writing, and all accesses that it consists of. */
export function patternOf(
  failing: History,
  passing: History,
  read: Touch,
  write: Touch,
  { kind }: FindingFacts,
): { readonly pattern: DataPattern; readonly touches: readonly Touch[] } {
  if (write.at < read.at) {
    const touches = [write, read];
    if (
      WAITED_IN_VAIN.has(kind) &&
      stopsAt(failing, read) &&
      !stopsAt(passing, passing.counterpart(read, failing))
    ) {
      return { pattern: 'lost-wake-up', touches };
    }
    return { pattern: saysClosed(write) ? 'use-after-close' : 'order', touches };
  }
  const back = writeBack(failing, read, write);
  if (back !== undefined) return { pattern: 'atomicity', touches: [read, write, back] };
  const touches = [read, write];
  const later = failing.touches.filter(
    (touch) => touch.at > write.at && touch.stepAt > read.stepAt && touch.access.task === read.access.task,
  );
  if (later.some((touch) => isWrite(touch) && isVisible(touch)))
    return { pattern: 'check-then-act', touches };
  return { pattern: later.length > 0 ? 'stale-read' : 'order', touches };
}

/** The reader's own writing of the location, after another's, without having looked again. */
export function writeBack(history: History, read: Touch, write: Touch): Touch | undefined {
  for (const touch of history.on(read.location.name)) {
    if (touch.at <= write.at || touch.access.task !== read.access.task) continue;
    if (isRead(touch)) return undefined;
    if (isWrite(touch)) return touch;
  }
  return undefined;
}

/** Whether the task does nothing in any later step. */
function stopsAt({ touches }: History, touch: Touch | undefined): boolean {
  if (touch === undefined) return true;
  return !touches.some((other) => other.stepAt > touch.stepAt && other.access.task === touch.access.task);
}

function saysClosed({ location, access }: Touch): boolean {
  return CLOSED.test(location.label) || CLOSED.test(access.task);
}

function isVisible(touch: Touch): boolean {
  const regard = regardOf(touch);
  return regard === 'state' || regard === 'service';
}
