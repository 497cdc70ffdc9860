import { type MarkOptions, type MeasureOptions, performance, type PerformanceEntry } from 'node:perf_hooks';
import { active } from '../core/active-run.ts';
import type { Patches } from '../core/patches.ts';

/** What an entry is asked for; the real class's getters look for fields that only Node can set. */
interface Timing {
  readonly name: string;
  readonly entryType: 'mark' | 'measure';
  readonly startTime: number;
  readonly duration: number;
  readonly detail: unknown;
}

/** The user timings of each run: the real timeline is the process's, and would carry them into the next run. */
const timelines = new WeakMap<object, PerformanceEntry[]>();

function timeline(): PerformanceEntry[] {
  const { run } = active;
  const known = run === undefined ? [] : timelines.get(run);
  if (known !== undefined) return known;
  const made: PerformanceEntry[] = [];
  if (run !== undefined) timelines.set(run, made);
  return made;
}

function entry(prototype: object, timing: Timing): PerformanceEntry {
  const made = Object.create(prototype) as PerformanceEntry;
  for (const [name, value] of Object.entries(timing)) {
    Object.defineProperty(made, name, { value, enumerable: true });
  }
  Object.defineProperty(made, 'toJSON', { value: () => timing });
  timeline().push(made);
  return made;
}

function clear(entryType: string, name?: string): void {
  const entries = timeline();
  const left = entries.filter(
    (one) => one.entryType !== entryType || (name !== undefined && one.name !== name),
  );
  entries.splice(0, entries.length, ...left);
}

const idle = { idle: 0, active: 0, utilization: 0 } as const;

/**
 * `performance` on virtual time, with user timings of its own. What Node measured of its own start (`nodeTiming`)
 * stays real, and no `PerformanceObserver` is told of anything: it would be in a later turn of the real loop.
 */
export function virtualPerformance(patches: Patches, originMs: number, now: () => number): void {
  const timeOf = (point: string | number): number => {
    if (typeof point === 'number') return point;
    const mark = timeline().findLast((one) => one.entryType === 'mark' && one.name === point);
    if (mark !== undefined) return mark.startTime;
    throw new DOMException(`The "${point}" performance mark has not been set`, 'SyntaxError');
  };
  const mark = (name: string, options: MarkOptions = {}): PerformanceEntry => {
    const { startTime = now(), detail = null } = options;
    const timing = { name, entryType: 'mark', startTime, duration: 0, detail } as const;
    return entry(PerformanceMark.prototype, timing);
  };
  const measure = (name: string, from: string | MeasureOptions = {}, to?: string): PerformanceEntry => {
    const {
      start,
      end = to,
      duration: lasts,
      detail = null,
    } = typeof from === 'string' ? { start: from } : from;
    const endTime =
      end !== undefined
        ? timeOf(end)
        : start !== undefined && lasts !== undefined
          ? timeOf(start) + lasts
          : now();
    const startTime = start !== undefined ? timeOf(start) : lasts !== undefined ? endTime - lasts : 0;
    const duration = endTime - startTime;
    const timing = { name, entryType: 'measure', startTime, duration, detail } as const;
    return entry(PerformanceMeasure.prototype, timing);
  };
  const inOrder = (): PerformanceEntry[] => timeline().toSorted((a, b) => a.startTime - b.startTime);

  const prototype = Object.getPrototypeOf(performance) as object;
  patches.getter(prototype, 'timeOrigin', () => originMs);
  patches.set(prototype, {
    now,
    mark,
    measure,
    clearMarks: (name?: string) => clear('mark', name),
    clearMeasures: (name?: string) => clear('measure', name),
    getEntries: inOrder,
    getEntriesByName: (name: string, type?: string) =>
      inOrder().filter((one) => one.name === name && (type === undefined || one.entryType === type)),
    getEntriesByType: (type: string) => inOrder().filter((one) => one.entryType === type),
    eventLoopUtilization: () => ({ ...idle }),
    toJSON: () => ({ timeOrigin: originMs, eventLoopUtilization: { ...idle } }),
  });
}
