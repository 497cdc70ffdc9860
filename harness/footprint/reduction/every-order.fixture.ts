import type { Option } from './point.ts';
import { conflict } from '../recording/conflict.ts';
import type { StepRecord } from './step-record.ts';
import { type ToyProgram, ToyRun } from './toy-program.fixture.ts';

/** What a program can come to. */
export interface AllOrders {
  orders: number;
  readonly outcomes: Set<string>;
  /** Each by the pairs of dependent steps, in their order. */
  readonly classes: Set<string>;
}

/** A bound on two moments: `later` comes at most so much after `earlier`. */
type Bound = readonly [earlier: number, later: number, withinMs: number];

/**
 * Every order that time allows, by brute force: of a prefix all steps have an order, and moments for it are looked for
 * from scratch. Undefined where there are more than `most`.
 * @param atEarliest each event at its earliest moment, else at any
 */
export function everyOrder(program: ToyProgram, most: number, atEarliest = false): AllOrders | undefined {
  const all: AllOrders = { orders: 0, outcomes: new Set(), classes: new Set() };
  const explore = (path: readonly Option[]): boolean => {
    if (all.orders > most) return false;
    const run = new ToyRun(program);
    const records = [run.setup, ...path.map((option) => run.take(option))];
    if (run.isOver) {
      if (!atEarliest && !hasMoments(records, run.pending, undefined)) return true;
      all.orders += 1;
      all.outcomes.add(run.outcome);
      all.classes.add(classOf(records));
      return true;
    }
    const { options, pending } = run.point;
    return options.every((option) => {
      if (!option.events.every((event) => run.isFirst(event))) return true;
      const isPossible = atEarliest
        ? isEnabled(records, pending, option)
        : hasMoments(records, pending, option);
      return !isPossible || explore([...path, option]);
    });
  };
  return explore([]) ? all : undefined;
}

function windowsOf(
  records: readonly StepRecord[],
): Map<string, { from: number; opens: number; since: number; closes: number }> {
  const windows = new Map<string, { from: number; opens: number; since: number; closes: number }>();
  records.forEach(({ created }, from) => {
    for (const { name, opensInMs: opens, closesInMs: closes, closesSince } of created) {
      const since = closesSince === undefined ? from : (windows.get(closesSince)?.from ?? 0);
      windows.set(name, { from, opens, since, closes });
    }
  });
  return windows;
}

/** Bellman and Ford: whether the steps can come in this order, `option` next, and nothing that is pending was to come before. */
function hasMoments(
  records: readonly StepRecord[],
  pending: readonly string[],
  option: Option | undefined,
): boolean {
  const windows = windowsOf(records);
  const bounds: Bound[] = [];
  const add = (step: number, events: readonly string[], opens: boolean): void => {
    for (const event of events) {
      const window = windows.get(event);
      if (window === undefined) continue;
      if (opens) bounds.push([step, window.from, -window.opens]);
      if (window.closes !== Infinity) bounds.push([window.since, step, window.closes]);
    }
  };
  const count = records.length + (option === undefined ? 0 : 1);
  for (let step = 1; step < count; step++) {
    bounds.push([step, step - 1, 0]);
    const { delivered, withdrawn } = records[step] ?? { delivered: option?.events ?? [], withdrawn: [] };
    add(step, delivered, true);
    add(step, withdrawn, false);
  }
  add(count - 1, pending, false);
  const moments = Array.from({ length: count }, () => 0);
  for (let round = 0; round <= count; round++) {
    let hasMoved = false;
    for (const [earlier, later, withinMs] of bounds) {
      const most = (moments[earlier] ?? 0) + withinMs;
      if ((moments[later] ?? 0) <= most) continue;
      moments[later] = most;
      hasMoved = true;
    }
    if (!hasMoved) return true;
  }
  return false;
}

function isEnabled(records: readonly StepRecord[], pending: readonly string[], { events }: Option): boolean {
  const windows = windowsOf(records);
  const times = [0];
  const bound = (event: string, which: 'opens' | 'closes'): number => {
    const window = windows.get(event);
    if (window === undefined) return 0;
    return (times[which === 'opens' ? window.from : window.since] ?? 0) + window[which];
  };
  for (const { delivered } of records.slice(1))
    times.push(Math.max(times.at(-1) ?? 0, ...delivered.map((event) => bound(event, 'opens'))));
  const horizon = Math.min(...pending.map((event) => bound(event, 'closes')));
  return events.every((event) => bound(event, 'opens') <= horizon);
}

export function classOf(records: readonly StepRecord[]): string {
  const pairs: string[] = [];
  records.forEach((later, j) => {
    for (const earlier of records.slice(0, j))
      if (conflict(earlier, later)) pairs.push(`${earlier.name}<${later.name}`);
    pairs.push(later.name);
  });
  return pairs.toSorted().join(' ');
}
