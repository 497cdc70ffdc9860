import type { SourceLines, TraceStep } from '../../../harness/result.ts';
import { accessesOf } from '../../accesses.ts';
import { labelOf, moment, outcomeOf } from '../../wording.ts';
import type { FailureDetail } from './failure-detail.ts';
import { type HandOff, handOffs, type LockView, locksAt } from './locks.ts';
import { type Excerpt, excerptOf } from './source.ts';
import { differenceOf, differenceText, otherSide, type Side, type TwoRuns } from './two-runs.ts';
import { indexOf, type Walk } from './walk.ts';
import { stateAt, type WorldView, worldAt } from './world.ts';

/** All that is known of one step. */
export interface InspectorView {
  readonly side: Side;
  readonly step: number;
  readonly heading: string;
  readonly kind: string;
  /** What the damage has to do with it: `point of no return: r1 was rolled back`. */
  readonly turns: readonly string[];
  /** Name and text; text with backticks is code. */
  readonly facts: readonly (readonly [name: string, text: string])[];
  readonly source?: Excerpt;
  /** Where the other run is at this moment; absent where none is compared. */
  readonly other?: OtherView;
  readonly locks: readonly LockView[];
  readonly handOffs: readonly HandOff[];
  readonly world: readonly WorldView[];
  /** What else could have been delivered, and the index of the step at which it was. */
  readonly alternatives: readonly { readonly event: string; readonly index?: number }[];
  /** For the live region. */
  readonly spoken: string;
}

export interface OtherView {
  /** `step 3, writer: db.commit#1`; undefined before its first step. */
  readonly at?: string;
  /** What the inspected step is to it: `moved 10 → 20`. */
  readonly difference: string;
  /** What that run answered to the same event, where it is another answer. */
  readonly answer?: string;
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

/** @param sources the lines of code that steps name */
export function inspect(
  detail: FailureDetail,
  runs: TwoRuns,
  { side, column }: Pick<Walk, 'side' | 'column'>,
  sources: SourceLines = {},
): InspectorView | undefined {
  const index = indexOf({ side, column }, runs);
  const steps = runs.steps[side];
  const step = steps[index];
  if (step === undefined) return undefined;
  const isFailing = side === 'failing';
  const turns = isFailing ? detail.turns.filter((turn) => turn.step === step.step) : [];
  const accesses = isFailing ? accessesOf(step, detail.data) : [];
  const location = locationOf(step, steps);
  const source = location === undefined ? undefined : excerptOf(sources, location);
  const otherAt = { side: otherSide(side), column };
  const compared = runs.steps[otherAt.side].length > 0;
  return {
    side,
    step: step.step,
    heading: step.event,
    kind: kindNames[step.kind] ?? step.kind,
    turns: turns.map(({ text }) => text),
    facts: [...factsOf(step, location), ...accesses.map((text) => ['the cause', text] as const)],
    ...(source !== undefined && { source }),
    ...(compared && { other: otherView(runs, side, index, column) }),
    locks: locksAt(steps, index),
    handOffs: handOffs(step),
    world: worldAt(
      steps,
      index,
      compared ? stateAt(runs.steps[otherAt.side], indexOf(otherAt, runs)) : undefined,
    ),
    alternatives: step.alternatives.map((event) => {
      const at = runs.places[side].get(event);
      return { event, ...(at !== undefined && at > index && { index: at }) };
    }),
    spoken: [
      spokenOf(step, steps.at(-1)?.step ?? 0, side),
      ...turns.map(({ text }) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`),
      ...accesses.map((text) => `The cause: ${text}.`),
    ].join(' '),
  };
}

function otherView(runs: TwoRuns, side: Side, index: number, column: number): OtherView {
  const other = otherSide(side);
  const [own, reached] = [runs.steps[side][index], runs.steps[other][runs.reached[other][column] ?? -1]];
  const twin = runs.steps[other][runs.places[other].get(own?.event ?? '') ?? -1];
  const difference = differenceOf(runs, side, index);
  return {
    difference: differenceText(difference, side),
    ...(reached !== undefined && { at: `step ${reached.step}, \`${reached.event}\`` }),
    ...(difference?.kind === 'answer' && twin !== undefined && { answer: outcomeOf(twin) || 'nothing' }),
  };
}

function spokenOf(step: TraceStep, last: number, side: Side): string {
  const outcome = outcomeOf(step);
  const parts = [
    `${side === 'passing' ? 'Passing run, step' : 'Step'} ${step.step} of ${last}`,
    `${moment(step.atMs)} ${step.atMs === 1 ? 'millisecond' : 'milliseconds'}`,
    `${step.task}: ${labelOf(step)}`,
    ...(outcome === '' ? [] : [`gives ${outcome}`]),
    ...(step.heldUntil === undefined ? [] : [`held until ${step.heldUntil}`]),
  ];
  return `${parts.join(', ')}.`;
}

function factsOf(step: TraceStep, location: string | undefined): InspectorView['facts'] {
  const { opensMs, closesMs, createdAt, outcome, woke, created } = step;
  const window =
    closesMs === undefined ? `from ${moment(opensMs)} ms on` : `${moment(opensMs)} to ${moment(closesMs)} ms`;
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
