import { signatureOf } from '../core/finding.ts';
import type { InvariantResult, ScenarioResult } from '../result.ts';
import { isOfWhole, isWholeAsExpected } from '../verdict.ts';
import type { CorpusOutcome } from './replay-entry.ts';

/**
 * A result with what the corpus showed. It only adds: the exploration, and the failures that it found, are what they
 * are without a corpus; a failure that the corpus alone shows is added, and its invariant is violated. Where just that
 * was expected it is not as expected all the same: a search that finds nothing any more must not go unnoticed.
 */
export function withCorpus(result: ScenarioResult, outcomes: readonly CorpusOutcome[]): ScenarioResult {
  if (outcomes.length === 0) return result;
  const found = new Set(result.findings.map(signatureOf));
  const added = outcomes.flatMap(({ finding }) =>
    finding === undefined || found.has(signatureOf(finding)) ? [] : [finding],
  );
  const corpus = outcomes.map(({ fact }) => fact);
  if (added.length === 0 || isOfWhole(result.verdict)) return { ...result, corpus };
  const broken = new Set(added.map(({ invariant }) => invariant));
  const invariants = result.invariants.map((invariant): InvariantResult =>
    broken.has(invariant.id) ? brokenByKept(invariant) : invariant,
  );
  const { reason: _, ...rest } = result;
  return {
    ...rest,
    verdict: 'violated',
    asExpected: isWholeAsExpected('violated', invariants),
    invariants,
    findings: [...result.findings, ...added],
    corpus,
  };
}

function brokenByKept(invariant: InvariantResult): InvariantResult {
  return invariant.expected === 'violated'
    ? { ...invariant, reason: 'only a kept failure breaks it: the search no longer finds one.' }
    : { ...invariant, verdict: 'violated' };
}
