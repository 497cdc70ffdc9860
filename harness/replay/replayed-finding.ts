import { type Finding, signatureOf } from '../core/finding.ts';
import { tellFinding } from '../explore/told-run.ts';
import type { ReportedFinding } from '../result.ts';
import { decodeToken, encodeToken } from '../schedule/token.ts';
import type { ReplayResult } from './replay.ts';

/** A finding of a run that was replayed, as reports tell it. @param seed what led to the run, in place of a search */
export function replayedFinding(result: ReplayResult, finding: Finding, seed: string): ReportedFinding {
  const { token, ...run } = result;
  return tellFinding(
    finding,
    { ...run, ...(token !== undefined && { token: naming(finding, token) }) },
    { seed, count: 1 },
  );
}

/** A run may break several invariants, and the token of a replay names one. */
function naming(finding: Finding, token: string): string {
  return encodeToken({ ...decodeToken(token), signature: signatureOf(finding) });
}
