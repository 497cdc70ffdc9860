import type { Event } from '../core/event.ts';
import type { Choice, ChoicePoint, Picker } from '../core/picker.ts';
import type { Random } from '../core/random.ts';
import { resourceOf } from '../core/resource.ts';
import { Chance } from './chance.ts';
import { HighestPriority } from './priorities.ts';
import type { Setting, Strategy, TaskShares } from './strategy.ts';
import { NOBODY, TaskWeights } from './task-weights.ts';

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
  #turn: number;
  /** By creation number: the task of an interesting event, what was drawn for it, and what that is worth now. */
  readonly #tasks: number[] = [];
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
    this.#takeIn(point.created);
    this.#catchUp(point.delivered);
    const index = this.#find(point);
    const event = point.pending.events[index] as Event;
    this.#highest.note(point, event);
    return this.#chance.decide(point, event, index);
  }

  /** What is asked of an event at each choice is found out once. */
  #takeIn(created: readonly Event[]): void {
    for (let i = this.#drawn.length; i < created.length; i++) {
      const event = created[i] as Event;
      this.#tasks.push(this.#isInteresting(event) ? this.#weights.numberOf(event.task.name) : NOBODY);
      const priority = this.#random.unit();
      this.#drawn.push(priority);
      this.#priorities.push(priority);
    }
  }

  #isInteresting(event: Event): boolean {
    return this.#resource === undefined || resourceOf(event) === this.#resource;
  }

  #catchUp(delivered: readonly Event[]): void {
    for (; this.#seen < delivered.length; this.#seen++) {
      const task = this.#tasks[(delivered[this.#seen] as Event).sequence] as number;
      if (task === NOBODY) continue;
      this.#weights.take(task);
      this.#turn = this.#weights.draw();
    }
  }

  /** Where the task whose turn it is waits for somebody else, the turn goes to one of those that need not wait. */
  #find(point: ChoicePoint): number {
    const { events } = point.pending;
    const index = this.#findInTurn(point);
    if (this.#priorities[(events[index] as Event).sequence] !== NOT_ITS_TURN) return index;
    const ready: number[] = [];
    for (const event of events) {
      const task = this.#tasks[event.sequence] as number;
      if (task === NOBODY || ready.includes(task)) continue;
      if (point.pending.isEnabled(event, point.horizonMs)) ready.push(task);
    }
    this.#turn = this.#weights.drawOf(ready);
    return this.#findInTurn(point);
  }

  #findInTurn(point: ChoicePoint): number {
    for (const { sequence } of point.pending.events) {
      const task = this.#tasks[sequence] as number;
      const waits = task !== NOBODY && task !== this.#turn;
      this.#priorities[sequence] = waits ? NOT_ITS_TURN : (this.#drawn[sequence] as number);
    }
    return this.#highest.find(point, this.#priorities);
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
