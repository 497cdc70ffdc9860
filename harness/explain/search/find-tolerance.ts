import { findingWith, signatureOf } from '../../core/finding.ts';
import type { Choice, ChoicePoint, Picker } from '../../core/picker.ts';
import type { Event } from '../../core/event.ts';
import type { Program } from '../../program/program.ts';
import type { Delay, Exception, Hold, Schedule } from '../../schedule/exceptions.ts';
import { Replayer } from '../../schedule/replayer.ts';
import { type Case, limitsOf } from '../../shrink/attempts.ts';
import type { Tolerance, TolerancePoint } from '../tolerance.ts';
import { rangesOf, sentenceOf } from './tell-tolerance.ts';

/** Runs that the tolerances of one failure may take, and deliveries in all of them. */
const RUNS_MAX = 200;
const STEPS_MAX = 8_000;

/** What a hold waits for that is never to end. */
const NEVER = '';

/** As late as it may be: a delay is clamped to the earliest closing of all windows. */
const AS_LATE_AS_CAN_BE = 1e9;

type Movable = Hold | Delay;

/** A run with one event at some place; `undefined` where the event did not come. */
interface Tried {
  readonly point: TolerancePoint;
  readonly delivered: readonly Event[];
}

/**
 * Runs a failing schedule again with each event that it holds or delays at each place that it can come at.
 * @param signature kind and invariant of the failure
 */
export function findTolerances(program: Program, failing: Case, signature: string): readonly Tolerance[] {
  const movable = failing.schedule.filter(
    (exception): exception is Movable => exception.type === 'hold' || exception.type === 'delay',
  );
  if (movable.length === 0) return [];
  const runsMax = Math.floor(RUNS_MAX / movable.length);
  const stepsMax = Math.floor(STEPS_MAX / movable.length);
  return movable.flatMap((exception) => {
    const budget = new Budget(runsMax, stepsMax);
    return new Moves(program, failing, signature, exception, budget).tolerances();
  });
}

class Budget {
  #runs: number;
  #steps: number;

  constructor(runs: number, steps: number) {
    this.#runs = runs;
    this.#steps = steps;
  }

  get isSpent(): boolean {
    return this.#runs <= 0 || this.#steps <= 0;
  }

  /** How many runs like one of so many steps are left. */
  left(steps: number): number {
    return Math.min(this.#runs, Math.floor(this.#steps / Math.max(1, steps)));
  }

  spend(steps: number): void {
    this.#runs -= 1;
    this.#steps -= steps;
  }
}

/** The places of one event. */
class Moves {
  readonly #program: Program;
  readonly #failing: Case;
  readonly #signature: string;
  readonly #exception: Movable;
  readonly #budget: Budget;

  constructor(program: Program, failing: Case, signature: string, exception: Movable, budget: Budget) {
    this.#program = program;
    this.#failing = failing;
    this.#signature = signature;
    this.#exception = exception;
    this.#budget = budget;
  }

