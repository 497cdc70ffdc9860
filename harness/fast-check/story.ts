import type { RunDetails } from 'fast-check';
import type { ReplayResult } from '../replay/replay.ts';
import type { ReportedFinding } from '../result.ts';
import { describeAnswer, describeStep } from '../trace/describe-step.ts';
import { placedToken } from './replayed.ts';

/** What is said of a counterexample above its report: the cause, what passes, and how to run it again. */
export function tellFinding(
  { cause, data, passing, token }: ReportedFinding,
  { seed, counterexamplePath }: RunDetails<unknown>,
): readonly string[] {
  return [
    cause,
    ...(data === undefined ? [] : [data.sentence]),
    ...(passing === undefined ? [] : [passing.sentence]),
    ...(token === undefined ? [] : [`replay: HEDDLE_REPLAY=${placedToken(token, seed, counterexamplePath)}`]),
  ];
}

/** What is said of a run that was made again: the cause, and each step. */
export function tellReplay({ cause, data, steps, ending }: ReplayResult): readonly string[] {
  const lines = steps.map((step) => `${step.step}. ${describeStep(step)}: ${describeAnswer(step)}`);
  return [
    cause,
    ...(data === undefined ? [] : [data.sentence]),
    ...lines,
    ...(ending === undefined ? [] : [ending]),
  ];
}
