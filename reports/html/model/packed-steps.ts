import type { LockNote, TraceStep } from '../../../harness/result.ts';
import type { StringTable } from './string-table.ts';

/**
 * Steps, column by column. Strings and states are places in a table; places are written as distances from the row
 * before, or from the step's own event: what is regular becomes runs of equal small numbers, which deflate to little
 * (60 runs of 400 steps take 0.1 MB so, 0.47 MB as rows of places).
 */
export interface StepColumns {
  /** Each step's number less its index. */
  readonly step: readonly number[];
  readonly atMs: readonly number[];
  readonly task: readonly number[];
  readonly event: readonly number[];
  readonly kind: readonly number[];
  /** How many steps before its delivery the event came into being. */
  readonly created: readonly number[];
  /** Null stands for the moment of delivery. */
  readonly opensMs: readonly (number | null)[];
  readonly closesMs: readonly (number | null)[];
  readonly woke: readonly (readonly number[])[];
  readonly creates: readonly (readonly number[])[];
  readonly alternatives: readonly (readonly number[])[];
  /** In this column and all after it, place -1 stands for nothing. */
  readonly location: readonly number[];
  readonly heldUntil: readonly number[];
  readonly args: readonly number[];
  readonly fault: readonly number[];
  readonly value: readonly number[];
  readonly error: readonly number[];
  readonly state: readonly number[];
  readonly notes: readonly (readonly number[])[];
  readonly locks: readonly (readonly (readonly [lock: number, what: number, task: number])[])[];
}

/** The columns without their names, which would be longer than what they hold; 0 for a column that says nothing. */
export type PackedSteps = readonly (StepColumns[keyof StepColumns] | 0)[];

const columnNames = [
  'step',
  'atMs',
  'task',
  'event',
  'kind',
  'created',
  'opensMs',
  'closesMs',
  'woke',
  'creates',
  'alternatives',
  'location',
  'heldUntil',
  'args',
  'fault',
  'value',
  'error',
  'state',
  'notes',
  'locks',
] as const satisfies readonly (keyof StepColumns)[];

export function packSteps(steps: readonly TraceStep[], table: StringTable): PackedSteps {
  const columns = columnsOf(steps, table);
  return columnNames.map((name) => (saysNothing(columns[name], name) ? 0 : columns[name]));
}

export function unpackSteps(packed: PackedSteps, strings: readonly string[]): readonly TraceStep[] {
  const columns = Object.fromEntries(columnNames.map((name, index) => [name, packed[index] || []]));
  return stepsOf(columns as unknown as StepColumns, strings);
}

/** Whether a column can be left out. Never that of the steps: it says how many there are. */
function saysNothing(column: StepColumns[keyof StepColumns], name: keyof StepColumns): boolean {
  if (name === 'step') return false;
  return column.every((cell, index) =>
    typeof cell === 'object' && cell !== null
      ? cell.length === 0
      : cell === null || (index === 0 ? cell === -1 : cell === 0 && column[0] === -1),
  );
}

const lockEvents: readonly LockNote['what'][] = ['queued', 'acquired', 'released'];

