import type { Patches } from './patch.ts';

const LOCALE = 'en-US';

const localized = [
  [Date.prototype, ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString']],
  [Number.prototype, ['toLocaleString']],
  [String.prototype, ['localeCompare']],
] as const;

/** `en-US` where code asks for the machine's own locale, so that a run reads the same everywhere. */
export function fixLocale(patches: Patches): void {
  for (const [prototype, methods] of localized) {
    for (const name of methods) {
      const original = (prototype as unknown as Record<string, (...args: unknown[]) => unknown>)[name];
      if (original === undefined) continue;
      const at = name === 'localeCompare' ? 1 : 0;
      patches.set(prototype, {
        [name](this: unknown, ...args: unknown[]) {
          if (args[at] === undefined) args[at] = LOCALE;
          return original.apply(this, args);
        },
      });
    }
  }
}

/** UTC, by the variable that Node watches. On a worker thread it has to be set before the thread starts. */
export function fixTimeZone(): () => void {
  const original = process.env['TZ'];
  if (original === 'UTC') return () => {};
  process.env['TZ'] = 'UTC';
  return () => {
    if (original === undefined) delete process.env['TZ'];
    else process.env['TZ'] = original;
  };
}
