import { conflict } from '../recording/conflict.ts';
import type { Option, Point } from './point.ts';
import type { StepRecord } from './step-record.ts';

/** A step as it is wherever the same steps happen before it: it touches the same then, and changes the same. */
export interface KnownStep {
  readonly number: number;
  readonly record: StepRecord;
  /** The steps directly before it, of all that happen before it. */
  readonly after: readonly KnownStep[];
  /** What it changes of what may come next, by whether faults are left before it; undefined where that was not seen. */
  readonly effects: Map<boolean, Effect>;
}

/** What a step changes of the point before it. */
interface Effect {
  readonly options: Change<Option>;
  readonly pending: Change<string>;
  readonly live: Change<string>;
  readonly mayFail: boolean;
}

interface Change<T> {
  /** Names. */
  readonly gone: ReadonlySet<string>;
  readonly come: readonly T[];
}

/**
 * What is known of steps, to tell without a run what comes of them elsewhere. A step is the same, whatever else has happened,
 * where the same steps happen before it, which are all those that touch what it touches: so it is named by its own name and
 * by the steps directly before it, as the events of an unfolding are [unfolding].
 */
export class Foresight {
  readonly #byKey = new Map<string, KnownStep>();
  readonly #byName = new Map<string, KnownStep[]>();
  readonly #conflicts = new Map<number, boolean>();

  /** The step of that record, after these. */
  step(record: StepRecord, after: readonly KnownStep[]): KnownStep {
    const key = keyOf(record.name, after);
    let known = this.#byKey.get(key);
    if (known !== undefined) return known;
    known = { number: this.#byKey.size, record, after, effects: new Map() };
    this.#byKey.set(key, known);
    const alike = this.#byName.get(record.name);
    if (alike === undefined) this.#byName.set(record.name, [known]);
    else alike.push(known);
    return known;
  }

  /** All that have that name, whatever happened before them. */
  named(name: string): readonly KnownStep[] {
    return this.#byName.get(name) ?? [];
  }

  conflict(a: KnownStep, b: KnownStep): boolean {
    const pair = Math.min(a.number, b.number) * PAIRS + Math.max(a.number, b.number);
    let known = this.#conflicts.get(pair);
    if (known === undefined) {
      known = conflict(a.record, b.record);
      this.#conflicts.set(pair, known);
    }
    return known;
  }
}

const PAIRS = 2 ** 26;

function keyOf(name: string, after: readonly KnownStep[]): string {
  const numbers = after.map(({ number }) => number).toSorted((a, b) => a - b);
  return `${name} ${numbers.join(' ')}`;
}

/** Keeps what `step` has made of one point. */
export function learnEffect(step: KnownStep, before: Point, after: Point): void {
  if (step.effects.has(before.mayFail) || !before.isForeseeable || !after.isForeseeable) return;
  step.effects.set(before.mayFail, {
    options: changeOf(before.options, after.options, ({ name }) => name),
    pending: changeOf(before.pending, after.pending, asIs),
    live: changeOf(before.live, after.live, asIs),
    mayFail: after.mayFail,
  });
}

/** What `step` makes of a point; undefined where that is not known, or the run ends with it. */
export function pointAfter(step: KnownStep, point: Point): Point | undefined {
  const effect = step.effects.get(point.mayFail);
  if (effect === undefined || !point.isForeseeable) return undefined;
  const { mayFail } = effect;
  const options = changed(point.options, effect.options, ({ name }) => name);
  return {
    options: mayFail ? options : options.filter(({ isFault }) => !isFault),
    pending: changed(point.pending, effect.pending, asIs),
    live: changed(point.live, effect.live, asIs),
    mayFail,
    isForeseeable: true,
  };
}

/** Whether a point is as it was foreseen, in whatever order. */
export function isAsForeseen(foreseen: Point, point: Point): boolean {
  const names = (options: readonly Option[]): string[] => options.map(({ name }) => name);
  return (
    haveSame(names(foreseen.options), names(point.options)) &&
    haveSame(foreseen.pending, point.pending) &&
    haveSame(foreseen.live, point.live)
  );
}

function haveSame(names: readonly string[], others: readonly string[]): boolean {
  const known = new Set(names);
  return known.size === others.length && others.every((name) => known.has(name));
}

function changeOf<T>(before: readonly T[], after: readonly T[], nameOf: (one: T) => string): Change<T> {
  const were = new Set(before.map(nameOf));
  const are = new Set(after.map(nameOf));
  return {
    gone: new Set([...were].filter((name) => !are.has(name))),
    come: after.filter((one) => !were.has(nameOf(one))),
  };
}

function changed<T>(before: readonly T[], { gone, come }: Change<T>, nameOf: (one: T) => string): T[] {
  return [...before.filter((one) => !gone.has(nameOf(one))), ...come];
}

function asIs(name: string): string {
  return name;
}
