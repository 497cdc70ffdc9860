import type { DamageStep } from './damage-step.ts';

/** Something wrong that one run showed. */
export interface Finding {
  /** What kind of damage it is. */
  /** One that the engine, an oracle or the scenario declares; in kebab-case. */
  readonly kind: string;
  /** The invariant that does not hold, as the scenario names it. */
  readonly invariant: string;
  /** One sentence, with the actual ids. */
  readonly message: string;
  /** The step, from 1, at which it became true; 0 is before the first delivery. */
  readonly step: number;
  /** The steps that the damage rests on; absent where the check names one step, and does not say what it is. */
  readonly damage?: readonly DamageStep[];
}

/** What one oracle says of one run. */
export interface CheckResult {
  /** The invariant that was checked. */
  readonly invariant: string;
  /** What is wrong; undefined where it holds. Without a step: found when the run was over. */
  readonly finding:
    | (Omit<Finding, 'invariant' | 'step'> & {
        /** Where `damage` stands, that tells. */
        readonly step?: number;
      })
    | undefined;
}

/** Invariants that every run is held to. */
export const builtInInvariants = ['no-deadlock', 'no-livelock', 'no-unhandled-rejection'] as const;

/** Two findings are the same failure when kind and invariant agree. */
export function signatureOf(finding: Pick<Finding, 'kind' | 'invariant'>): string {
  return `${finding.kind}/${finding.invariant}`;
}

/**
 * Whether checks may speak of an invariant: one that nobody declares would be checked, and expected of nobody.
 * @throws Error where it is not declared
 */
export function checkDeclaredInvariant(invariant: string, declared: ReadonlySet<string> | undefined): void {
  if (declared === undefined || declared.has(invariant)) return;
  throw new Error(
    `The invariant '${invariant}' is not declared: scenario(…, { invariants: ['${invariant}'] }). Declared are: ${[...declared].join(', ')}.`,
  );
}

/** The finding of a run that is the same failure as `signature`. */
export function findingWith(
  run: { readonly findings: readonly Finding[] },
  signature: string,
): Finding | undefined {
  return run.findings.find((finding) => signatureOf(finding) === signature);
}
