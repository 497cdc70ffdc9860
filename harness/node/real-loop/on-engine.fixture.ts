import type { Event } from '../../core/event.ts';
import type { RunObserver } from '../../core/observer.ts';
import type { Choice, ChoicePoint, Picker } from '../../core/picker.ts';
import type { Run } from '../../core/run.ts';
import { active } from '../../core/active-run.ts';
import { simulate } from '../../program/simulate.ts';
import type { Body } from './loop-program.fixture.ts';
import type { Slice } from './on-real-loop.fixture.ts';
import { type Host, Performance } from './perform.fixture.ts';

/** A macrotask of a run of the engine. */
export interface Delivered {
  readonly label: string;
  readonly kind: 'timer' | 'immediate' | 'io';
  readonly atMs: number;
  /** In which turn of the loop. */
  readonly turn: number;
}

export interface EngineRun {
  readonly run: Run;
  readonly log: readonly string[];
  readonly delivered: readonly Delivered[];
}

/** Which slice of a program an event brings. */
export class Labels {
  readonly #byEvent = new Map<Event, string>();
  readonly #intervals = new Map<Event, () => string>();
  #isSetting = false;

  of(event: Event): string {
    return this.#byEvent.get(event) ?? '';
  }

  /** The event that came into being last. */
  note(label: string): void {
    this.#byEvent.set(lastCreated(), label);
  }

  /** While the program sets an interval, what comes into being is no next tick of another. */
  setInterval(set: () => NodeJS.Timeout, next: () => string): NodeJS.Timeout {
    this.#isSetting = true;
    const timer = set();
    this.#isSetting = false;
    this.#intervals.set(lastCreated(), next);
    this.#byEvent.set(lastCreated(), next());
    return timer;
  }

  /** An interval that fired has an event of its next tick. */
  rearmed(fired: Event, created: Event): void {
    const next = this.#intervals.get(fired);
    if (this.#isSetting || next === undefined || created.type.name !== 'interval') return;
    this.#intervals.set(created, next);
    this.#byEvent.set(created, next());
  }
}

function lastCreated(): Event {
  return (active.run as Run).created.at(-1) as Event;
}

/** Runs the program on the engine. */
export async function onEngine(
  program: Body,
  picker: Picker,
  labels: Labels,
  timerLatenessMs: number,
  stepped?: (run: Run) => void,
): Promise<EngineRun> {
  const delivered: Delivered[] = [];
  let performance: Performance | undefined;
  let firing: Event | undefined;
  const observer: RunObserver = {
    created: (_run, event) => {
      if (firing !== undefined) labels.rearmed(firing, event);
    },
    delivering: (run, event) => {
      firing = event;
      const { kind } = event.type;
      if (kind === 'start') return;
      delivered.push({
        label: labels.of(event),
        kind: kind === 'timer' || kind === 'immediate' ? kind : 'io',
        atMs: run.nowMs,
        turn: run.process.loop.turn,
      });
    },
    answered: () => {},
    stepped: (run) => {
      firing = undefined;
      stepped?.(run);
    },
    ended() {},
    noted() {},
    waitOf: () => '',
    placeOf: () => '',
  };
  const run = await simulate(
    (sim) => {
      const io = sim.operation('io', { latencyMs: [0, Infinity] });
      const host: Host = {
        timeout: (label, ms, callback) => {
          const timer = setTimeout(callback, ms);
          labels.note(label);
          return timer;
        },
        interval: (labelOf, ms, callback) => {
          let n = 0;
          return labels.setInterval(
            () => setInterval(callback, ms),
            () => labelOf(++n),
          );
        },
        immediate: (label, callback) => {
          const immediate = setImmediate(callback);
          labels.note(label);
          return immediate;
        },
        io: (label, callback) => {
          void io.call(label, () => {}).then(callback);
          labels.note(label);
        },
      };
      const playing = new Performance(host);
      performance = playing;
      void sim.spawn({ name: 'program', daemon: false, cancel: () => {} }, () => {
        playing.begin(program);
        return playing.done;
      });
    },
    { picker, observer, limits: { timerLatenessMs } },
  );
  return { run, log: performance?.log ?? [], delivered };
}

/** Does what the real loop did, or says why it cannot. */
export class Follower implements Picker {
  readonly #slices: readonly Slice[];
  readonly #labels: Labels;
  #next = 1;
  refusal: string | undefined;
  /** Whether a timer was late although no slice kept it waiting. */
  isStalled = false;
  /** Whether a timer seems late by one: Node may have decided what is due a moment before, and then come to be late. */
  isUnsure = false;

  /** @param slices the first of them began the program */
  constructor(slices: readonly Slice[], labels: Labels) {
    this.#slices = slices;
    this.#labels = labels;
  }

  pick(point: ChoicePoint): Choice {
    const { pending, latestMs, delivery } = point;
    const wanted = this.#slices[this.#next];
    const index = pending.events.findIndex((event) => this.#labels.of(event) === wanted?.label);
    const event = pending.events[index];
    if (wanted === undefined || event === undefined) return this.#refuse(point, 'is not pending');
    if (!pending.isEnabled(event, latestMs)) return this.#refuse(point, 'may not come');
    const earliestMs = Math.max(point.nowMs, event.opensMs);
    // Nobody knows which moment Node saw where the machine was busy just before.
    if (event.type.kind === 'timer' && wanted.atMs > earliestMs + 1) this.isStalled = true;
    if (event.type.kind === 'timer' && wanted.atMs > earliestMs) this.isUnsure = true;
    if (wanted.atMs < earliestMs) return this.#refuse(point, `comes at ${earliestMs} ms at the earliest`);
    delivery.delayMs = wanted.atMs - earliestMs;
    return index;
  }

  #refuse(point: ChoicePoint, why: string): Choice {
    const wanted = this.#slices[this.#next];
    this.refusal ??= `slice ${this.#next}: ${wanted?.label} at ${wanted?.atMs} ms ${why}`;
    return point.pending.first(point.horizonMs);
  }

  /** To be told after each step: the clock moves on with that of the real loop. */
  stepped(run: Run): void {
    this.#next = run.step + 1;
    const last = this.#slices[run.step];
    if (this.refusal === undefined && last !== undefined) run.nowMs = Math.max(run.nowMs, last.untilMs);
  }
}
