import { signatureOf } from '../../core/finding.ts';
import type { ReportedFinding, ScenarioResult } from '../../result.ts';
import { isViolationExpected } from '../../verdict.ts';
import { corpusFile, removeEntry, writeEntry } from './corpus-file.ts';

/** What may be written beside the scenarios. */
export interface KeepOptions {
  /** New failures: none, those that are not expected, or all. */
  readonly keep: 'none' | 'unexpected' | 'all';
  /** Records drifted entries again, and removes those that no longer fail. */
  readonly update: boolean;
}

/** What was done to the corpus; files relative to the package. */
export interface CorpusChanges {
  readonly kept: readonly string[];
  readonly updated: readonly string[];
  readonly removed: readonly string[];
}

/** Brings the corpus up to date with the results of a run. */
export function keepFailures(
  results: readonly ScenarioResult[],
  root: string,
  { keep, update }: KeepOptions,
): CorpusChanges {
  const kept: string[] = [];
  const updated: string[] = [];
  const removed: string[] = [];
  for (const result of results) {
    const { scenario, variant, corpus = [] } = result;
    const known = new Set(corpus.map(({ file }) => file));
    for (const finding of result.findings) {
      const file = corpusFile(scenario, variant, finding);
      if (known.has(file) || !hasToken(finding) || !isWanted(result, finding, keep)) continue;
      writeEntry(root, scenario, variant, finding);
      kept.push(file);
    }
    for (const { file, status, finding: signature } of update ? corpus : []) {
      if (status === 'fails') continue;
      const now = result.findings.find((finding) => signatureOf(finding) === signature);
      removeEntry(root, file);
      if (now === undefined || !hasToken(now)) removed.push(file);
      else {
        writeEntry(root, scenario, variant, now);
        updated.push(file);
      }
    }
  }
  return { kept, updated, removed };
}

function hasToken(finding: ReportedFinding): finding is ReportedFinding & { readonly token: string } {
  return finding.token !== undefined;
}

function isWanted(result: ScenarioResult, finding: ReportedFinding, keep: KeepOptions['keep']): boolean {
  if (keep !== 'unexpected') return keep === 'all';
  return !isViolationExpected(result.invariants, finding.invariant);
}
