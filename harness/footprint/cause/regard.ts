import { isPrimitive, isTestCode } from '../../trace/code-under-test.ts';
import type { Touch } from './history.ts';

/**
 * What an access belongs to: the author's own state; what a service keeps; the test itself; or what tasks wait at (a
 * mutex, a latch), behind which there is something that is guarded. The last: nothing that a reader could look up.
 */
export type Regard = 'state' | 'service' | 'test' | 'primitive' | 'nothing';

const PRIMITIVE_CLASS =
  /\b(?:\w*(?:Mutex|Mutexes|Locks?|Semaphore|Latch|Barrier|Condition|Deferred|Signal|Waiter|Scope|Task|Flight|Timeout)|Event)\.#?\w/;
/** Made when one is first asked for, they are written by whoever happens to come first. */
const TABLE_OF_LOCKS = /\b(?:locks|mutexes)$/i;
/** Some carry data. */
const CARRIER = /\b\w*(?:Queue|Buffer|Channel|Stack|Ring)\.#?\w/;
/** Even of a queue, this is how it wakes. */
const WAITING = /\.#?(?:waiters?|getters?|putters?|unfinished|allDone|pending)\b/i;

/** Findings that are of waiting and of letting in: there the lock itself is what a reader looks for. */
const OF_WAITING: ReadonlySet<string> = new Set([
  'deadlock',
  'hang',
  'never-true',
  'unbounded-stop',
  'mutual-exclusion',
]);

export const isWaiting = (kind: string): boolean => OF_WAITING.has(kind);

/** What is kept under a name, or under a key of it, and not what is said of it: `db.rows`, and not `db sessions`. */
const SERVICE = /^[^ []+(?:\[|$)/;

/** Of one word, too, and yet the engine's. */
const ENGINE: ReadonlySet<string> = new Set(['everything', 'node']);

/** Of an object that no field or variable holds there is nothing to say. */
const ANONYMOUS = /^(?:(?:entry .+|keys|order) of )?(?:object|array|Map|Set|Date|function)\b/;

export function regardOf({ access: { place }, location: { sort, label, name } }: Touch): Regard {
  if (sort === 'promise' || sort === 'engine') return 'nothing';
  if (sort === 'resource') return SERVICE.test(name) && !ENGINE.has(name) ? 'service' : 'nothing';
  if (place === undefined) return 'nothing';
  if (ANONYMOUS.test(label)) return 'nothing';
  if (PRIMITIVE_CLASS.test(label) || TABLE_OF_LOCKS.test(label)) return 'primitive';
  if (isPrimitive(place) && (!CARRIER.test(label) || WAITING.test(label))) return 'primitive';
  return isTestCode(place) ? 'test' : 'state';
}
