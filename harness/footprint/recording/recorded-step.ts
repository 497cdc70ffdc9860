import type { Event } from '../../core/event.ts';
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
  readonly accesses: Map<string, RecordedAccess> | undefined;
  /** What checks read after it. */
  readonly #checked = new Map<number, RecordedAccess>();
  #made = 0;
  #named = 0;

  constructor(name: string, step: number, event: Event | undefined, task: string, isDetailed: boolean) {
    this.name = name;
    this.step = step;
    this.event = event;
    this.task = task;
    this.accesses = isDetailed ? new Map() : undefined;
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
    const { location, kind, task } = access;
    if (kind === 'read') this.reads.add(location);
    else if (kind === 'write') this.writes.add(location);
    else this.commutes.add(location);
    if (this.accesses === undefined) return;
    const key = `${kind} ${location} ${kind === 'read' ? access.site : ''} ${task}`;
    if (kind === 'read' && this.accesses.has(key)) return;
    // Moves to the end: of writings the last is kept.
    this.accesses.delete(key);
    this.accesses.set(key, access);
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
