import { type Scope, storage } from '../../core/async-storage.ts';
import { context } from '../../core/context.ts';
import type { Event } from '../../core/event.ts';
import type { Task } from '../../core/task.ts';
import type { Port } from '../bindings/message-port.ts';
import type { Machine } from '../machine/machine.ts';
import { dispatchClose, dispatchTo, receiveFrom } from './native-port.ts';

/** Node delivers so many in one turn of the loop. */
const AT_ONCE_MAX = 1000;

/** Right away, but not within the call. */
const NOW = [0, 0] as const;

/** Is told which ends come into being with a message that is read now; none, once it was read. */
export type Expect = (sent: readonly PortEnd[]) => void;

/** One end of a channel; who holds it may change. */
export class PortEnd {
  /** What traces call it. */
  readonly name: string;
  /** Those that get what is posted here. */
  peers: readonly PortEnd[] = [];
  /** Undefined while it is under way to somebody else. */
  port: Port | undefined;
  isClosed = false;
  readonly #machine: Machine;
  readonly #expect: Expect;
  /** Of each message that waits in the native port: the ends that were sent with it. */
  readonly #inbox: (readonly PortEnd[])[] = [];
  #task: Task;
  #scope: Scope | undefined;
  #isStarted = false;
  #hangsUp = false;
  #next: Event | undefined;

  constructor(machine: Machine, name: string, port: Port, expect: Expect) {
    this.name = name;
    this.#machine = machine;
    this.#expect = expect;
    this.#task = machine.run.current;
    this.hold(port);
  }

  /** Somebody has it now. */
  hold(port: Port): void {
    this.port = port;
    this.#isStarted = false;
    this.#task = this.#machine.run.current;
    this.#scope = storage.contexts?.capture();
    this.#arm();
  }

  /** Its messages are wanted. */
  start(): void {
    if (!this.#isStarted) this.#task = this.#machine.run.current;
    this.#isStarted = true;
    this.#arm();
  }

  /** @param sent ends that come with the message */
  arrive(sent: readonly PortEnd[]): void {
    if (this.isClosed) return;
    this.#inbox.push(sent);
    this.#arm();
  }

  /** Reads the next message, and knows by their ports the ends that came with it. */
  take<T>(receive: () => T): { readonly taken: T; readonly sent: readonly PortEnd[] } {
    const sent = this.#inbox.shift() ?? [];
    this.#expect(sent);
    try {
      return { taken: receive(), sent };
    } finally {
      this.#expect([]);
    }
  }

  /** Its peers hear of it when they have read what was sent before. */
  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.#issue('message.close', NOW, () => {
      if (this.port !== undefined) dispatchClose(this.port);
    });
  }

  /** Nothing more comes. */
  hangUp(): void {
    this.#hangsUp = true;
    this.#arm();
  }

  #arm(): void {
    if (this.#next !== undefined || this.isClosed || this.port === undefined) return;
    if (this.#inbox.length > 0) {
      if (this.#isStarted) this.#issue('message', undefined, () => this.#deliver());
    } else if (this.#hangsUp) this.close();
  }

  #issue(name: string, latencyMs: readonly [number, number] | undefined, complete: () => void): void {
    this.#next = this.#machine.issue({
      name,
      key: this.name,
      task: this.#task,
      live: this.port?.hasRef() ?? false,
      ...(latencyMs !== undefined && { latencyMs }),
      complete: () => {
        this.#next = undefined;
        if (this.#scope === undefined) complete();
        else this.#scope(complete);
        this.#arm();
      },
    });
  }

  /** As Node does: all that is there, one after the other, and what each makes ready in between. */
  #deliver(): void {
    for (let left = AT_ONCE_MAX; left > 0; left--) {
      const { port } = this;
      if (port === undefined || this.isClosed || this.#machine.isGone) return;
      // Node stops it when the last one leaves, and starts it again for the next.
      this.#isStarted &&= port.listenerCount('message') > 0;
      if (!this.#isStarted) return;
      const { taken, sent } = this.take(() => receiveFrom(port));
      if (taken === undefined) return;
      context.task = this.#task;
      dispatchTo(
        port,
        taken,
        sent.flatMap((end) => end.port ?? []),
      );
      if (this.#inbox.length === 0) return;
      this.#machine.run.drain();
    }
  }
}
