import buffer from 'node:buffer';
import os from 'node:os';
import { active } from '../core/active-run.ts';
import { virtualDateFormat } from './date-format.ts';
import type { Patches } from './patch.ts';
import { virtualPerformance } from './performance.ts';

/** Where virtual time begins: 2024-01-01T00:00:00Z, the start of a minute, an hour and a year. */
export const EPOCH_MS = Date.UTC(2024, 0, 1);

const NANOSECONDS_IN_MS = 1e6;

const RealDate = Date;
const RealFile = File;

/** Virtual milliseconds since the run began. */
function elapsedMs(): number {
  return active.run?.readClock() ?? 0;
}

/** The wall clock, whole milliseconds as `Date.now()` gives them. */
function wallMs(): number {
  return EPOCH_MS + Math.floor(elapsedMs());
}

/** `prototype` and the static methods stay those of the real one, so dates from before and after are one class. */
const VirtualDate: DateConstructor = new Proxy(RealDate, {
  apply: () => new RealDate(wallMs()).toString(),
  construct: (target, args: unknown[], derived) =>
    Reflect.construct(
      target,
      args.length === 0 ? [wallMs()] : args,
      derived === VirtualDate ? target : derived,
    ) as object,
});

const VirtualFile = new Proxy(RealFile, {
  construct: (target, [parts, name, options]: ConstructorParameters<typeof File>, derived) => {
    const dated = { lastModified: wallMs(), ...options };
    return Reflect.construct(target, [parts, name, dated], derived) as object;
  },
});

function hrtime(since?: readonly [number, number]): [number, number] {
  const total = Math.round(elapsedMs() * NANOSECONDS_IN_MS);
  const now = [Math.floor(total / 1e9), total % 1e9] as const;
  if (since === undefined) return [...now];
  const [seconds, nanoseconds] = [now[0] - since[0], now[1] - since[1]];
  return nanoseconds < 0 ? [seconds - 1, nanoseconds + 1e9] : [seconds, nanoseconds];
}

function bigHrtime(): bigint {
  return BigInt(Math.round(elapsedMs() * NANOSECONDS_IN_MS));
}

const uptime = (): number => elapsedMs() / 1000;

/** When events of the DOM's kind were first looked at: the real ones are made by code that asks the real clock. */
const stamps = new WeakMap<object, number>();

function timeStamp(this: Event): number {
  const known = stamps.get(this);
  if (known !== undefined) return known;
  const now = elapsedMs();
  stamps.set(this, now);
  return now;
}

/**
 * Puts every clock that can be asked on virtual time. A run need not tell it of each step: whoever reads a clock asks
 * the run. The methods of real objects are replaced, not the objects, as modules have taken those before.
 */
export function virtualClock(patches: Patches): void {
  patches.set(RealDate, { now: wallMs });
  patches.set(RealDate.prototype, { constructor: VirtualDate });
  patches.set(globalThis, { Date: VirtualDate, File: VirtualFile });
  patches.set(buffer, { File: VirtualFile });
  patches.set(process, { hrtime: Object.assign(hrtime, { bigint: bigHrtime }), uptime });
  patches.set(os, { uptime });
  patches.getter(Event.prototype, 'timeStamp', timeStamp);
  virtualDateFormat(patches, wallMs);
  virtualPerformance(patches, EPOCH_MS, elapsedMs);
}
