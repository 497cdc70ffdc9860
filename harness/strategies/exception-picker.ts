import type { Event } from '../core/event.ts';
import { partnersOf } from '../core/partners.ts';
import { type Choice, type ChoicePoint, CRASH, type Picker, type Strike } from '../core/picker.ts';
import {
  CANCELLATION,
  CRASHING,
  DECISION_LENGTH,
  FAULT,
  HOLD,
  KILLING,
  RELEASE,
  TOGETHER,
} from './decisions.ts';
import { IDLE_OVERTAKERS_MAX, unfairSteps } from './patience.ts';
import { SiteRecorder } from './site-recorder.ts';
import type { Parameters, Setting, Sites } from './strategy.ts';

/** The default order but for a list of decisions, in order of time. */
export class ExceptionPicker implements Picker {
  readonly #decisions: Parameters;
  readonly #recorder: SiteRecorder;
  readonly #held: number[] = [];
  /** Deliveries after which nothing is held any more. */
  readonly #unfairSteps: number;
  #at = 0;
  #idle = 0;
  /** Deliveries before the last decision took effect; −1 while it has not. */
  lastStep = -1;
  /** After the last decision: pairs of a held event and a moment at which it could have gone, and did not. */
  readonly passed: number[] = [];

  constructor(decisions: Parameters, { faults, profile }: Pick<Setting, 'faults' | 'profile'>) {
    this.#decisions = decisions;
    this.#unfairSteps = unfairSteps(profile);
    this.#recorder = new SiteRecorder(faults);
    if (decisions.length === 0) this.lastStep = 0;
  }

  /** Where one decision more could be made, later than the last one. */
  get sites(): Sites {
    const last = this.#decisions.at(-DECISION_LENGTH);
    const next = this.lastStep + (last === undefined ? 0 : last === TOGETHER ? 2 : 1);
    // What goes at the moment of a hold or a release may itself be held, fail, or come in company.
    return this.#recorder.sites(last === HOLD || last === RELEASE ? this.lastStep : next, next);
  }

  pick(point: ChoicePoint): Choice {
    const struck = this.#strike(point);
    if (struck !== undefined) return struck;
    const index = this.#held.length === 0 ? this.#unheld(point) : this.#pass(point);
    this.#decorate(point, point.pending.events[index]);
    if (this.#at >= this.#decisions.length) this.#recorder.note(point, index, this.#held);
    return index;
  }

  /** The decisions that are due before any choice: releases, cancellations, kills, a crash. */
  #strike(point: ChoicePoint): Strike | undefined {
    const step = point.delivered.length;
    while (this.#kind === RELEASE && this.#third === step) {
      const at = this.#held.indexOf(this.#second as number);
      if (at >= 0) this.#held.splice(at, 1);
      this.#advance(step);
    }
    if (this.#second !== step) return undefined;
    if (this.#kind === CRASHING) {
      this.#advance(step);
      return CRASH;
    }
    if (this.#kind !== CANCELLATION && this.#kind !== KILLING) return undefined;
    const struck = (this.#kind === KILLING ? point.killable : point.cancellable)[this.#third];
    this.#advance(step);
    return struck;
  }

  /** Nothing is held yet: the first enabled event, unless a hold of it is what comes next. */
  #unheld(point: ChoicePoint): number {
    const first = point.pending.first(point.horizonMs);
    const event = point.pending.events[first];
    return this.#kind === HOLD && event?.sequence === this.#second ? this.#pass(point) : first;
  }

  /** The first enabled event that is not held; where there is none, the first of the held ones. */
  #pass(point: ChoicePoint): number {
    const { events } = point.pending;
    const step = point.delivered.length;
    if (step >= this.#unfairSteps) this.#held.length = 0;
    const passedBefore = this.passed.length;
    let forced = -1;
    for (let i = 0; i < events.length; i++) {
      const event = events[i] as Event;
      if (!point.pending.isEnabled(event, point.horizonMs)) continue;
      if (this.#kind === HOLD && this.#second === event.sequence) {
        this.#held.push(event.sequence);
        this.#advance(step);
      }
      if (this.#held.includes(event.sequence)) {
        if (this.lastStep >= 0 && this.lastStep < step) this.passed.push(event.sequence, step);
        if (forced < 0) forced = i;
        continue;
      }
      this.#idle = event.live || forced < 0 ? 0 : this.#idle + 1;
      if (this.#idle <= IDLE_OVERTAKERS_MAX) return i;
      break;
    }
    return this.#force(events[forced] as Event, forced, passedBefore);
  }

  /** A held event goes although it is held: at this moment its release would change nothing. */
  #force(event: Event, index: number, passedBefore: number): number {
    this.#idle = 0;
    this.#held.splice(this.#held.indexOf(event.sequence), 1);
    if (this.passed[passedBefore] === event.sequence) this.passed.splice(passedBefore, 2);
    return index;
  }

  /** A fault or a partner for the event whose turn it is. */
  #decorate(point: ChoicePoint, event: Event | undefined): void {
    if (event === undefined || event.sequence !== this.#second) return;
    const step = point.delivered.length;
    if (this.#kind === FAULT) {
      point.delivery.fault = event.type.faults[this.#third];
      this.#advance(step);
    } else if (this.#kind === TOGETHER) {
      point.delivery.together = partnersOf(point, event).find((other) => other.sequence === this.#third);
      this.#advance(step);
    }
  }

  get #kind(): number | undefined {
    return this.#decisions[this.#at];
  }

  get #second(): number | undefined {
    return this.#decisions[this.#at + 1];
  }

  get #third(): number {
    return this.#decisions[this.#at + 2] as number;
  }

  #advance(step: number): void {
    this.#at += DECISION_LENGTH;
    if (this.#at >= this.#decisions.length) this.lastStep = step;
  }
}
