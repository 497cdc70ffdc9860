import type { TraceStep } from '../../../harness/result.ts';
import type { Alignment } from './align.ts';

/** The one decision that differs, in a sentence; undefined where none differs. */
export function partingSentence(
  failing: readonly TraceStep[],
  passing: readonly TraceStep[],
  { split }: Alignment,
): string | undefined {
  if (split === undefined) return undefined;
  // Up to there each column holds a step of both.
  const [own, other] = [failing[split], passing[split]];
  if (own !== undefined && own.event === other?.event) {
    return `The runs part at step ${own.step}, \`${own.event}\`: here ${withFault(own)}, in the passing run ${withFault(other)}.`;
  }
  const step = own?.step ?? (failing.at(-1)?.step ?? 0) + 1;
  return `The runs part at step ${step}: here ${delivers(own)}, in the passing run ${delivers(other)}.`;
}

function withFault({ fault }: TraceStep): string {
  return fault === undefined ? 'without a fault' : `with the fault ${fault}`;
}

function delivers(step: TraceStep | undefined): string {
  if (step === undefined) return 'nothing more happens';
  return `comes \`${step.event}\`${step.fault === undefined ? '' : ` (fault: ${step.fault})`}`;
}
