import type { ReplayedRun } from '../../reports/console/replay.ts';
import { foldTexts } from '../../reports/fold-texts.ts';
import { signatureOf } from '../core/finding.ts';
import { version } from '../core/version.ts';
import type { ReplayResult } from '../replay/replay.ts';
import type { Scenario } from '../scenario.ts';
import type { ReplayTarget } from '../replay/replay-target.ts';

/** What a terminal is told of a replay. */
export function replayedRun(
  result: ReplayResult,
  { id, scenario }: { readonly id: string; readonly scenario: Pick<Scenario, 'title'> },
  target: ReplayTarget,
): ReplayedRun {
  const recorded =
    target.type === 'schedule' && target.expected.signature !== '' ? target.expected.signature : undefined;
  const divergence = [result.divergence, otherVersion(result, target)]
    .filter((part) => part !== undefined)
    .join(' ');
  return foldTexts({
    scenario: id,
    title: scenario.title,
    variant: target.variant,
    workload: result.workload,
    ...(result.isForeign === true && { isForeign: true }),
    status: result.status,
    damages: result.findings.map((finding) => finding.message),
    ...(recorded !== undefined && {
      asRecorded: result.findings.some((finding) => signatureOf(finding) === recorded),
    }),
    violatingStep: result.violatingStep,
    cause: result.cause,
    clauses: result.clauses,
    ...(result.data !== undefined && { data: result.data }),
    ...(result.passing !== undefined && { passing: result.passing }),
    steps: result.steps,
    ...(result.ending !== undefined && { ending: result.ending }),
    holds: result.schedule.filter((exception) => exception.type === 'hold'),
    ...(divergence !== '' && { divergence }),
    ...(result.escape !== undefined && { escape: result.escape }),
    ...(result.token !== undefined && { command: `npx heddle replay ${result.token}` }),
  });
}

/** Drift is often no more than another version. */
function otherVersion(result: ReplayResult, target: ReplayTarget): string | undefined {
  if (result.status !== 'diverged' || target.type === 'seed' || target.tool === version) return undefined;
  return `It was recorded by heddle ${target.tool}; this is ${version}.`;
}
