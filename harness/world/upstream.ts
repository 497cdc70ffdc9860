import { Flight } from '../core/flight.ts';
import type { Operation } from '../core/operation.ts';
import { recording } from '../core/recording.ts';
import type { Sim } from '../core/sim.ts';
import { stamped, stepOf, timeOf } from '../core/stamp.ts';
import { ChunkStream } from './chunk-stream.ts';
import type { Latencies } from './latency.ts';
import { SessionClosed, StatusFault, UpstreamStatus } from './upstream-errors.ts';

/** Operations are named `<name>.<call>`, with the target as key: `http.get(gpt-4)`, `http.chunk(gpt-4)`. */
export type UpstreamCall = 'get' | 'send' | 'open' | 'body' | 'chunk';

/** A request, as the server gets it. */
export interface UpstreamRequest {
  /** The client's call that it comes from: `open` asks for a stream. */
  readonly method: 'get' | 'send' | 'open';
  /** The URL or model. */
  readonly target: string;
  /** What was sent along; nothing with `get`. */
  readonly content: unknown;
}

/** What the server answers. */
export interface UpstreamAnswer<Body, Chunk> {
  /** Default 200. */
  readonly status?: number;
  /** The body that `get` and `send` find. */
  readonly body?: Body;
  /** The chunks that `open` streams. Default: none. */
  readonly chunks?: readonly Chunk[];
}

/** A response that has started. */
export interface UpstreamResponse<Body> {
  /** The status; error statuses do not reject. */
  readonly status: number;
  /** Reads the body, as it was when the request reached the server. Rejects when it breaks, and from then on. */
  body(): Promise<Body>;
}

/** How an upstream is called, what it answers, and how long it takes. */
export interface UpstreamOptions<Body, Chunk> {
  /** What its operations' names begin with. Default `http`. */
  readonly name?: string;
  /** What the server answers; called when the request reaches it. Default: status 200 with what was published. */
  readonly answer?: (request: UpstreamRequest) => UpstreamAnswer<Body, Chunk>;
  /** Default: 5 to 500 ms for a response, 1 to 100 for a body or a chunk. */
  readonly latencyMs?: Latencies<UpstreamCall>;
  /** Statuses that a fault of the name `status-<n>` may answer with instead, on `get`, `send` and `open`. */
  readonly statusFaults?: readonly number[];
}

/** A request that has reached the server. */
export interface ReceivedRequest extends UpstreamRequest {
  /** The step at which it did. */
  readonly step: number;
  /** Virtual milliseconds since the run began. */
  readonly atMs: number;
  /** What it was answered with. */
  readonly status: number;
}

const latencies = { get: [5, 500], send: [5, 500], open: [5, 500], body: [1, 100], chunk: [1, 100] } as const;

/**
 * An HTTP server of models, and the client's session with it. A request reaches the server in one event and the
 * response starts in another; the body is read in a further one. Faults: `error` (no response, or a dropped stream),
 * `stall`, `lost-reply`, and those of `statusFaults`.
 */
export class Upstream<Body = unknown, Chunk = unknown> {
  readonly #sim: Sim;
  readonly #options: UpstreamOptions<Body, Chunk>;
  readonly #name: string;
  readonly #published = new Map<string, { readonly version: number }>();
  readonly #operations: Partial<Record<UpstreamCall, Operation>> = {};
  readonly #flight = new Flight();
  readonly #received: ReceivedRequest[] = [];
  readonly #streams: ChunkStream<Chunk>[] = [];
  #dropped = 0;
  #closed = false;

  constructor(sim: Sim, options: UpstreamOptions<Body, Chunk> = {}) {
    this.#sim = sim;
    this.#options = options;
    this.#name = options.name ?? 'http';
  }

  /** Requests that have reached the server, in order. */
  get received(): ReceivedRequest[] {
    recording.to?.read(`${this.#name} received`);
    return this.#received;
  }

  /** Streams that the client closed before their end, by themselves or with its session. */
  get dropped(): number {
    recording.to?.read(`${this.#name} dropped`);
    return this.#dropped;
  }

  /** Resolves when the response starts. */
  get(target: string): Promise<UpstreamResponse<Body>> {
    return this.#respond('get', target, undefined, (answer) => this.#response(target, answer));
  }

  /** Sends `content` along; resolves when the response starts. */
  send(target: string, content: unknown): Promise<UpstreamResponse<Body>> {
    return this.#respond('send', target, content, (answer) => this.#response(target, answer));
  }

