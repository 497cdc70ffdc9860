import type { DamageStep } from '../core/damage-step.ts';
import type { CheckResult } from '../core/finding.ts';
import type { Identified } from './ledger.ts';
import { counted, held, listed, violated } from './check-result.ts';

export const afterStopKinds = {
  'work-after-stop': 'Something still ran, or was still buffered, after stop had resolved.',
} as const;

/** What a `StopProbe` saw. */
export interface Stopped {
  /** The step at which stop resolved; undefined where it never did. */
  readonly settledStep: number | undefined;
  /** How many rows were still in memory at that moment. */
  readonly buffered: number;
  /** How many flushes still ran at that moment. */
  readonly running: number;
}

/**
 * Once stop has resolved nothing is buffered, nothing runs, and nothing happens any more: `nothing-after-stop`.
 * @param work what was done, with the steps: `db.table(name).committed`, say
 * @param left what is buffered at the end of the run, and nobody will come for it any more
 */
export function nothingAfterStop(
  stop: Stopped,
  work: Iterable<{ readonly step: number }> = [],
  left: Iterable<Identified> = [],
): CheckResult {
  const { settledStep, buffered, running } = stop;
  if (settledStep === undefined) return held('nothing-after-stop');
  const forgotten = Array.from(left, ({ id }) => id);
  if (forgotten.length > 0) {
    const message = `${counted(forgotten.length, 'row')} buffered for ever, although stop has resolved: ${listed(forgotten)}`;
    return fail(message, buffered > 0 ? [whileBuffered(settledStep, buffered)] : [resolved(settledStep)]);
  }
  if (buffered > 0) {
    const message = `${counted(buffered, 'row')} still buffered when stop resolved`;
    return fail(message, [whileBuffered(settledStep, buffered)]);
  }
  if (running > 0) {
    const flushes = counted(running, 'flush', 'flushes');
    const what = `stop resolved while ${flushes} ran`;
    return fail(`${flushes} still running when stop resolved`, [
      { role: 'no-return', step: settledStep, what },
    ]);
  }
  let late = 0;
  let first = Infinity;
  for (const { step } of work) {
    if (step <= settledStep) continue;
    late += 1;
    first = Math.min(first, step);
  }
  return late === 0
    ? held('nothing-after-stop')
    : fail(`${counted(late, 'write')} after stop had resolved`, [
        resolved(settledStep),
        { role: 'no-return', step: first, what: 'the first write after that' },
      ]);
}

function resolved(step: number): DamageStep {
  return { role: 'origin', step, what: 'stop resolved' };
}

function whileBuffered(step: number, buffered: number): DamageStep {
  return { role: 'no-return', step, what: `stop resolved with ${counted(buffered, 'row')} buffered` };
}

function fail(message: string, damage: readonly DamageStep[]): CheckResult {
  return violated('nothing-after-stop', 'work-after-stop', message, damage);
}
