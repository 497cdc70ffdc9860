import { UsageError } from '../core/usage-error.ts';

/** What fake timers replace, and where. */
const FAKED: readonly (readonly [object, string])[] = [
  [globalThis, 'setTimeout'],
  [globalThis, 'setImmediate'],
  [globalThis, 'Date'],
  [globalThis, 'queueMicrotask'],
  [process, 'nextTick'],
  [performance, 'now'],
];

/**
 * Two virtual times in one process: a run would wait for the one, and its code ask the other. Fake timers (vitest's and
 * Jest's are those of Sinon) leave their clock on what they replace.
 * @throws UsageError where they are on
 */
export function refuseFakeTimers(): void {
  const faked = FAKED.filter(([holder, name]) =>
    Object.hasOwn(Object(Reflect.get(holder, name)) as object, 'clock'),
  );
  if (faked.length === 0) return;
  throw new UsageError(
    `Fake timers are on (${faked.map(([, name]) => name).join(', ')}), and time is virtual here already: call vi.useRealTimers() before heddle explores.`,
  );
}
