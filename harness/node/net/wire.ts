import type { Run } from '../../core/run.ts';
import type { LinkUser } from './links.ts';

/** What comes at the end of a direction: FIN, or RST. */
export type WireEnd = 'end' | 'reset';

/** What was sent at once, and the window in which it arrives, virtual milliseconds. */
interface Parcel {
  readonly content: Uint8Array | WireEnd;
  readonly opensMs: number;
  readonly closesMs: number;
  /** The step in which it was sent. */
  readonly step: number;
  /** On its way behind others, which may be read before it arrives. */
  isBehind: boolean;
}

/** How much of what has arrived a reader is given. */
export interface Share {
  readonly bytesMax: number;
  /** No more than was sent at once. */
  readonly isApart: boolean;
}

/** What a direction of a connection is like. */
export interface Route {
  /** Whether it stays on one host: what was sent has arrived, though whoever reads it is told later. */
  readonly isLocal: boolean;
  /** Of a message, virtual milliseconds, [least, most]. */
  readonly latencyMs: () => readonly [number, number];
  /** Whether nothing passes, for now. Default false. */
  readonly isCut?: boolean;
  /** Who wants to be told of that. */
  readonly users?: Set<LinkUser>;
}

/** One direction of a connection: a queue of bytes, in the order in which they were sent. */
export class Wire {
  /** Bytes that were sent, and that the other end has not read. */
  bytes = 0;
  readonly #run: Run;
  readonly #route: Route;
  readonly #parcels: Parcel[] = [];

  constructor(run: Run, route: Route) {
    this.#run = run;
    this.#route = route;
  }

  get route(): Route {
    return this.#route;
  }

  get isLocal(): boolean {
    return this.#route.isLocal;
  }

  /**
   * @param atMs when, virtual milliseconds. Default: now
   * @param isDelayed whether a small segment waits while another one was not acknowledged (Nagle), so that the other end
   * may read the one before the other has come. Over a network that may be anyway
   * @returns whether it is on its way behind others
   */
  send(content: Uint8Array | WireEnd, atMs = this.#run.nowMs, isDelayed = false): boolean {
    const [least, most] = this.#route.latencyMs();
    const last = this.#parcels.at(-1);
    const opensMs = Math.max(atMs + least, last?.opensMs ?? 0);
    const closesMs = Math.max(atMs + most, last?.closesMs ?? 0);
    const { step } = this.#run;
    const isBehind =
      last !== undefined && isDelayed && (last.isBehind || !this.isLocal || last.step !== step);
    this.#parcels.push({ content, opensMs, closesMs, step, isBehind });
    if (typeof content !== 'string') this.bytes += content.byteLength;
    return isBehind;
  }

  /** What was behind others has arrived. */
  catchUp(): void {
    for (const parcel of this.#parcels) parcel.isBehind = false;
  }

  /** What comes next, in its window; undefined where nothing was sent. */
  get next(): Parcel | undefined {
    return this.#parcels[0];
  }

  /** Whether a reset has arrived. */
  get isReset(): boolean {
    const last = this.#parcels.at(-1);
    return last?.content === 'reset' && this.#hasArrived(last);
  }

  /** When the last of the bytes that were not read will have arrived; undefined where there are none. Virtual ms. */
  get lastBytesMs(): number | undefined {
    const last = this.#parcels.findLast(({ content }) => typeof content !== 'string');
    return last === undefined || !this.#hasArrived(last) ? last?.opensMs : this.#run.nowMs;
  }

  #hasArrived({ opensMs, isBehind }: Parcel): boolean {
    return !isBehind && (this.isLocal || (opensMs <= this.#run.nowMs && this.#route.isCut !== true));
  }

  /** Bytes that have arrived. */
  get arrivedBytes(): number {
    let sum = 0;
    for (const parcel of this.#parcels)
      if (typeof parcel.content !== 'string' && this.#hasArrived(parcel)) sum += parcel.content.byteLength;
    return sum;
  }

  /** Whether the end has arrived, behind whatever comes before it. */
  get hasEnded(): boolean {
    const last = this.#parcels.at(-1);
    return last?.content === 'end' && this.#hasArrived(last);
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
    if (!this.#hasArrived(first)) return undefined;
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
