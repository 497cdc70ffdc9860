import buffer from 'node:buffer';
import os from 'node:os';
import * as FakeTimers from '@sinonjs/fake-timers';
import { active } from '../core/active-run.ts';
import { virtualDateFormat } from './date-format.ts';
import type { Patches } from '../core/patches.ts';
import { virtualPerformance } from './performance.ts';
import { unbound } from '../core/unbound.ts';
import { virtualTemporal } from './temporal.ts';

/** Where virtual time begins: 2024-01-01T00:00:00Z, the start of a minute, an hour and a year. */
export const EPOCH_MS = Date.UTC(2024, 0, 1);

const RealDate = unbound(Date);
const RealFile = File;

/** Virtual milliseconds since the run began. */
function elapsedMs(): number {
  return active.run?.readClock() ?? 0;
}

/** One for all runs: whoever reads it is told where the run stands, so that a run need not tell it of each step. */
const clock = Object.defineProperty(FakeTimers.createClock(EPOCH_MS), 'now', {
  get: () => EPOCH_MS + elapsedMs(),
  set: () => {},
});

/** The wall clock, whole milliseconds as `Date.now()` gives them. */
function wallMs(): number {
  return Math.floor(clock.now);
}

/**
 * `prototype` and the static methods stay those of the real one, so dates from before and after are one class. (The
 * library's own `Date` gives each date a `constructor` of its own, by which code could tell it.)
 */
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
  patches.set(process, { hrtime: clock.hrtime, uptime });
  patches.set(os, { uptime });
  patches.getter(Event.prototype, 'timeStamp', timeStamp);
  virtualDateFormat(patches, wallMs);
  virtualTemporal(patches, wallMs);
  virtualPerformance(patches, EPOCH_MS, elapsedMs);
}
