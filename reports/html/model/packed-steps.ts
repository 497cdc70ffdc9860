import type { LockNote, TraceOutcome, TraceStep } from '../../../harness/result.ts';

/** A step as a row of numbers: strings and states are indices into a table. Small numbers deflate best. */
export type PackedStep = readonly [
  /** Less its index: nearly always 0. */
  step: number,
  atMs: number,
  task: number,
  event: number,
  kind: number,
  /** How many steps before. */
  createdBefore: number,
  opensMs: number,
  closesMs: number | null,
  woke: readonly number[],
  created: readonly number[],
  alternatives: readonly number[],
  /** -1 stands for nothing, here and below. */
  location: number,
  heldUntil: number,
  args: number,
  outcome: number,
  isError: 0 | 1,
  fault: number,
  state: number,
  locks: readonly (readonly [lock: number, what: number, task: number])[],
];

/** Gives each string its place in the table that all failures of a page share. */
export class StringTable {
  readonly #indices = new Map<string, number>();

  indexOf(text: string): number {
    const known = this.#indices.get(text);
    if (known !== undefined) return known;
    this.#indices.set(text, this.#indices.size);
    return this.#indices.size - 1;
  }

  get strings(): readonly string[] {
    return [...this.#indices.keys()];
  }
}

const lockEvents: readonly LockNote['what'][] = ['queued', 'acquired', 'released'];

export function packStep(step: TraceStep, index: number, table: StringTable): PackedStep {
  const of = (text: string): number => table.indexOf(text);
  const maybe = (text: string | undefined): number => (text === undefined ? -1 : of(text));
  const { outcome } = step;
  return [
    step.step - index,
    step.atMs,
    of(step.task),
    of(step.event),
    of(step.kind),
    step.step - step.createdAt,
    step.opensMs,
    step.closesMs ?? null,
    step.woke.map(of),
    step.created.map(of),
    step.alternatives.map(of),
    maybe(step.location),
    maybe(step.heldUntil),
    maybe(step.args),
    maybe(outcome === undefined ? undefined : outcome.type === 'value' ? outcome.value : outcome.error),
    outcome?.type === 'error' ? 1 : 0,
    maybe(step.fault),
    maybe(step.state === undefined ? undefined : JSON.stringify(step.state)),
    (step.locks ?? []).map(({ lock, what, task }) => [of(lock), lockEvents.indexOf(what), of(task)]),
  ];
}

export function unpackStep(packed: PackedStep, place: number, strings: readonly string[]): TraceStep {
  const [offset, atMs, task, event, kind, createdBefore, opensMs, closesMs, woke, created, alternatives] =
    packed;
  const [location, heldUntil, args, outcome, isError, fault, state, locks] = packed.slice(11) as unknown as [
    number,
    number,
    number,
    number,
    0 | 1,
    number,
    number,
    PackedStep[18],
  ];
  const step = offset + place;
  const at = (index: number): string => strings[index] ?? '';
  const text = <K extends string>(name: K, index: number): { [key in K]?: string } =>
    index < 0 ? {} : ({ [name]: at(index) } as { [key in K]: string });
  return {
    step,
    atMs,
    task: at(task),
    event: at(event),
    kind: at(kind),
    createdAt: step - createdBefore,
    opensMs,
    ...(closesMs !== null && { closesMs }),
    woke: woke.map(at),
    created: created.map(at),
    alternatives: alternatives.map(at),
    ...text('location', location),
    ...text('heldUntil', heldUntil),
    ...text('args', args),
    ...text('fault', fault),
    ...(outcome >= 0 && { outcome: unpackOutcome(at(outcome), isError) }),
    ...(state >= 0 && { state: JSON.parse(at(state)) as Record<string, unknown> }),
    ...(locks.length > 0 && {
      locks: locks.map(([lock, what, holder]) => ({
        lock: at(lock),
        what: lockEvents[what] ?? 'released',
        task: at(holder),
      })),
    }),
  };
}

function unpackOutcome(text: string, isError: 0 | 1): TraceOutcome {
  return isError === 1 ? { type: 'error', error: text } : { type: 'value', value: text };
}
