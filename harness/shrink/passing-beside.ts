import type { Event } from '../core/event.ts';
import type { Run } from '../core/run.ts';
import type { Program } from '../program/program.ts';
import type { Hold, Schedule } from '../schedule/exceptions.ts';
import { type Case, limitsOf } from './attempts.ts';

/** A run that passes with one hold more than a failing one. */
export interface Beside {
  readonly added: Hold;
  readonly schedule: Schedule;
  readonly run: Run;
}

/** Replays that one search may take, and deliveries in all of them. */
const REPLAYS_MAX = 400;
const STEPS_MAX = 40_000;

/**
 * Where a run fails with nothing left out that would make it pass, most of all where everything is prompt: the same with
 * one event held, the nearest to the damage that there is, and for as short as will do.
 * @param step at which it broke, from 1
 */
export function passingBeside(program: Program, failing: Case, step: number): Beside | undefined {
  const search = new Search(program, failing);
  const { delivered } = failing.run;
  for (let at = Math.min(step, delivered.length) - 1; at >= 0; at--) {
    const event = delivered[at];
    if (event === undefined || search.isHeld(event)) continue;
    for (const last of lastOfOthers(delivered, at)) {
      const found = search.with(event, last);
      if (found !== undefined) return search.shorter(found, event, delivered.slice(at + 1)) ?? found;
    }
    if (search.isSpent) return undefined;
  }
  return undefined;
}

/** Of each other task the last event after that one. */
function lastOfOthers(delivered: readonly Event[], at: number): readonly Event[] {
  const last = new Map<string, Event>();
  for (const event of delivered.slice(at + 1)) {
    if (event.task !== delivered[at]?.task) last.set(event.task.name, event);
  }
  return [...last.values()];
}

class Search {
  readonly #program: Program;
  readonly #failing: Case;
  readonly #held: ReadonlySet<string>;
  #replays = 0;
  #steps = 0;

  constructor(program: Program, failing: Case) {
    this.#program = program;
    this.#failing = failing;
    this.#held = new Set(failing.schedule.map((one) => (one.type === 'hold' ? one.event : '')));
  }

  get isSpent(): boolean {
    return this.#replays >= REPLAYS_MAX || this.#steps >= STEPS_MAX;
  }

  isHeld(event: Event): boolean {
    return this.#held.has(this.#failing.run.idOf(event));
  }

  /** The run with `event` held until `until`, if it passes. */
  with(event: Event, until: Event): Beside | undefined {
    if (this.isSpent) return undefined;
    const { workload, schedule, run } = this.#failing;
    const added: Hold = { type: 'hold', event: run.idOf(event), until: run.idOf(until) };
    const held = this.#program.follow(workload, [...schedule, added], limitsOf(this.#failing));
    this.#replays += 1;
    this.#steps += held.run.step;
    return held.run.findings.length === 0 ? { added, ...held } : undefined;
  }

  /** The same for as short as will do. */
  shorter({ added }: Beside, event: Event, after: readonly Event[]): Beside | undefined {
    for (const until of after) {
      if (this.#failing.run.idOf(until) === added.until) return undefined;
      if (until.task === event.task) continue;
      const found = this.with(event, until);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}
