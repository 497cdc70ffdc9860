import type { ProcessResource } from '../../core/process.ts';
import type { Task } from '../../core/task.ts';
import type { Machine } from '../machine/machine.ts';
import { RequestQueue } from '../machine/request-queue.ts';
import type { Address } from './address.ts';
import type { Socket } from './socket.ts';

/** What one end of a connection is told of it. */
export interface Connected {
  readonly socket: Socket;
  /** None where it was made by a path. */
  readonly local: Address | undefined;
  readonly remote: Address | undefined;
}

/** Called with the server's end of each connection. */
export type Accept = (connected: Connected) => void;

/** A connection that was made and that the program has not taken. */
interface Arrival {
  readonly connected: Connected;
  /** What may happen when it was taken. */
  readonly after: (() => void)[];
}

/** A socket that takes connections, one after the other. */
export class Listener implements ProcessResource {
  readonly task: Task;
  readonly #machine: Machine;
  readonly #accept: Accept;
  readonly #queue: RequestQueue;
  readonly #backlog: Arrival[] = [];
  #isClosed = false;

  constructor(machine: Machine, task: Task, accept: Accept) {
    this.#machine = machine;
    this.task = task;
    this.#accept = accept;
    this.#queue = new RequestQueue(machine.run, 1, false);
    task.process.hold(this);
  }

  get isOpen(): boolean {
    return !this.#isClosed && !this.task.dead;
  }

  /**
   * A connection is there.
   * @param after what may happen once the first of those that wait was taken: the system tells of them one by one, and of
   * the listening socket first
   */
  arrive(connected: Connected, key: string, latencyMs: readonly [number, number], after: () => void): void {
    this.#backlog.push({ connected, after: [] });
    this.#backlog[0]?.after.push(after);
    this.#machine.issue({
      name: 'net.accept',
      key,
      task: this.task,
      latencyMs,
      queue: this.#queue,
      complete: () => this.#take(),
    });
  }

  #take(): void {
    const arrival = this.#backlog.shift();
    if (arrival === undefined) return;
    for (const after of arrival.after) after();
    if (!this.#isClosed) this.#accept(arrival.connected);
  }

  /** Its process has ended. */
  end(): void {
    this.close();
  }

  /** Who waits to be taken finds the connection reset. */
  close(): void {
    this.#isClosed = true;
    this.task.process.release(this);
    for (const { connected, after } of this.#backlog.splice(0)) {
      connected.socket.reset();
      for (const each of after) each();
    }
  }
}