function columnsOf(steps: readonly TraceStep[], table: StringTable): StepColumns {
  const of = (text: string): number => table.placeOf(text);
  const column = (textOf: (step: TraceStep) => string | undefined): readonly number[] =>
    distances(
      steps.map((step) => {
        const text = textOf(step);
        return text === undefined ? -1 : of(text);
      }),
    );
  const fromEvent = (events: readonly string[], { event }: TraceStep): readonly number[] =>
    events.map((other) => of(other) - of(event));
  return {
    step: steps.map((step, index) => step.step - index),
    atMs: steps.map((step) => step.atMs),
    task: column((step) => step.task),
    event: column((step) => step.event),
    kind: column((step) => step.kind),
    created: steps.map((step) => step.step - step.createdAt),
    opensMs: steps.map((step) => (step.opensMs === step.atMs ? null : step.opensMs)),
    closesMs: steps.map((step) => step.closesMs ?? null),
    woke: steps.map((step) => step.woke.map(of)),
    creates: steps.map((step) => fromEvent(step.created, step)),
    alternatives: steps.map((step) => fromEvent(step.alternatives, step)),
    location: column((step) => step.location),
    heldUntil: column((step) => step.heldUntil),
    args: column((step) => step.args),
    fault: column((step) => step.fault),
    value: column(({ outcome }) => (outcome?.type === 'value' ? outcome.value : undefined)),
    error: column(({ outcome }) => (outcome?.type === 'error' ? outcome.error : undefined)),
    state: column(({ state }) => (state === undefined ? undefined : JSON.stringify(state))),
    notes: steps.map(({ notes = [] }) => notes.map(of)),
    locks: steps.map(({ locks = [] }) =>
      locks.map(({ lock, what, task }) => [of(lock), lockEvents.indexOf(what), of(task)] as const),
    ),
  };
}

/** Columns of texts: each is its distance from the one before. */
const textNames = [
  'task',
  'event',
  'kind',
  'location',
  'heldUntil',
  'args',
  'fault',
  'value',
  'error',
  'state',
] as const;
type TextName = (typeof textNames)[number];

function present<T extends TextName>(name: T, text: string | undefined): { readonly [K in T]?: string } {
  return (text === undefined ? {} : { [name]: text }) as { readonly [K in T]?: string };
}

function stepsOf(packed: StepColumns, strings: readonly string[]): readonly TraceStep[] {
  const at = (place: number): string => strings[place] ?? '';
  const places = Object.fromEntries(textNames.map((name) => [name, sums(packed[name])])) as Readonly<
    Record<TextName, readonly number[]>
  >;
  return packed.step.map((offset, index) => {
    const step = offset + index;
    const atMs = packed.atMs[index] ?? 0;
    const text = (name: TextName): string | undefined => {
      const place = places[name][index] ?? -1;
      return place < 0 ? undefined : at(place);
    };
    const event = places.event[index] ?? 0;
    const [value, error, state] = [text('value'), text('error'), text('state')];
    const closesMs = packed.closesMs[index] ?? undefined;
    const locks = packed.locks[index] ?? [];
    const notes = packed.notes[index] ?? [];
    return {
      step,
      atMs,
      task: text('task') ?? '',
      event: at(event),
      kind: text('kind') ?? '',
      createdAt: step - (packed.created[index] ?? 0),
      opensMs: packed.opensMs[index] ?? atMs,
      woke: (packed.woke[index] ?? []).map(at),
      created: (packed.creates[index] ?? []).map((distance) => at(event + distance)),
      alternatives: (packed.alternatives[index] ?? []).map((distance) => at(event + distance)),
      ...(closesMs !== undefined && { closesMs }),
      ...present('location', text('location')),
      ...present('heldUntil', text('heldUntil')),
      ...present('args', text('args')),
      ...present('fault', text('fault')),
      ...(value !== undefined && { outcome: { type: 'value', value } as const }),
      ...(error !== undefined && { outcome: { type: 'error', error } as const }),
      ...(state !== undefined && { state: JSON.parse(state) as Record<string, unknown> }),
      ...(notes.length > 0 && { notes: notes.map(at) }),
      ...(locks.length > 0 && { locks: locks.map((note) => unpackLock(note, at)) }),
    };
  });
}

function unpackLock(
  [lock, what, task]: readonly [number, number, number],
  at: (place: number) => string,
): LockNote {
  return { lock: at(lock), what: lockEvents[what] ?? 'released', task: at(task) };
}

/** Each number less the one before. */
function distances(numbers: readonly number[]): readonly number[] {
  return numbers.map((number, index) => number - (numbers[index - 1] ?? 0));
}

function sums(distances: readonly number[]): readonly number[] {
  let sum = 0;
  return distances.map((distance) => (sum += distance));
}
