import { recording } from './recording.ts';

/** The step that is going on, to be kept in a record that is `stamped`. */
export function stepOf(sim: { readonly step: number }): number {
  return recording.to === undefined ? sim.step : unrecorded(() => sim.step);
}

/** The time, to be kept likewise. Virtual milliseconds. */
export function timeOf(sim: { readonly nowMs: number }): number {
  return recording.to === undefined ? sim.nowMs : unrecorded(() => sim.nowMs);
}

/** Looks at something that is no business of the code: what is told of it depends on it, nothing else. */
export function unrecorded<T>(look: () => T): T {
  const { to } = recording;
  recording.to = undefined;
  try {
    return look();
  } finally {
    recording.to = to;
  }
}

interface Stamped {
  readonly step: number;
  readonly atMs?: number;
}

/**
 * A record of a kind, whose `step` and `atMs` say that it is made now: where the run is recorded, it is noted that it is, and
 * who reads them.
 * @param of what kind: when something was made matters beside all those things, of any kind, whose stamps are read
 */
export function stamped<T extends Stamped>(of: string, record: T): T {
  if (recording.to === undefined) return record;
  recording.to.stamped('step', of);
  if (record.atMs !== undefined) recording.to.stamped('time', of);
  return comparable(of, record);
}

/**
 * The same of a record whose stamps are those of others of that kind. To a trace it looks the same, for what a proxy stands
 * for is shown without asking it.
 */
export function comparable<T extends Stamped>(of: string, record: T): T {
  if (recording.to === undefined) return record;
  return new Proxy(record, {
    get(target, key, receiver) {
      if (key === 'step') recording.to?.compared('step', of);
      else if (key === 'atMs') recording.to?.compared('time', of);
      return Reflect.get(target, key, receiver) as unknown;
    },
  });
}