  /** The status alone. */
  status(target: string, content: unknown): Promise<number> {
    return this.#respond('send', target, content, ({ status = 200 }) => status);
  }

  /** Starts a stream. Rejects with `UpstreamStatus` on an error status. */
  open(target: string, content: unknown): Promise<ChunkStream<Chunk>> {
    return this.#respond('open', target, content, ({ status = 200, chunks = [] }) => {
      if (status >= 400) throw new UpstreamStatus(status);
      const onDrop = (): void => {
        recording.to?.commute(`${this.#name} dropped`);
        this.#dropped += 1;
      };
      const stream = new ChunkStream(
        this.#sim,
        this.#operation('chunk'),
        target,
        chunks,
        () => this.#isClosed,
        onDrop,
      );
      if (!this.#isClosed) this.#streams.push(stream);
      return stream;
    });
  }

  /**
   * Closes the session, and its streams: calls under way reject with `SessionClosed`, and so do later ones. Does not
   * suspend.
   */
  close(): Promise<void> {
    recording.to?.write(`${this.#name} session`);
    this.#closed = true;
    this.#sim.abandon(this.#flight, () => new SessionClosed());
    for (const stream of this.#streams.splice(0)) if (!stream.isOver) stream.close();
    return Promise.resolve();
  }

  /** Changes what `get(target)` answers; resolves stand for versions 1, 2, 3 of it. Returns the version. */
  publish(target: string, content: Omit<Body, 'version'>): number {
    const version = this.version(target) + 1;
    recording.to?.write(this.#name, target);
    this.#published.set(target, { ...content, version });
    this.#sim.changed();
    return version;
  }

  /** The version that the server has now; 0 before the first. Synchronous, for oracles. */
  version(target: string): number {
    recording.to?.read(this.#name, target);
    return this.#published.get(target)?.version ?? 0;
  }

  get #isClosed(): boolean {
    recording.to?.read(`${this.#name} session`);
    return this.#closed;
  }

  #respond<T>(
    method: UpstreamRequest['method'],
    target: string,
    content: unknown,
    shape: (answer: UpstreamAnswer<Body, Chunk>) => T,
  ): Promise<T> {
    if (this.#isClosed) return Promise.reject(new SessionClosed());
    const effect = (): T => {
      const request = { method, target, content };
      const answer = this.#options.answer?.(request) ?? this.#publication(target);
      const step = stepOf(this.#sim);
      // The log of one target is in order; of two, nobody is to compare.
      recording.to?.commute(`${this.#name} received`);
      recording.to?.write(`${this.#name} received of`, target);
      const { status = 200 } = answer;
      const received = { method, target, content, step, atMs: timeOf(this.#sim), status };
      this.#received.push(stamped(this.#name, received));
      return shape(answer);
    };
    const sent = this.#operation(method).call(target, effect, { args: content, flight: this.#flight });
    if (this.#options.statusFaults === undefined) return sent;
    return sent.catch((error: unknown) => {
      if (error instanceof StatusFault) return shape({ status: error.status });
      throw error;
    });
  }

  #publication(target: string): UpstreamAnswer<Body, Chunk> {
    recording.to?.read(this.#name, target);
    const body = this.#published.get(target) as Body | undefined;
    return body === undefined ? { status: 404 } : { body };
  }

  #response(target: string, { status = 200, body }: UpstreamAnswer<Body, Chunk>): UpstreamResponse<Body> {
    const resource = recording.to?.nameFor('body') ?? '';
    let failure: { readonly error: unknown } | undefined;
    const read = (): Promise<Body> => {
      recording.to?.read(resource);
      // What broke does not go on.
      if (failure !== undefined) return Promise.reject(failure.error);
      if (this.#isClosed) return Promise.reject(new SessionClosed());
      const sent = this.#operation('body').call(target, () => body as Body, { flight: this.#flight });
      return sent.catch((error: unknown) => {
        recording.to?.write(resource);
        failure = { error };
        throw error;
      });
    };
    return { status, body: read };
  }

  #operation(call: UpstreamCall): Operation {
    return (this.#operations[call] ??= this.#sim.operation(`${this.#name}.${call}`, {
      latencyMs: this.#options.latencyMs?.[call] ?? latencies[call],
      effect: call === 'body' || call === 'chunk' ? 'delivery' : 'split',
      errors: this.#statusErrors(),
    }));
  }

  #statusErrors(): Record<string, () => unknown> {
    const errors: Record<string, () => unknown> = {};
    for (const status of this.#options.statusFaults ?? []) {
      errors[`status-${status}`] = () => new StatusFault(status);
    }
    return errors;
  }
}
