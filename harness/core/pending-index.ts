import { comesBefore } from './default-order.ts';
import { type Event, isScheduled } from './event.ts';
import { EventHeap } from './event-heap.ts';
import type { EventLoop } from './event-loop.ts';
import type { Task } from './task.ts';

const closesBefore = (a: Event, b: Event): boolean => a.closesMs < b.closesMs;

/** Says of very many pending events what goes first and when the first window closes, without a look at each. */
export class PendingIndex {
  /** What happens at the server, and what comes from outside, by class: the event loop bars all of one kind alike. */
  readonly #server: EventHeap[] = [];
  readonly #outside: EventHeap[] = [];
  readonly #closing = new EventHeap(closesBefore);
  readonly #due = new EventHeap(closesBefore);
  readonly #timers = new Map<Task, Set<Event>>();

  constructor(events: readonly Event[]) {
    for (const event of events) this.add(event);
  }

  add(event: Event): void {
    const { kind } = event.type;
    if (isScheduled(event)) {
      this.#due.add(event);
      if (kind === 'timer') this.#timersOf(event.task).add(event);
      return;
    }
    if (event.closesMs !== Infinity) this.#closing.add(event);
    const heaps = kind === 'request' || kind === 'abort' ? this.#server : this.#outside;
    (heaps[event.class] ??= new EventHeap(comesBefore)).add(event);
  }

  /** It has happened or was taken back. The heaps find out by themselves. */
  remove(event: Event): void {
    if (event.type.kind !== 'timer') return;
    const timers = this.#timersOf(event.task);
    timers.delete(event);
    if (timers.size === 0) this.#timers.delete(event.task);
  }

  timersOf(task: Task): readonly Event[] {
    return [...(this.#timers.get(task) ?? [])];
  }

  /**
   * The first enabled event in default order; undefined if there is none, null where only a look at each can tell.
   * @param loop that bars some; undefined where nothing is barred
   */
  first(horizonMs: number, loop: EventLoop | undefined): Event | undefined | null {
    let first: Event | undefined;
    const offer = (event: Event | undefined): void => {
      if (event === undefined || event.opensMs > horizonMs) return;
      if (first === undefined || comesBefore(event, first)) first = event;
    };
    offer(loop?.timer);
    offer(loop?.immediate);
    offer(loop?.closing);
    for (const heap of this.#server) offer(heap?.first);
    if (loop?.barsOutside === 'all') return first;
    for (const heap of this.#outside) {
      const event = heap?.first;
      if (event !== undefined && event.opensMs <= horizonMs && loop?.isBarred(event) === true) return null;
      offer(event);
    }
    return first;
  }

  /**
   * The earliest closing of all windows, undefined where only a look at each can tell. What is barred closes no earlier
   * than now.
   */
  horizonMs(nowMs: number, latenessMs: number, loop: EventLoop | undefined): number | undefined {
    const closesMs = this.#closing.first?.closesMs ?? Infinity;
    if (closesMs < nowMs && loop !== undefined && loop.barsOutside !== 'nothing') return undefined;
    const due = this.#due.first;
    if (due === undefined) return closesMs;
    return Math.min(
      closesMs,
      Math.max(due.closesMs + latenessMs, nowMs),
      (loop?.timer?.closesMs ?? Infinity) + latenessMs,
      (loop?.immediate?.closesMs ?? Infinity) + latenessMs,
      (loop?.closing?.closesMs ?? Infinity) + latenessMs,
    );
  }

  #timersOf(task: Task): Set<Event> {
    let timers = this.#timers.get(task);
    if (timers === undefined) this.#timers.set(task, (timers = new Set()));
    return timers;
  }
}
