import { ChannelBroken, ChannelClosed } from './channel-errors.ts';
import { Connection, type ConnectionRules } from './connection.ts';
import { context } from './context.ts';
import { bareType, Event } from './event.ts';
import { recording } from './recording.ts';
import type { Run } from './run.ts';

/** How messages pass over a channel. */
export interface ChannelOptions {
  /**
   * `fifo` (default): requests reach the server, and replies their callers, in the order in which they were sent, as
   * over one TCP connection. `any`: in every order, as the streams of HTTP/2.
   */
  readonly order?: 'fifo' | 'any';
  /** Of operations on it that have none of their own. Virtual milliseconds, [least, most]; default [1, 10]. */
  readonly latencyMs?: readonly [number, number] | (() => readonly [number, number]);
  /**
   * Whether requests are sent before the one before was answered. Default true; false for drivers that queue their
   * calls. With `order: 'any'` it is always so.
   */
  readonly pipelining?: boolean;
}

/**
 * One connection to a server, over which operations go that have it as their `channel`. Two messages in the same
 * direction may arrive in one chunk, with no turn of the loop in between. A message that stalls keeps those behind it
 * from arriving.
 */
export class Channel {
  /** What events of its own are called, `name.lost`. */
  readonly name: string;
  /** The latency of operations that have none of their own. */
  readonly latencyMs: ChannelOptions['latencyMs'];
  readonly #run: Run;
  readonly #rules: ConnectionRules;
  /** The last is that which is open; those before are closed, and requests are still under way on them. */
  #connections: Connection[] = [];
  #crashes: number;
  #reason: { readonly error: unknown } | undefined;

  constructor(run: Run, name: string, options: ChannelOptions) {
    this.#run = run;
    this.name = name;
    this.latencyMs = options.latencyMs;
    const isOrdered = options.order !== 'any';
    const resource = `channel ${name}`;
    this.#rules = { isOrdered, isPipelined: !isOrdered || options.pipelining !== false, resource };
    this.#crashes = run.crashes;
  }

  /** Whether calls are taken: until `close` or `break`, and from `open` on. */
  get isOpen(): boolean {
    recording.to?.read(this.#rules.resource);
    return this.#reason === undefined;
  }

  /** A new connection after `close` or `break`. What is under way on the old one may arrive after what is sent now. */
  open(): void {
    recording.to?.write(this.#rules.resource);
    if (this.#reason === undefined) return;
    this.#reason = undefined;
    this.#connections.push(new Connection(this.#run, this.#rules));
  }

  /**
   * Closes it from this end. Every call under way rejects with `reason`, and so does every later one; replies under way
   * are lost. Requests that have not arrived do, or do not: that is a choice of the schedule.
   * @param reason default: a `ChannelClosed`
   */
  close(reason?: unknown): void {
    this.#end(reason ?? new ChannelClosed(this.name));
  }

  /**
   * The same, from without: a reset. A fault of the name `break` does it, too, at any message of an operation.
   * @param reason default: a `ChannelBroken`, whose `code` is `ECONNRESET`
   */
  break(reason?: unknown): void {
    this.#end(reason ?? this.broken());
  }

  #end(error: unknown): void {
    recording.to?.write(this.#rules.resource);
    const run = this.#run;
    if (this.#reason !== undefined || run.over) return;
    this.#reason = { error };
    const connection = this.#all.at(-1);
    const left = connection?.cut((request) => request.reject?.(error)) ?? [];
    if (connection === undefined || left.length === 0) return;
    const closesMs = Math.max(...left.map((request) => request.closesMs));
    const lose = (): void => {
      for (const request of left) connection.withdraw(request);
    };
    const task = context.task ?? run.main;
    run.add(new Event(bareType('abort', `${this.name}.lost`), task, undefined, run.nowMs, closesMs, lose));
  }

  /** @internal For operations: a call is issued. */
  send(request: Event): void {
    const connections = this.#all;
    if (connections.length === 0) connections.push(new Connection(this.#run, this.#rules));
    connections.at(-1)?.send(request);
  }

  /** @internal What calls end with where nothing else is said. */
  broken(): ChannelBroken {
    return new ChannelBroken(this.name);
  }

  /** @internal Why no call is taken. */
  get refusal(): { readonly error: unknown } | undefined {
    recording.to?.read(this.#rules.resource);
    return this.#reason;
  }

  /** @internal That on which `request` was sent, and on which it still is. */
  connectionOf(request: Event): Connection | undefined {
    return this.#all.find((connection) => connection.has(request));
  }

  /** @internal What may arrive in one chunk with `event`, although it waits behind it. */
  behind(event: Event): Event | undefined {
    if (!this.#rules.isOrdered) return undefined;
    const request = event.type.kind === 'reply' ? event.counterpart : event;
    return request === undefined ? undefined : this.connectionOf(request)?.behind(event);
  }

  /** Those of the process that is alive. */
  get #all(): Connection[] {
    const { crashes } = this.#run;
    if (crashes !== this.#crashes) {
      this.#crashes = crashes;
      this.#connections = [];
      this.#reason = undefined;
    } else if (this.#connections.length > 1)
      this.#connections = this.#connections.filter(
        (connection, i) => i === this.#connections.length - 1 || !connection.isIdle,
      );
    return this.#connections;
  }
}
