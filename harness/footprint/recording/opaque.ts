import { EventEmitter } from 'node:events';
import { type Accesses, CONTENT } from './accesses.ts';

/** Objects that have their content in common, as streams and their readers. */
const shared = new WeakMap<object, object>();
/** Signals that follow others. */
const followers = new WeakMap<object, object[]>();

/** Two builtin objects speak of the same content from now on. */
export function shareContent(object: object, other: object): void {
  shared.set(object, contentOf(other));
}

/** A signal is aborted with any of these. */
export function follow(signal: object, sources: Iterable<unknown>): void {
  for (const source of sources) {
    if (typeof source !== 'object' || source === null) continue;
    const known = followers.get(source);
    if (known === undefined) followers.set(source, [signal]);
    else known.push(signal);
  }
}

/** What is kept as one: controller and signal, arrays of numbers and their buffer, an address and its parameters. */
function contentOf(object: object): object {
  if (object instanceof AbortController) return object.signal;
  if (ArrayBuffer.isView(object)) return object.buffer;
  if (object instanceof URL) return object.searchParams;
  return shared.get(object) ?? object;
}

export function readContent(accesses: Accesses, object: object, site: number): void {
  accesses.access(contentOf(object), CONTENT, 'content', 'read', site);
}

export function writeContent(accesses: Accesses, object: object, site: number): void {
  const content = contentOf(object);
  accesses.access(content, CONTENT, 'content', 'write', site);
  for (const signal of followers.get(content) ?? [])
    accesses.access(signal, CONTENT, 'content', 'write', site);
}

const LOOKS =
  /^(?:get|to|is|has|value|entries|keys|values|forEach|listener|eventNames|rawListeners|throwIfAborted|at$|slice$|indexOf|includes|join|map$|reduce|some$|every$|find|filter|equals|compare|read[A-Z]|test$)/;

/** A method of a builtin object is called: if it is not known only to look at it, it changes it. */
export function callOnOpaque(
  accesses: Accesses,
  object: object,
  method: string,
  args: readonly unknown[],
  site: number,
): void {
  if (object instanceof RegExp && !object.global && !object.sticky) return;
  const looks =
    method === 'emit' ? isPlainEmit(object, args[0]) : LOOKS.test(method) && !(object instanceof RegExp);
  readContent(accesses, object, site);
  if (!looks || method === 'getReader' || method === 'getWriter') writeContent(accesses, object, site);
}

/** Whether nobody who listens leaves with this event, as those who listen once do. */
function isPlainEmit(object: object, event: unknown): boolean {
  if (!(object instanceof EventEmitter) || (typeof event !== 'string' && typeof event !== 'symbol'))
    return false;
  return EventEmitter.prototype.rawListeners.call(object, event).every((one) => !('listener' in one));
}
