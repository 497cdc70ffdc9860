import { signatureOf } from '../core/finding.ts';
import type { Run } from '../core/run.ts';

/** What a run came to: enough for who asks whether it fails, and how long it was. */
export interface Outcome {
  /** Of its findings. */
  readonly signatures: readonly string[];
  readonly steps: number;
}

const PASSES: readonly string[] = [];

export function outcomeOf({ findings, step }: Run): Outcome {
  return { signatures: findings.length === 0 ? PASSES : findings.map(signatureOf), steps: step };
}
