import { stat } from 'node:fs';
import type { Random } from '../../core/random.ts';
import type { Body } from './loop-program.fixture.ts';
import { type Host, Performance } from './perform.fixture.ts';

/** One macrotask on the real loop. Milliseconds since the program began, on the clock of the loop. */
export interface Slice {
  readonly label: string;
  /** When it began. */
  readonly atMs: number;
  /** When the loop went on: jitter lies in between, after all that the slice did. */
  readonly untilMs: number;
}

export interface RealRun {
  readonly slices: readonly Slice[];
  readonly log: readonly string[];
  /** Whether the clock moved on within what a slice did: then nothing is known of which timer was set when. */
  readonly isBlurred: boolean;
}

const JITTER_ONE_IN = 3;
const JITTER_MAX_MS = 3;
/** What Node calls after each macrotask. */
export const tickCallback = (process as unknown as { _tickCallback(): void })._tickCallback.bind(process);
const noop = (): void => {};

/** The clock of the loop, whole milliseconds: what Node notes in a timer when it is set. */
export function loopMs(): number {
  const timer = setTimeout(noop, 2 ** 30) as NodeJS.Timeout & { _idleStart: number };
  clearTimeout(timer);
  return timer._idleStart;
}

export function spinUntil(ms: number): void {
  while (loopMs() < ms);
}

/** Runs what macrotasks bring, with the jobs that follow, as slices. Begins with a turn of the loop, at a full millisecond. */
export function inTurn<T>(work: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    setImmediate(() => {
      try {
        resolve(work());
      } catch (error) {
        reject(error);
      }
    });
  });
}

/** Runs the program on the real loop, each slice followed by some jitter. */
export async function onRealLoop(program: Body, random: Random): Promise<RealRun> {
  const slices: Slice[] = [];
  let beganMs = 0;
  let isBlurred = false;
  const slice = (label: string, callback: () => void): void => {
    const atMs = loopMs();
    callback();
    tickCallback();
    if (loopMs() !== atMs || (slices.length === 0 && atMs !== beganMs)) isBlurred = true;
    if (random.below(JITTER_ONE_IN) === 0) spinUntil(atMs + random.below(JITTER_MAX_MS + 1));
    slices.push({ label, atMs: atMs - beganMs, untilMs: loopMs() - beganMs });
  };
  const host: Host = {
    timeout: (label, ms, callback) => setTimeout(() => slice(label, callback), ms),
    interval: (labelOf, ms, callback) => {
      let ticks = 0;
      return setInterval(() => slice(labelOf(++ticks), callback), ms);
    },
    immediate: (label, callback) => setImmediate(() => slice(label, callback)),
    io: (label, callback) => {
      void new Promise<void>((resolve) => {
        stat('.', () => slice(label, resolve));
      }).then(callback);
    },
  };
  const performance = new Performance(host);
  await inTurn(() => {
    spinUntil(loopMs() + 1);
    beganMs = loopMs();
    slice('begin', () => performance.begin(program));
  });
  await performance.done;
  return { slices, log: performance.log, isBlurred };
}
