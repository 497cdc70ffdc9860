import { onDemand } from '../../../reports/on-demand.ts';
import type { ReportedFinding, ScenarioResult } from '../../result.ts';
import type { Spool } from '../../files/spool.ts';

/** The same result with the steps of its findings on the disk: they are the most of it, and read when they are asked for. */
export function spooled(result: ScenarioResult, spool: Spool): ScenarioResult {
  return { ...result, findings: result.findings.map((finding) => spooledFinding(finding, spool)) };
}

export function spooledFinding(finding: ReportedFinding, spool: Spool): ReportedFinding {
  const { steps, passing } = finding;
  const light = onDemand(finding, 'steps', spool.put(steps));
  return passing === undefined ? light : onDemand(light, 'passing', spool.put(passing));
}
