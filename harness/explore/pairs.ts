import { type Event, labelOf } from '../core/event.ts';
import { resourceOf } from '../core/resource.ts';
import type { OperationPair, PairFacts } from '../result.ts';

/** Runs that are looked at without exception; then one in so many: new pairs become rare long before new orderings. */
const LOOKED_AT_FIRST = 50;
const LOOK_EVERY = 37;
/** Operations of one resource that are told apart at most. */
const OPERATIONS_MAX = 64;
const MISSING_LISTED_MAX = 20;

/** What one task does to a shared thing. Its parts are compared one by one: to spell it out each time costs much more. */
class Operation {
  readonly task: string;
  readonly label: string;
  readonly #type: string;
  readonly #key: Event['key'];
  /** Numbers of those that took effect after this one in some run, in the order in which that was first seen. */
  readonly later: number[] = [];
  readonly #precedes: boolean[] = [];

  constructor({ task, type, key }: Event, label: string) {
    this.task = task.name;
    this.label = label;
    this.#type = type.name;
    this.#key = key;
  }

  is({ task, type, key }: Event): boolean {
    return this.#type === type.name && this.#key === key && this.task === task.name;
  }

  notePrecedes(other: number): void {
    if (this.#precedes[other] === true) return;
    this.#precedes[other] = true;
    this.later.push(other);
  }

  precedes(other: number): boolean {
    return this.#precedes[other] === true;
  }
}

/** One shared thing: which operations on it were seen, and which of them in which order. */
class Resource {
  readonly operations: Operation[] = [];
  /** Numbers of those that the run which is looked at had so far. */
  readonly #seen: number[] = [];
  #run = 0;

  note(run: number, event: Event): void {
    const number = this.#numberOf(event);
    if (number === undefined) return;
    const seen = this.#seen;
    if (this.#run !== run) seen.length = 0;
    this.#run = run;
    for (const other of seen) this.operations[other]?.notePrecedes(number);
    if (!seen.includes(number)) seen.push(number);
  }

  /** The operation's number, from 0; undefined where there are too many. */
  #numberOf(event: Event): number | undefined {
    const { operations } = this;
    for (let number = 0; number < operations.length; number++)
      if (operations[number]?.is(event) === true) return number;
    const label = labelOf(event);
    const known = operations.findIndex((one) => one.label === label && one.task === event.task.name);
    if (known >= 0) return known;
    return operations.length < OPERATIONS_MAX ? operations.push(new Operation(event, label)) - 1 : undefined;
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
    for (const event of delivered) {
      const name = resourceOf(event);
      if (name !== undefined) this.#resource(name).note(this.#runs, event);
    }
  }

  get facts(): PairFacts {
    const missing: OperationPair[] = [];
    let bothOrders = 0;
    for (const [resource, { operations }] of this.#resources) {
      operations.forEach(({ task, label, later }, first) => {
        for (const number of later) {
          const second = operations[number] as Operation;
          if (task === second.task) continue;
          if (!second.precedes(first)) {
            missing.push({ resource, first: `${task}: ${label}`, second: `${second.task}: ${second.label}` });
          } else if (first < number) bothOrders += 1;
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
