import type { TraceStep } from '../../../harness/result.ts';
import { accessesOf } from '../../accesses.ts';
import { labelOf, moment, outcomeOf } from '../../wording.ts';
import type { FailureDetail } from './failure-detail.ts';
import { type HandOff, handOffs, type LockView, locksAt } from './locks.ts';
import { type WorldView, worldAt } from './world.ts';

/** All that is known of one step. */
export interface InspectorView {
  readonly heading: string;
  readonly kind: string;
  readonly violating: boolean;
  /** Name and text; text with backticks is code. */
  readonly facts: readonly (readonly [name: string, text: string])[];
  readonly locks: readonly LockView[];
  readonly handOffs: readonly HandOff[];
  readonly world: readonly WorldView[];
  /** What else could have been delivered, and the index of the step at which it was. */
  readonly alternatives: readonly { readonly event: string; readonly index?: number }[];
  /** For the live region. */
  readonly spoken: string;
}

const kindNames: Readonly<Record<string, string>> = {
  start: 'a task starts',
  operation: 'an operation completes',
  request: 'a request reaches its service',
  reply: 'a reply arrives',
  timer: 'a timer fires',
  cancel: 'a task is cancelled',
  kill: 'a process is killed',
  crash: 'the process crashes and restarts',
};

export function inspect(detail: FailureDetail, index: number): InspectorView | undefined {
  const { steps, violatingStep, data } = detail;
  const step = steps[index];
  if (step === undefined) return undefined;
  const violating = step.step === violatingStep;
  const last = steps.at(-1)?.step ?? 0;
  return {
    heading: step.event,
    kind: kindNames[step.kind] ?? step.kind,
    violating,
    facts: [...factsOf(step, steps), ...accessesOf(step, data).map((text) => ['the cause', text] as const)],
    locks: locksAt(steps, index),
    handOffs: handOffs(step),
    world: worldAt(steps, index),
    alternatives: step.alternatives.map((event) => {
      const at = steps.findIndex((other, place) => place > index && other.event === event);
      return { event, ...(at >= 0 && { index: at }) };
    }),
    spoken: [
      spokenOf(step, last, violating),
      ...accessesOf(step, data).map((text) => `The cause: ${text}.`),
    ].join(' '),
  };
}

function spokenOf(step: TraceStep, last: number, violating: boolean): string {
  const outcome = outcomeOf(step);
  const parts = [
    `Step ${step.step} of ${last}`,
    `${moment(step.atMs)} ${step.atMs === 1 ? 'millisecond' : 'milliseconds'}`,
    `${step.task}: ${labelOf(step)}`,
    ...(outcome === '' ? [] : [`gives ${outcome}`]),
    ...(step.heldUntil === undefined ? [] : [`held until ${step.heldUntil}`]),
  ];
  return `${parts.join(', ')}.${violating ? ' The invariant breaks here.' : ''}`;
}

function factsOf(step: TraceStep, steps: readonly TraceStep[]): InspectorView['facts'] {
  const { opensMs, closesMs, createdAt, outcome, woke, created } = step;
  const window =
    closesMs === undefined ? `from ${moment(opensMs)} ms on` : `${moment(opensMs)} to ${moment(closesMs)} ms`;
  const location = locationOf(step, steps);
  const facts: (readonly [string, string] | false)[] = [
    ['virtual time', `${moment(step.atMs)} ms; possible ${window}`],
    step.args !== undefined && ['values in', `\`${step.args}\``],
    outcome !== undefined && [
      outcome.type === 'value' ? 'value out' : 'error out',
      `\`${outcome.type === 'value' ? outcome.value : outcome.error}\``,
    ],
    ...(step.notes ?? []).map((note) => ['note', `“${note}”`] as const),
    step.fault !== undefined && ['fault', `\`${step.fault}\``],
    step.heldUntil !== undefined && ['held until', `\`${step.heldUntil}\``],
    location !== undefined && ['awaited at', `\`${location}\``],
    step.step > 0 && ['asked for in', `step ${createdAt}`],
    woke.length > 0 && ['wakes', woke.map((task) => `\`${task}\``).join(', ')],
    created.length > 0 && ['asks for', created.map((event) => `\`${event}\``).join(', ')],
  ];
  return facts.filter((fact) => fact !== false);
}

/** A reply is awaited where its request was made. */
function locationOf(step: TraceStep, steps: readonly TraceStep[]): string | undefined {
  if (step.location !== undefined || step.kind !== 'reply') return step.location;
  return steps.find((other) => other.step === step.createdAt && other.kind === 'request')?.location;
}
