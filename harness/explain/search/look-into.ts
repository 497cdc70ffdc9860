import { findingWith, signatureOf } from '../../core/finding.ts';
import { EscapedError } from '../../program/escaped-error.ts';
import type { Program } from '../../program/program.ts';
import type { ReportedFinding } from '../../result.ts';
import { describeSchedule } from '../../schedule/english.ts';
import type { Case } from '../../shrink/attempts.ts';
import { passingBeside } from '../../shrink/passing-beside.ts';
import type { PassingBeside } from '../passing-run.ts';
import { findTolerances } from './find-tolerance.ts';
import { replayOnOthers } from './replay-on-others.ts';
import { tellPassing } from './tell-passing.ts';

/**
 * A failure with what is only known after more runs: how far its events can move, the nearest run that passes where
 * leaving something out does not help, and what the same schedule comes to on other variants.
 */
export async function lookInto(program: Program, finding: ReportedFinding): Promise<ReportedFinding> {
  const signature = signatureOf(finding);
  const looked = await program.inSlice(() => lookHere(program, finding, signature));
  if (looked === undefined) return finding;
  const { failing, more } = looked;
  const otherVariants = await replayOnOthers(program, failing, finding.invariant, signature);
  return { ...finding, ...more, ...(otherVariants.length > 0 && { otherVariants }) };
}

type More = Pick<ReportedFinding, 'tolerances' | 'passingBeside'>;

/** Nothing where it does not fail again, or a run that is only made to explain it makes something real. */
function lookHere(
  program: Program,
  finding: ReportedFinding,
  signature: string,
): { readonly failing: Case; readonly more: More } | undefined {
  const { workload, schedule } = finding;
  try {
    const failing = { ...program.follow(workload, schedule), workload };
    if (findingWith(failing.run, signature) === undefined) return undefined;
    const tolerances = findTolerances(program, failing, signature);
    const beside = finding.noPassing && tellBeside(program, finding, failing);
    const more = {
      ...(tolerances.length > 0 && { tolerances }),
      ...(beside !== undefined && { passingBeside: beside }),
    };
    return { failing, more };
  } catch (error) {
    if (error instanceof EscapedError) return undefined;
    throw error;
  }
}

function tellBeside(
  program: Program,
  { workload, steps, violatingStep }: ReportedFinding,
  failing: Case,
): PassingBeside | undefined {
  const beside = passingBeside(program, failing, violatingStep);
  if (beside === undefined) return undefined;
  const [clause = ''] = describeSchedule([beside.added]);
  const rest = failing.schedule.length > 0 ? ' (the rest as it was)' : '';
  return {
    adds: beside.added,
    sentence: `It passes when this comes on top: ${clause}${rest}.`,
    ...tellPassing(program, workload, beside, { run: failing.run, steps }, beside.added),
  };
}
