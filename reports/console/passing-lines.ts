import type { PassingRun, TraceStep } from '../../harness/result.ts';

/** The nearest run that passes, at which somebody looks beside the failing one. */
export type ShownPassing = Pick<PassingRun, 'sentence' | 'steps'>;

/** What the passing run does where the failing one is at `index`, one sentence. */
export function whatPassingDoes(steps: readonly TraceStep[], index: number, passing: ShownPassing): string {
  const current = steps[index];
  if (current === undefined) return '';
  // Of long runs only the end is kept, and not from the same step on.
  const from = passing.steps[0]?.step ?? 0;
  const eventAt = new Map(passing.steps.map(({ step, event }) => [step, event]));
  const parting = steps.findIndex(({ step, event }) => step >= from && event !== eventAt.get(step));
  if (parting < 0 || index < parting) return 'has gone the same way so far';
  const there = passing.steps.find(({ event }) => event === current.event);
  const comes = there === undefined ? 'this never comes there' : `this comes as step ${there.step} there`;
  if (index > parting) return comes;
  const instead = eventAt.get(current.step);
  return `parts here: ${instead === undefined ? 'it is over' : `next comes ${instead}`}; ${comes}`;
}
