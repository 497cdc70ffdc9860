import type { Patches } from '../core/patches.ts';

const LOCALE = 'en-US';

/** Methods that go by the machine's locale where none is given, with the place of that argument. */
const localized: readonly (readonly [prototype: object, at: number, methods: readonly string[]])[] = [
  [Date.prototype, 0, ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString']],
  [Number.prototype, 0, ['toLocaleString']],
  [BigInt.prototype, 0, ['toLocaleString']],
  [String.prototype, 1, ['localeCompare']],
];

const constructors = [
  'Collator',
  'DateTimeFormat',
  'DisplayNames',
  'DurationFormat',
  'ListFormat',
  'NumberFormat',
  'PluralRules',
  'RelativeTimeFormat',
  'Segmenter',
] as const;

type Method = (...args: unknown[]) => unknown;
type Constructor = (new (...args: unknown[]) => object) & Method;

/** `Original` with `en-US` where no locale is given. */
function localizedConstructor(Original: Constructor): Constructor {
  const proxy: Constructor = new Proxy(Original, {
    apply: (target, self, [locales = LOCALE, ...rest]: unknown[]) =>
      Reflect.apply(target, self, [locales, ...rest]),
    construct: (target, [locales = LOCALE, ...rest]: unknown[], derived) =>
      Reflect.construct(target, [locales, ...rest], derived === proxy ? target : derived) as object,
  });
  return proxy;
}

/** `en-US` where code asks for the machine's own locale, so that a run reads the same everywhere. */
export function fixLocale(patches: Patches): void {
  for (const [prototype, at, methods] of localized) {
    for (const name of methods) {
      const original = (prototype as Record<string, Method>)[name] as Method;
      patches.set(prototype, {
        [name](this: unknown, ...args: unknown[]) {
          if (args[at] === undefined) args[at] = LOCALE;
          return original.apply(this, args);
        },
      });
    }
  }
  const all = Intl as unknown as Record<string, Constructor | undefined>;
  for (const name of constructors) {
    const original = all[name];
    if (original !== undefined) patches.set(Intl, { [name]: localizedConstructor(original) });
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
