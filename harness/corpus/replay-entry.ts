import type { ReplayResult } from '../replay/replay.ts';
import { signatureOf } from '../core/finding.ts';
import type { CorpusFact, ReportedFinding } from '../result.ts';
import { decodeToken, encodeToken, type Token } from '../schedule/token.ts';
import { replayedFinding } from '../replay/replayed-finding.ts';
import type { CorpusEntry } from './corpus-file.ts';

/** What became of an entry when it was run again. */
export interface CorpusOutcome {
  readonly entry: CorpusEntry;
  readonly fact: CorpusFact;
  /** The failure as it is now, where it still fails in that way. */
  readonly finding: ReportedFinding | undefined;
}

/** Runs a token's schedule again; text instead of a result says why there is none. */
export type ReplayToken = (token: Token) => Promise<ReplayResult | string>;

/** Runs one entry again. A drifted run counts as a failure only if it fails the same way once more. */
export async function replayEntry(entry: CorpusEntry, replay: ReplayToken): Promise<CorpusOutcome> {
  const { file, signature, token } = entry;
  const outcome = (
    status: CorpusFact['status'],
    difference: string | undefined,
    finding: ReportedFinding | undefined,
  ): CorpusOutcome => {
    const fact = {
      file,
      finding: signature,
      status,
      violates: finding !== undefined,
      ...(difference !== undefined && { difference }),
    };
    return { entry, fact, finding };
  };
  const result = await replay(token);
  if (typeof result === 'string') return outcome('drifted', result, undefined);
  if (result.escape !== undefined) return outcome('drifted', result.escape, undefined);
  const finding = failureNow(result, entry, token);
  if (result.divergence === undefined && result.isForeign === true) {
    return outcome('drifted', 'the scenario does not make its workload any more.', finding);
  }
  if (result.divergence === undefined) {
    return outcome(finding === undefined ? 'passes' : 'fails', undefined, finding);
  }
  if (finding?.token === undefined) return outcome('drifted', result.divergence, undefined);
  const now = decodeToken(finding.token);
  const again = await replay(now);
  if (typeof again === 'string' || again.divergence !== undefined)
    return outcome('drifted', result.divergence, undefined);
  const { data } = again;
  return outcome('drifted', result.divergence, data === undefined ? finding : { ...finding, data });
}

/** The failure that was kept, as the run shows it now. Its file is its seed: no search led to it. */
function failureNow(result: ReplayResult, entry: CorpusEntry, token: Token): ReportedFinding | undefined {
  const finding = result.findings.find((candidate) => signatureOf(candidate) === entry.signature);
  if (finding === undefined) return undefined;
  const now = replayedFinding(result, finding, entry.file);
  return { ...now, token: now.token ?? encodeToken(token) };
}
