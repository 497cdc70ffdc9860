import type { Event } from '../core/event.ts';
import type { RunObserver } from '../core/observer.ts';
import type { Run } from '../core/run.ts';
import { type CallStack, takeCallStack } from './call-stack.ts';
import { callerLocations } from './caller-location.ts';

/** Where the events of a run were asked for, and nothing else: all that a reader may want to see costs many times as much. */
export class AskedAt implements RunObserver {
  readonly #calls = new Map<Event, CallStack>();
  readonly #delivered = new Map<string, CallStack>();

  /** All places of the author's that led to an event, the nearest first; none where it was not delivered. */
  placesOf(event: string): readonly string[] {
    return [...callerLocations(this.#delivered.get(event))];
  }

  created(_run: Run, event: Event): void {
    this.#calls.set(event, takeCallStack());
  }

  delivering(run: Run, event: Event): void {
    const id = run.idOf(event);
    const call = this.#calls.get(askedWith(event));
    if (call !== undefined && !this.#delivered.has(id)) this.#delivered.set(id, call);
  }

  answered(): void {}
  stepped(): void {}
  ended(): void {}
  noted(): void {}

  waitOf(): string {
    return '';
  }

  placeOf(): string {
    return '';
  }
}

/** Who asked for a reply is who sent the request. */
export function askedWith(event: Event): Event {
  return event.type.kind === 'reply' ? (event.counterpart ?? event) : event;
}
