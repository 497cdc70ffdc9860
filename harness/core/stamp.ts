import { recording, type Stamp } from './recording.ts';

/** The step that is going on, to be kept beside something: in a record that is `stamped`. */
export function stepOf(sim: { readonly step: number }): number {
  return recording.to === undefined ? sim.step : kept('step', () => sim.step);
}

/** The time, to be kept likewise. Virtual milliseconds. */
export function timeOf(sim: { readonly nowMs: number }): number {
  return recording.to === undefined ? sim.nowMs : kept('time', () => sim.nowMs);
}

function kept(stamp: Stamp, look: () => number): number {
  recording.to?.stamped(stamp);
  return unrecorded(look);
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

/**
 * A record whose `step` and `atMs` say when it was made: where the run is recorded, who reads them is noted. To a trace it
 * looks the same, for what a proxy stands for is shown without asking it.
 */
export function stamped<T extends { readonly step: number; readonly atMs?: number }>(record: T): T {
  if (recording.to === undefined) return record;
  return new Proxy(record, {
    get(target, key, receiver) {
      if (key === 'step') recording.to?.compared('step');
      else if (key === 'atMs') recording.to?.compared('time');
      return Reflect.get(target, key, receiver) as unknown;
    },
  });
}
