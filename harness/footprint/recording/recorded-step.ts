import type { Event } from '../../core/event.ts';
import { hashString } from '../../core/random.ts';
import type { AccessKind } from '../footprint.ts';

/** An event that a step made, or that became pending in it. */
export interface CreatedEvent {
  /** Equal in all runs that agree on the past of the step. */
  readonly name: string;
  /** Its window, virtual milliseconds from the step on. */
  readonly opensInMs: number;
  readonly closesInMs: number;
  /** The event since whose making it closes, where it is not the step: a reply is late where its request was. */
  readonly closesSince?: string;
  /** Events of one queue come in the order in which they were made. */
  readonly queue?: string;
}

/** One access as it was made. */
export interface RecordedAccess {
  /** Number of the location, the same in all runs that were recorded here. */
  readonly location: number;
  readonly kind: AccessKind;
  readonly task: string;
  /** Of the source; 0 where it is none that is instrumented. */
  readonly site: number;
  readonly value: string | undefined;
}

/** What one step has done so far; of interest to others once it is over. */
export class RecordedStep {
  /** Names the step in all runs that agree on its past. */
  readonly name: string;
  /** As traces number it: of several deliveries in a row the first. 0 is the set-up. */
  readonly step: number;
  /** What was chosen; undefined for the set-up and for strikes. */
  readonly event: Event | undefined;
  readonly task: string;
  /** Numbers of locations. */
  readonly reads = new Set<number>();
  readonly writes = new Set<number>();
  readonly commutes = new Set<number>();
  readonly created: CreatedEvent[] = [];
  /** Names of the events that happened in it. */
  readonly delivered: string[] = [];
  /** Names of the events that it took back, or would have. */
  readonly withdrawn: string[] = [];
  /** Whether something in it asked what time it is. */
  readsClock = false;
  /** Of each location the first reading at each place and the last writing of each task; only where somebody will look. */
  readonly accesses: Set<RecordedAccess> | undefined;
  readonly #byLocation = new Map<number, RecordedAccess[]>();
  /** What checks read after it. */
  readonly #checked = new Map<number, RecordedAccess>();
  #made = 0;
  #named = 0;

  constructor(name: string, step: number, event: Event | undefined, task: string, isDetailed: boolean) {
    this.name = name;
    this.step = step;
    this.event = event;
    this.task = task;
    this.accesses = isDetailed ? new Set() : undefined;
  }

  /** The number of the next event that is made in it. */
  nextEvent(): number {
    return (this.#made += 1);
  }

  /** The number of the next resource that is named in it. */
  nextName(): number {
    return (this.#named += 1);
  }

  add(access: RecordedAccess): void {
    const { location, kind } = access;
    if (kind === 'read') this.reads.add(location);
    else if (kind === 'write') this.writes.add(location);
    else this.commutes.add(location);
    if (this.accesses !== undefined) this.#keep(this.accesses, access);
  }

  #keep(accesses: Set<RecordedAccess>, access: RecordedAccess): void {
    const known = this.#byLocation.get(access.location);
    if (known === undefined) this.#byLocation.set(access.location, [access]);
    else {
      const index = known.findIndex((other) => isRepeated(other, access));
      const before = known[index];
      if (before === undefined) known.push(access);
      else if (access.kind === 'read') return;
      else {
        // Of writings the last is kept, at its place among the others.
        accesses.delete(before);
        known[index] = access;
      }
    }
    accesses.add(access);
  }

  /** Equal where the step has the same name and made the same accesses, in whatever order. */
  get fingerprint(): number {
    let sum = hashString(this.name);
    for (const { location, kind, task, site } of this.accesses ?? []) {
      const what = kind === 'read' ? site : kind === 'write' ? -1 : -2;
      sum += hashString(task, mixed(mixed(location) ^ what));
    }
    return sum | 0;
  }

  /** A check that is asked after each step has read that. */
  addChecked(access: RecordedAccess): void {
    this.#checked.set(access.location, access);
  }

  /** It is over. What its checks came to can be new only where they read what it changed. */
  end(): void {
    for (const location of this.#checked.keys()) {
      if (!this.writes.has(location) && !this.commutes.has(location)) continue;
      for (const access of this.#checked.values()) this.add({ ...access, kind: 'read' });
      return;
    }
  }
}

/** Of readings each place counts. */
function isRepeated(one: RecordedAccess, other: RecordedAccess): boolean {
  return (
    one.kind === other.kind && one.task === other.task && (one.kind !== 'read' || one.site === other.site)
  );
}

/** Spreads small numbers over 32 bits, one to one: the finalizer of MurmurHash3. */
function mixed(number: number): number {
  let bits = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
