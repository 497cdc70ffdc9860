import type { Patches } from '../core/patches.ts';

interface Formatter {
  format(date?: number): string;
  formatToParts(date?: number): Intl.DateTimeFormatPart[];
}

const prototype = Intl.DateTimeFormat.prototype;
const { format, formatToParts } = Object.getOwnPropertyDescriptors(prototype);
const formatOf = format?.get as (this: Formatter) => Formatter['format'];
const partsOf = formatToParts?.value as Formatter['formatToParts'];

/** Without a date, a formatter takes the time from V8 itself. */
export function virtualDateFormat(patches: Patches, nowMs: () => number): void {
  patches.getter(prototype, 'format', function (this: Formatter) {
    const original = Reflect.apply(formatOf, this, []);
    return (date: number = nowMs()) => original(date);
  });
  patches.set(prototype, {
    formatToParts(this: Formatter, date: number = nowMs()) {
      return Reflect.apply(partsOf, this, [date]);
    },
  });
}
