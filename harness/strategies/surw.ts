import type { Event } from '../core/event.ts';
import type { Choice, ChoicePoint, Picker } from '../core/picker.ts';
import { resourceOf } from '../core/resource.ts';
import { Chance } from './chance.ts';
import { HighestPriority } from './priorities.ts';
import type { Setting, Strategy } from './strategy.ts';
import { TaskWeights } from './task-weights.ts';

/** An event that is not in its turn goes only where nothing else can. */
const NOT_ITS_TURN = -1;

/** The interesting events by turns, drawn by how many of them each task has left; the others by random priority. */
class Surw implements Picker {
  readonly #setting: Setting;
  readonly #chance: Chance;
  readonly #highest: HighestPriority;
  /** Whose operations are interesting; undefined: all events are. */
  readonly #resource: string | undefined;
  readonly #weights: TaskWeights;
  /** The task whose interesting event comes next. */
  #turn: string | undefined;
  /** By creation number. */
  readonly #priorities: number[] = [];
  #seen = 0;

  constructor(setting: Setting) {
    const { profile, random } = setting;
    const { all, byResource } = profile.shares;
    this.#setting = setting;
    this.#resource = drawResource(setting);
    this.#weights = new TaskWeights(
      this.#resource === undefined ? all : byResource.get(this.#resource),
      random,
    );
    this.#turn = this.#weights.draw();
    this.#chance = new Chance(setting);
    this.#highest = new HighestPriority(profile, (event) => this.#priorityOf(event));
  }

  pick(point: ChoicePoint): Choice {
    const priorities = this.#priorities;
    while (priorities.length < point.created.length) priorities.push(this.#setting.random.unit());
    this.#catchUp(point);
    const index = this.#find(point);
    const event = point.pending.events[index] as Event;
    this.#highest.note(point, event);
    return this.#chance.decide(point, event, index);
  }

  /** Where the task whose turn it is waits for somebody else, the turn goes to one of those that need not wait. */
  #find(point: ChoicePoint): number {
    const index = this.#highest.find(point);
    if (this.#priorityOf(point.pending.events[index] as Event) !== NOT_ITS_TURN) return index;
    const ready = new Set<string>();
    for (const event of point.pending.events) {
      if (this.#isInteresting(event) && point.pending.isEnabled(event, point.horizonMs))
        ready.add(event.task.name);
    }
    this.#turn = this.#weights.drawOf([...ready]);
    return this.#highest.find(point);
  }

  #priorityOf(event: Event): number {
    return this.#isInteresting(event) && event.task.name !== this.#turn
      ? NOT_ITS_TURN
      : (this.#priorities[event.sequence] as number);
  }

  #isInteresting(event: Event): boolean {
    return this.#resource === undefined || resourceOf(event) === this.#resource;
  }

  #catchUp({ delivered }: ChoicePoint): void {
    for (; this.#seen < delivered.length; this.#seen++) {
      const event = delivered[this.#seen] as Event;
      if (!this.#isInteresting(event)) continue;
      this.#weights.take(event.task.name);
      this.#turn = this.#weights.draw();
    }
  }
}

/** In every other run all events are interesting, else the operations on one resource that several tasks use. */
function drawResource({ profile, random }: Setting): string | undefined {
  const shared = profile.shares.byResource;
  if (shared.size === 0 || random.below(2) === 0) return undefined;
  return [...shared.keys()][random.below(shared.size)];
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
