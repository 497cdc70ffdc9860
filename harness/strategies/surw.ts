import type { Event } from '../core/event.ts';
import type { Choice, ChoicePoint, Picker } from '../core/picker.ts';
import type { Random } from '../core/random.ts';
import { resourceOf } from '../core/resource.ts';
import { Chance } from './chance.ts';
import { HighestPriority } from './priorities.ts';
import type { Setting, Strategy, TaskShares } from './strategy.ts';
import { TaskWeights } from './task-weights.ts';

/** An event that is not in its turn goes only where nothing else can. */
const NOT_ITS_TURN = -1;

/** The interesting events by turns, drawn by how many of them each task has left; the others by random priority. */
class Surw implements Picker {
  readonly #random: Random;
  readonly #chance: Chance;
  readonly #highest: HighestPriority;
  /** Whose operations are interesting; undefined: all events are. */
  readonly #resource: string | undefined;
  readonly #weights: TaskWeights;
  /** The task whose interesting event comes next. */
  #turn: string | undefined;
  /** By creation number: what was drawn, and what that is worth now. */
  readonly #drawn: number[] = [];
  readonly #priorities: number[] = [];
  #seen = 0;

  constructor(setting: Setting) {
    const { profile, random } = setting;
    this.#random = random;
    const shared = drawResource(setting);
    this.#resource = shared?.resource;
    this.#weights = new TaskWeights(shared?.tasks ?? profile.shares.all, random);
    this.#turn = this.#weights.draw();
    this.#chance = new Chance(setting);
    this.#highest = new HighestPriority(profile);
  }

  pick(point: ChoicePoint): Choice {
    for (let i = this.#drawn.length; i < point.created.length; i++) {
      const priority = this.#random.unit();
      this.#drawn.push(priority);
      this.#priorities.push(priority);
    }
    this.#catchUp(point.delivered);
    const index = this.#find(point);
    const event = point.pending.events[index] as Event;
    this.#highest.note(point, event);
    return this.#chance.decide(point, event, index);
  }

  /** Where the task whose turn it is waits for somebody else, the turn goes to one of those that need not wait. */
  #find(point: ChoicePoint): number {
    const { events } = point.pending;
    const index = this.#findInTurn(point);
    if (this.#priorities[(events[index] as Event).sequence] !== NOT_ITS_TURN) return index;
    const ready: string[] = [];
    for (const event of events) {
      const { name } = event.task;
      if (
        !ready.includes(name) &&
        this.#isInteresting(event) &&
        point.pending.isEnabled(event, point.horizonMs)
      )
        ready.push(name);
    }
    this.#turn = this.#weights.drawOf(ready);
    return this.#findInTurn(point);
  }

  #findInTurn(point: ChoicePoint): number {
    for (const event of point.pending.events) {
      const waits = event.task.name !== this.#turn && this.#isInteresting(event);
      this.#priorities[event.sequence] = waits ? NOT_ITS_TURN : (this.#drawn[event.sequence] as number);
    }
    return this.#highest.find(point, this.#priorities);
  }

  #isInteresting(event: Event): boolean {
    return this.#resource === undefined || resourceOf(event) === this.#resource;
  }

  #catchUp(delivered: readonly Event[]): void {
    for (; this.#seen < delivered.length; this.#seen++) {
      const event = delivered[this.#seen] as Event;
      if (!this.#isInteresting(event)) continue;
      this.#weights.take(event.task.name);
      this.#turn = this.#weights.draw();
    }
  }
}

/** In every other run all events are interesting, else the operations on one resource that several tasks use. */
function drawResource({ profile, random }: Setting): TaskShares['byResource'][number] | undefined {
  const shared = profile.shares.byResource;
  if (shared.length === 0 || random.below(2) === 0) return undefined;
  return shared[random.below(shared.length)];
}

/**
 * SURW [surw]: uniform over the interleavings of the interesting events, as far as the prompt run tells how many of them
 * each task has: in a program of many tasks, or of tasks of unequal length, uniform choice at each step all but never
 * lets a long task come to its end before the others. With all events it is URW.
 */
export const surw: Strategy = {
  name: 'surw',
  samples: true,
  weight: 4,
  *plan() {
    for (let run = 0; ; run++) yield [run];
  },
  picker: (_parameters, setting) => new Surw(setting),
};