  tolerances(): readonly Tolerance[] {
    const own = this.#try([this.#exception]);
    const prompt = this.#try([]);
    if (own === undefined || prompt === undefined) return [];
    const { places, isSampled } = this.#places();
    const tried = [prompt, own, ...places.map((until) => this.#try([this.#heldUntil(until)]))];
    const early = distinct(tried, (one, other) => one.step - other.step);
    const steps = this.#told('steps', own, early, isSampled);
    return early.length < 2 ? [] : [steps, ...this.#inTime(own, early, isSampled)];
  }

  /** The same in milliseconds, with the last moment of each place; nothing where the moment does not decide. */
  #inTime(own: Tried, early: readonly TolerancePoint[], isSampled: boolean): readonly Tolerance[] {
    if (!this.#hasWindow(own)) return [];
    const late = early.map(({ instead }) => {
      const holds = instead.filter(({ type }) => type === 'hold');
      return this.#budget.isSpent
        ? undefined
        : this.#try([...holds, { type: 'delay', event: this.#event, byMs: AS_LATE_AS_CAN_BE }]);
    });
    const points = distinct(
      [...early.map((point) => ({ point })), ...late],
      (one, other) => one.atMs - other.atMs || one.step - other.step,
    );
    // Where the moment decides, it changes the outcome as often as the place does.
    if (changesIn(points) !== changesIn(early) || changesIn(early) === 0) return [];
    return [this.#told('ms', own, points, isSampled || late.includes(undefined))];
  }

  #told(
    axis: Tolerance['axis'],
    own: Tried,
    points: readonly TolerancePoint[],
    isSampled: boolean,
  ): Tolerance {
    const ranges = rangesOf(points, axis);
    return {
      exception: this.#exception,
      event: this.#event,
      axis,
      failingAt: axis === 'ms' ? own.point.atMs : own.point.step,
      points,
      ranges,
      ...(isSampled && { isSampled: true }),
      sentence: sentenceOf(this.#event, axis, points, ranges),
    };
  }

  get #event(): string {
    return this.#exception.event;
  }

  #heldUntil(until: string): Hold {
    return { type: 'hold', event: this.#event, until };
  }

  /** What it can wait for: all that overtakes it where it is held for ever. */
  #places(): { readonly places: readonly string[]; readonly isSampled: boolean } {
    const { run } = this.#run(this.#with([this.#heldUntil(NEVER)]));
    const at = run.delivered.findIndex((event) => run.idOf(event) === this.#event);
    const held = at < 0 ? run.created.find((event) => run.idOf(event) === this.#event) : run.delivered[at];
    if (held === undefined) return { places: [], isSampled: false };
    const overtaking = run.delivered
      .slice(0, at < 0 ? undefined : at)
      .filter((event) => event.madeBefore > held.sequence)
      .map((event) => run.idOf(event));
    // Half of what is left is for the moments of each place.
    const most = Math.max(1, Math.floor(this.#budget.left(run.step) / 2));
    return { places: spread(overtaking, most), isSampled: overtaking.length > most };
  }

  #hasWindow({ delivered, point }: Tried): boolean {
    const event = delivered[point.step - 1];
    return event !== undefined && event.closesMs > event.opensMs && event.closesMs < Infinity;
  }

  #with(instead: Schedule): Schedule {
    return this.#failing.schedule.flatMap((exception) =>
      exception === this.#exception ? instead : [exception],
    );
  }

  #try(instead: readonly Exception[]): Tried | undefined {
    const { run, timesMs } = this.#run(this.#with(instead));
    const at = run.delivered.findIndex((event) => run.idOf(event) === this.#event);
    if (at < 0) return undefined;
    const before = run.delivered[at - 1];
    const [other] = run.findings;
    const isSame = findingWith(run, this.#signature) !== undefined;
    const point: TolerancePoint = {
      step: at + 1,
      atMs: timesMs[at + 1] ?? run.nowMs,
      ...(before !== undefined && { after: run.idOf(before) }),
      instead,
      outcome: isSame ? 'fails' : other === undefined ? 'passes' : 'differs',
      ...(!isSame && other !== undefined && { failsAs: signatureOf(other) }),
    };
    return { point, delivered: run.delivered };
  }

  #run(schedule: Schedule): { readonly run: Case['run']; readonly timesMs: readonly number[] } {
    let timed = new Timed(schedule, this.#failing);
    const { run } = this.#program.record(
      this.#failing.workload,
      timed,
      () => (timed = new Timed(schedule, this.#failing)),
    );
    this.#budget.spend(run.step);
    return { run, timesMs: timed.timesMs };
  }
}

/** A replayer that notes when each delivery was: the n-th of the run has the time n. */
class Timed implements Picker {
  readonly timesMs: number[] = [];
  readonly #replayer: Replayer;

  constructor(schedule: Schedule, failing: Case) {
    this.#replayer = new Replayer(schedule, limitsOf(failing));
  }

  pick(point: ChoicePoint): Choice {
    this.timesMs[point.delivered.length] = point.nowMs;
    return this.#replayer.pick(point);
  }
}

/** One for each place, ascending; the first that was tried there. */
function distinct(
  tried: readonly (Pick<Tried, 'point'> | undefined)[],
  compare: (one: TolerancePoint, other: TolerancePoint) => number,
): readonly TolerancePoint[] {
  const points: TolerancePoint[] = [];
  for (const one of tried) {
    if (one !== undefined && points.every((known) => compare(known, one.point) !== 0)) points.push(one.point);
  }
  return points.sort(compare);
}

/** How often the outcome changes from one to the next. */
function changesIn(points: readonly TolerancePoint[]): number {
  return points.filter(({ outcome }, i) => i > 0 && points[i - 1]?.outcome !== outcome).length;
}

/** So many of them at most, evenly, the first and the last among them. */
function spread<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  const gap = (all.length - 1) / Math.max(1, most - 1);
  return Array.from({ length: most }, (_, i) => all[Math.round(i * gap)]).filter(
    (one): one is T => one !== undefined,
  );
}
