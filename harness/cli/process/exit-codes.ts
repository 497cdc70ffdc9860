import type { Report } from '../../result.ts';
import { isHarnessError } from '../../verdict.ts';

/** What the process says when it ends. */
export const exitCodes = {
  /** Every verdict is as expected; or a replayed run passes. */
  asExpected: 0,
  /** A verdict differs; or a replayed run fails or escapes. */
  differs: 1,
  wrongUse: 2,
  /** Nondeterminism, a leak of state from run to run, divergence from the record, a run that never comes back, code that fails outside all runs, or a fault of the harness. */
  harnessError: 3,
  nothingMatched: 4,
  /** This one and the three below: ended by a signal, 128 and its number. */
  hungUp: 129,
  interrupted: 130,
  quit: 131,
  terminated: 143,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What each means, for the help text. */
export const exitCodeMeanings: readonly (readonly [ExitCode, string])[] = [
  [exitCodes.asExpected, 'every verdict is as expected; a replayed run passes'],
  [exitCodes.differs, 'a verdict differs; a replayed run fails or escapes'],
  [exitCodes.wrongUse, 'wrong use, or a file that cannot be written'],
  [
    exitCodes.harnessError,
    'nondeterminism, state that leaks from run to run, a replay that diverges, a run that never comes back, code that fails outside all runs, or an error of the harness',
  ],
  [exitCodes.nothingMatched, 'nothing matched'],
  [exitCodes.hungUp, 'the terminal was closed (SIGHUP); partial reports are written'],
  [exitCodes.interrupted, 'interrupted (SIGINT); partial reports are written'],
  [exitCodes.quit, 'interrupted (SIGQUIT); partial reports are written'],
  [exitCodes.terminated, 'terminated (SIGTERM); partial reports are written'],
];

/** What a command that made a report ends with. */
export function exitCodeOf(report: Report): ExitCode {
  if (report.interrupted) return exitCodes.interrupted;
  const { results } = report;
  if (results.some(({ verdict }) => isHarnessError(verdict))) return exitCodes.harnessError;
  return results.every((result) => result.asExpected) ? exitCodes.asExpected : exitCodes.differs;
}
