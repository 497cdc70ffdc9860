import { type Event, labelOf } from '../core/event.ts';
import { resourceOf } from '../core/resource.ts';
import type { OperationPair, PairFacts } from '../result.ts';

/** Runs that are looked at without exception; then one in so many: new pairs become rare long before new orderings. */
const LOOKED_AT_FIRST = 50;
const LOOK_EVERY = 37;
/** Operations of one resource that are told apart at most. */
const OPERATIONS_MAX = 64;
const MISSING_LISTED_MAX = 20;

/** One shared thing: which operations on it were seen, and which of them in which order. */
class Resource {
  readonly operations = new Map<string, number>();
  readonly tasks: string[] = [];
  /** `before[a]` has b where a took effect before b in some run. */
  readonly before: Set<number>[] = [];

  /** The operation's number, from 0; undefined where there are too many. */
  numberOf(task: string, label: string): number | undefined {
    const name = `${task}: ${label}`;
    const known = this.operations.get(name);
    if (known !== undefined || this.operations.size >= OPERATIONS_MAX) return known;
    const number = this.operations.size;
    this.operations.set(name, number);
    this.tasks.push(task);
    this.before.push(new Set());
    return number;
  }
}

/** Pairs of operations of different tasks on one resource, in both orders or in one only. */
export class PairCounter {
  readonly #resources = new Map<string, Resource>();
  #runs = 0;

  /** Told of each run. */
  note(delivered: readonly Event[]): void {
    this.#runs += 1;
    if (this.#runs > LOOKED_AT_FIRST && this.#runs % LOOK_EVERY !== 0) return;
    const seen = new Map<Resource, number[]>();
    for (const event of delivered) {
      const name = resourceOf(event);
      if (name === undefined) continue;
      const resource = this.#resource(name);
      const number = resource.numberOf(event.task.name, labelOf(event));
      if (number === undefined) continue;
      const earlier = seen.get(resource) ?? [];
      for (const other of earlier) resource.before[other]?.add(number);
      if (!earlier.includes(number)) seen.set(resource, [...earlier, number]);
    }
  }

  get facts(): PairFacts {
    const missing: OperationPair[] = [];
    let bothOrders = 0;
    for (const [resource, { operations, tasks, before }] of this.#resources) {
      const names = [...operations.keys()];
      before.forEach((later, first) => {
        for (const second of later) {
          if (tasks[first] === tasks[second]) continue;
          if (!before[second]?.has(first)) {
            missing.push({ resource, first: names[first] as string, second: names[second] as string });
          } else if (first < second) bothOrders += 1;
        }
      });
    }
    return { bothOrders, oneOrder: missing.length, missing: missing.slice(0, MISSING_LISTED_MAX) };
  }

  #resource(name: string): Resource {
    let resource = this.#resources.get(name);
    if (resource === undefined) this.#resources.set(name, (resource = new Resource()));
    return resource;
  }
}
