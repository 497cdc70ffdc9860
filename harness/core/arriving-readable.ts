import { Readable } from 'node:stream';
import type { Operation, OperationOptions } from './operation.ts';
import { recording } from './recording.ts';

/** How the chunks of a stream arrive. */
export interface ReadableOptions extends Pick<OperationOptions, 'latencyMs' | 'errors'> {
  /** How much is taken in before somebody reads it: chunks, or bytes where all chunks are text or bytes. Default: Node's. */
  readonly highWaterMark?: number;
  /** What the stream is destroyed with after the last chunk. Default: it ends. */
  readonly error?: Error;
}

/** The operations that a stream is made of. */
export interface Arrivals {
  readonly chunk: Operation;
  readonly end: Operation;
}

/**
 * A stream whose chunks arrive as events of the run, `name.chunk(1)` and so on, one after the other, then `name.end`.
 * The next one is asked for when there is room for it: who does not read keeps the rest away.
 */
export class ArrivingReadable extends Readable {
  readonly #chunks: Iterator<unknown>;
  readonly #arrivals: Arrivals;
  readonly #error: Error | undefined;
  #number = 0;

  /** @internal Made by `sim.readable`. */
  constructor(chunks: readonly unknown[], arrivals: Arrivals, { highWaterMark, error }: ReadableOptions) {
    super({
      objectMode: !chunks.every((chunk) => typeof chunk === 'string' || chunk instanceof Uint8Array),
      ...(highWaterMark === undefined ? {} : { highWaterMark }),
    });
    this.#chunks = chunks[Symbol.iterator]();
    this.#arrivals = arrivals;
    this.#error = error;
  }

  /** @internal Asked by `Readable` for more. */
  override _read(): void {
    recording.to?.changed(this);
    const { chunk, end } = this.#arrivals;
    const next = this.#chunks.next();
    if (next.done === true) {
      this.#await(end, undefined, () => {
        if (this.#error === undefined) this.push(null);
        else this.destroy(this.#error);
      });
      return;
    }
    this.#await(chunk, (this.#number += 1), () => void this.push(next.value), next.value);
  }

  /** A fault of the menu destroys the stream. */
  #await(operation: Operation, key: number | undefined, arrive: () => void, args?: unknown): void {
    const done = (error: unknown): void => {
      recording.to?.changed(this);
      if (this.destroyed) return;
      if (error === null) arrive();
      else this.destroy(error as Error);
    };
    operation.callback(key, () => {}, done, { args });
  }
}
