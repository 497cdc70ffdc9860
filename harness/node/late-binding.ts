import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import { promisify } from 'node:util';
import { ORIGINAL } from '../core/unbound.ts';
import { TIMER_FUNCTIONS } from './timer-functions.ts';

type Callable = (...args: unknown[]) => unknown;
type Class = new (...args: unknown[]) => object;

const RANDOMNESS = ['randomUUID', 'randomBytes', 'randomInt', 'randomFill', 'randomFillSync'];

/** In a thread in which this was done. */
const BOUND = Symbol.for('heddle.boundLate');

/**
 * To be called before code under test is loaded: what its modules take out of their objects (`const { setTimeout } =
 * globalThis`, `const now = Date.now`) is then looked up when it is called, and so is virtual during a run. For good.
 */
export function bindLate(): void {
  if (BOUND in globalThis) return;
  Object.defineProperty(globalThis, BOUND, { value: true });
  const holders: readonly (readonly [object, readonly string[]])[] = [
    [globalThis, [...TIMER_FUNCTIONS, 'queueMicrotask', 'Date']],
    [Date, ['now']],
    [timers, TIMER_FUNCTIONS],
    [timersPromises, ['setTimeout', 'setInterval', 'setImmediate']],
    [process, ['nextTick', 'hrtime', 'uptime']],
    [Object.getPrototypeOf(performance) as object, ['now']],
    [Math, ['random']],
    [crypto, RANDOMNESS],
    [globalThis.crypto, ['randomUUID', 'getRandomValues']],
  ];
  bind(process.hrtime, 'bigint', () => Reflect.get(process.hrtime, 'bigint'));
  for (const [holder, names] of holders) {
    for (const name of names) bind(holder, name, () => Reflect.get(holder, name));
  }
  syncBuiltinESMExports();
}

/** Puts a function there that calls whatever `look` finds at that time; itself found, the original. */
function bind(holder: object, name: string, look: () => unknown): void {
  const original = Reflect.get(holder, name) as Callable;
  const current = (): Callable => {
    const found = look();
    return found === bound ? original : (found as Callable);
  };
  const promisified = (...args: unknown[]): unknown =>
    (current() as { [promisify.custom]?: Callable })[promisify.custom]?.(...args);
  const bound: unknown = new Proxy(original, {
    apply: (_target, self, args: unknown[]) => Reflect.apply(current(), self, args),
    construct: (_target, args: unknown[], derived) => {
      const made = current() as unknown as Class;
      return Reflect.construct(made, args, derived === bound ? made : derived);
    },
    get: (target, key) => {
      if (key === ORIGINAL) return original;
      return key === promisify.custom && key in target
        ? promisified
        : (Reflect.get(current(), key) as unknown);
    },
  });
  const descriptor = Object.getOwnPropertyDescriptor(holder, name);
  Object.defineProperty(holder, name, {
    value: bound,
    writable: true,
    configurable: true,
    enumerable: descriptor?.enumerable ?? true,
  });
}
