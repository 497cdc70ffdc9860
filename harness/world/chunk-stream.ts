import { Flight } from '../core/flight.ts';
import type { Operation } from '../core/operation.ts';
import { recording } from '../core/recording.ts';
import type { Sim } from '../core/sim.ts';
import { SessionClosed } from './upstream-errors.ts';

/** A body that arrives in pieces, each as an event. */
export class ChunkStream<Chunk> implements AsyncIterable<Chunk> {
  readonly #sim: Sim;
  readonly #operation: Operation;
  readonly #target: string;
  readonly #chunks: readonly Chunk[];
  readonly #isSessionClosed: () => boolean;
  readonly #onDrop: () => void;
  readonly #resource = recording.to?.nameFor('stream') ?? '';
  readonly #flight = new Flight();
  #read = 0;
  #ended = false;
  #closed = false;
  #failure: { readonly error: unknown } | undefined;

  constructor(
    sim: Sim,
    operation: Operation,
    target: string,
    chunks: readonly Chunk[],
    isSessionClosed: () => boolean,
    onDrop: () => void,
  ) {
    this.#sim = sim;
    this.#operation = operation;
    this.#target = target;
    this.#chunks = chunks;
    this.#isSessionClosed = isSessionClosed;
    this.#onDrop = onDrop;
  }

  /** The next piece; nothing at the end. Rejects when the stream breaks, and from then on. One at a time. */
  next(): Promise<Chunk | undefined> {
    recording.to?.write(this.#resource);
    if (this.#closed) return Promise.reject(new SessionClosed());
    if (this.#failure !== undefined) return Promise.reject(this.#failure.error);
    if (this.#ended) return Promise.resolve(undefined);
    if (this.#isSessionClosed()) return Promise.reject(new SessionClosed());
    const effect = (): Chunk | undefined => {
      recording.to?.write(this.#resource);
      if (this.#isSessionClosed()) throw new SessionClosed();
      if (this.#read === this.#chunks.length) this.#ended = true;
      return this.#chunks[this.#read++];
    };
    const sent = this.#operation.call(this.#target, effect, { flight: this.#flight });
    return sent.catch((error: unknown) => {
      recording.to?.write(this.#resource);
      this.#failure = { error };
      throw error;
    });
  }

  /** @internal For the session: whether nothing more comes of it. */
  get isOver(): boolean {
    recording.to?.read(this.#resource);
    return this.#ended || this.#failure !== undefined;
  }

  /** Abandons what is left, if anything. May be called again. */
  close(): void {
    recording.to?.write(this.#resource);
    if (this.#closed) return;
    this.#closed = true;
    if (!this.isOver) this.#onDrop();
    this.#sim.abandon(this.#flight, () => new SessionClosed());
  }

  /** Whoever leaves the loop closes the stream. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Chunk, void, undefined> {
    try {
      for (;;) {
        const chunk = await this.next();
        if (chunk === undefined) return;
        yield chunk;
      }
    } finally {
      this.close();
    }
  }
}
