import { signatureOf } from '../core/finding.ts';
import type { ReportedFinding, ScenarioResult } from '../result.ts';
import { isViolationExpected } from '../verdict.ts';
import { corpusFiles, removeEntry, writeEntry } from './corpus-file.ts';

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
  /** Files that could not be written or removed, and the system's error. */
  readonly refused: readonly { readonly file: string; readonly error: unknown }[];
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
  const refused: CorpusChanges['refused'][number][] = [];
  const change = (file: string, changed: string[], make: () => void): void => {
    try {
      make();
      changed.push(file);
    } catch (error) {
      refused.push({ file, error });
    }
  };
  for (const result of results) {
    const { scenario, variant, corpus = [] } = result;
    const files = corpusFiles(scenario, variant, result.findings);
    const known = new Set(corpus.map(({ finding }) => finding));
    for (const [finding, file] of files) {
      // Of what is kept by one cause, others would gather with each seed.
      if (known.has(signatureOf(finding)) || !hasToken(finding) || !isWanted(result, finding, keep)) continue;
      change(file, kept, () => writeEntry(root, file, result, finding));
    }
    for (const { file, status, finding: signature } of update ? corpus : []) {
      if (status === 'fails') continue;
      const alike = [...files].filter(([finding]) => signatureOf(finding) === signature);
      const [now, place] = alike.find(([, own]) => own === file) ?? alike[0] ?? [];
      if (now === undefined || place === undefined || !hasToken(now)) {
        change(file, removed, () => removeEntry(root, file));
      } else {
        change(file, updated, () => {
          writeEntry(root, place, result, now);
          if (place !== file) removeEntry(root, file);
        });
      }
    }
  }
  return { kept, updated, removed, refused };
}

function hasToken(finding: ReportedFinding): finding is ReportedFinding & { readonly token: string } {
  return finding.token !== undefined;
}

function isWanted(result: ScenarioResult, finding: ReportedFinding, keep: KeepOptions['keep']): boolean {
  // It would have drifted the next time.
  if (finding.unconfirmed === true) return false;
  if (keep !== 'unexpected') return keep === 'all';
  return !isViolationExpected(result.invariants, finding.invariant);
}
