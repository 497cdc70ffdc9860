import type { Run } from '../../core/run.ts';

/** What comes at the end of a direction: FIN, or RST. */
export type WireEnd = 'end' | 'reset';

/** What was sent at once, and the window in which it arrives, virtual milliseconds. */
interface Parcel {
  readonly content: Uint8Array | WireEnd;
  readonly opensMs: number;
  readonly closesMs: number;
}

/** How much of what has arrived a reader is given. */
export interface Share {
  readonly bytesMax: number;
  /** No more than was sent at once. */
  readonly isApart: boolean;
}

/** One direction of a connection: a queue of bytes, in the order in which they were sent. */
export class Wire {
  /** Bytes that were sent, and that the other end has not read. */
  bytes = 0;
  readonly #run: Run;
  readonly #latencyMs: () => readonly [number, number];
  readonly #parcels: Parcel[] = [];

  constructor(run: Run, latencyMs: () => readonly [number, number]) {
    this.#run = run;
    this.#latencyMs = latencyMs;
  }

  /** @param atMs when, virtual milliseconds. Default: now */
  send(content: Uint8Array | WireEnd, atMs = this.#run.nowMs): void {
    const [least, most] = this.#latencyMs();
    const last = this.#parcels.at(-1);
    const opensMs = Math.max(atMs + least, last?.opensMs ?? 0);
    const closesMs = Math.max(atMs + most, last?.closesMs ?? 0);
    this.#parcels.push({ content, opensMs, closesMs });
    if (typeof content !== 'string') this.bytes += content.byteLength;
  }

  /** What comes next, in its window; undefined where nothing was sent. */
  get next(): Parcel | undefined {
    return this.#parcels[0];
  }

  /** Whether a reset is under way that may have arrived. */
  get mayBeReset(): boolean {
    const last = this.#parcels.at(-1);
    return last?.content === 'reset' && last.opensMs <= this.#run.nowMs;
  }

  /** When the last of the bytes that were not read will have arrived at the earliest; undefined where there are none. */
  get lastBytesMs(): number | undefined {
    return this.#parcels.findLast(({ content }) => typeof content !== 'string')?.opensMs;
  }

  /** What has arrived, in one piece of memory; what comes first must be bytes. */
  read({ bytesMax, isApart }: Share): Uint8Array<ArrayBuffer> {
    const pieces: Uint8Array[] = [];
    let length = 0;
    while (length < bytesMax) {
      const piece = this.#take(bytesMax - length);
      if (piece === undefined) break;
      pieces.push(piece);
      length += piece.byteLength;
      if (isApart) break;
    }
    this.bytes -= length;
    return joined(pieces, length);
  }

  /** The end that comes next arrives. */
  shift(): void {
    this.#parcels.shift();
  }

  #take(bytesMax: number): Uint8Array | undefined {
    const [first] = this.#parcels;
    if (first === undefined || typeof first.content === 'string') return undefined;
    if (first.opensMs > this.#run.nowMs) return undefined;
    const { content } = first;
    if (content.byteLength <= bytesMax) {
      this.#parcels.shift();
      return content;
    }
    this.#parcels[0] = { ...first, content: content.subarray(bytesMax) };
    return content.subarray(0, bytesMax);
  }
}

/** Readers may keep the memory: none of it is shared. */
function joined(pieces: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
}
