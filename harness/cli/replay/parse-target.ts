import path from 'node:path';
import { failuresOf } from '../../../reports/failures.ts';
import { signatureOf } from '../../core/finding.ts';
import { UsageError } from '../../core/usage-error.ts';
import type { ReplayTarget } from '../../replay/replay-target.ts';
import type { Report } from '../../result.ts';
import { decodeToken } from '../../schedule/token.ts';
import { readEntry } from '../../corpus/corpus-file.ts';
import type { OptionsOf } from '../options/options.ts';
import { readReport, shown } from '../report/read-report.ts';
import { lastReport, whichReport } from '../report/kept-reports.ts';

const FORMS =
  'a token, the file of a kept failure, <scenario> <variant> --seed <seed>, <report.json>#<k>, or --last';

/**
 * What the operands and options of `heddle replay` mean.
 * @param tell says which report `--last` takes
 * @throws UsageError where they mean nothing, or what they name cannot be read
 */
export function parseTarget(
  operands: readonly string[],
  options: OptionsOf<'replay'>,
  cwd: string,
  outputDir: string,
  tell: (line: string) => void,
): ReplayTarget {
  const [first, second] = operands;
  if (options.last === true) {
    if (first !== undefined)
      throw new UsageError(`replay --last takes nothing else, but "${first}" was given.`);
    return lastFailure(outputDir, cwd, tell);
  }
  if (options.seed !== undefined || operands.length === 2) return seedTarget(operands, options.seed);
  if (first === undefined) throw new UsageError(`replay needs ${FORMS}.`);
  if (second !== undefined) throw new UsageError(`replay takes ${FORMS}; "${second}" is one word too many.`);
  const kept = /\.failures[\\/][^\\/#]+\.json$/.test(first);
  const place = /^(.*\.json)(?:#(.*))?$/.exec(first);
  if (place !== null && !kept) return reportedFailure(path.resolve(cwd, place[1] ?? ''), place[2], cwd);
  const token = kept ? readEntry(cwd, first).token : decodeToken(first);
  const { scenario, variant, workload, schedule, signature, digest, checks, tool } = token;
  return {
    type: 'schedule',
    scenario,
    variant,
    workload,
    schedule,
    expected: { digest, signature, checks },
    tool,
  };
}

function seedTarget(operands: readonly string[], seed: string | undefined): ReplayTarget {
  const [scenario, variant, third] = operands;
  if (scenario === undefined || variant === undefined || third !== undefined) {
    throw new UsageError(
      'replay --seed needs a scenario and a variant: replay <scenario> <variant> --seed <seed>.',
    );
  }
  if (seed === undefined) throw new UsageError(`replay ${scenario} ${variant} needs --seed <seed of a run>.`);
  return { type: 'seed', scenario, variant, seed };
}

function lastFailure(outputDir: string, cwd: string, tell: (line: string) => void): ReplayTarget {
  const { file, report } = lastReport(outputDir, cwd);
  tell(`${whichReport(file, report, cwd)}\n`);
  const failures = failuresOf(report);
  const failure = failures.find((candidate) => !candidate.expected) ?? failures[0];
  if (failure === undefined) throw new UsageError(`${shown(file, cwd)} holds no failure to replay.`);
  return targetOf(report, failure.number, file, cwd);
}

function reportedFailure(file: string, number: string | undefined, cwd: string): ReplayTarget {
  const report = readReport(file, cwd);
  const { length } = failuresOf(report);
  const k = number !== undefined && /^\d{1,9}$/.test(number) ? Number(number) : 0;
  if (k < 1 || k > length) {
    const given = number === undefined ? 'no number was given' : `"#${number}" was given`;
    const range = length === 0 ? 'it holds no failure' : `it holds #1 to #${length}`;
    throw new UsageError(
      `replay ${shown(file, cwd)}#<k> takes the number of a failure; ${range}, and ${given}.`,
    );
  }
  return targetOf(report, k, file, cwd);
}

function targetOf(report: Report, number: number, file: string, cwd: string): ReplayTarget {
  const failure = failuresOf(report)[number - 1];
  if (failure === undefined) throw new UsageError(`${shown(file, cwd)} holds no failure #${number}.`);
  const { result, finding } = failure;
  return {
    type: 'schedule',
    scenario: result.scenario,
    variant: result.variant,
    workload: finding.workload,
    schedule: finding.schedule,
    expected: { digest: finding.digest, signature: signatureOf(finding) },
    tool: report.tool.version,
  };
}
