import type { Event } from '../../core/event.ts';
import { hashString } from '../../core/random.ts';
import type { AccessKind } from '../footprint.ts';
import { KeptAccesses, type RecordedAccess } from './kept-accesses.ts';

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
  readonly accesses: KeptAccesses | undefined;
  /** What checks read after it. */
  #checked: Map<number, RecordedAccess> | undefined;
  #made = 0;
  #named = 0;

  constructor(name: string, step: number, event: Event | undefined, task: string, isDetailed: boolean) {
    this.name = name;
    this.step = step;
    this.event = event;
    this.task = task;
    this.accesses = isDetailed ? new KeptAccesses() : undefined;
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
    this.touch(access.location, access.kind);
    this.accesses?.add(access);
  }

  /** All that counts of an access where nobody looks at the places. */
  touch(location: number, kind: AccessKind): void {
    if (kind === 'read') this.reads.add(location);
    else if (kind === 'write') this.writes.add(location);
    else this.commutes.add(location);
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
    (this.#checked ??= new Map()).set(access.location, access);
  }

  /** It is over. What its checks came to can be new only where they read what it changed. */
  end(): void {
    const checked = this.#checked;
    if (checked === undefined) return;
    for (const location of checked.keys()) {
      if (!this.writes.has(location) && !this.commutes.has(location)) continue;
      for (const access of checked.values()) this.add({ ...access, kind: 'read' });
      return;
    }
  }
}

/** Spreads small numbers over 32 bits, one to one: the finalizer of MurmurHash3. */
function mixed(number: number): number {
  let bits = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
