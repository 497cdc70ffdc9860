import { context } from '../../core/context.ts';
import { type Event, type Fault, PENDING } from '../../core/event.ts';
import type { ProcessResource } from '../../core/process.ts';
import type { Task } from '../../core/task.ts';
import { type Machine, TURN_MS } from '../machine/machine.ts';
import { type Route, Wire } from './wire.ts';

/** What libuv reads at once. */
const CHUNK_BYTES_MAX = 65_536;
/** What the other end takes in while nobody reads, and the own system before that. */
const WINDOW_BYTES = 262_144;

/** How often it reads in a row. */
const READS_MAX = 32;

/** Who is told of what arrives. */
export interface Reader {
  /** Where the next bytes go has room for so many. Default: what libuv reads at once. */
  readonly bytesMax?: number;
  data(bytes: Uint8Array<ArrayBuffer>): void;
  end(): void;
  /** @param code of an error of the system */
  error(code: string): void;
}

/** Whose a socket is, and what traces call the two directions. */
export interface SocketIdentity {
  task: Task;
  /** `client:1→80`: what it writes. */
  readonly outward: string;
  /** `80→client:1`: what it reads. */
  readonly inward: string;
  /** What the names of its events begin with. Default `net`. */
  readonly group?: string;
}

interface Write {
  readonly bytes: Uint8Array;
  sent: number;
  readonly done: (code: string | undefined) => void;
}

/** One end of a connection, as the system keeps it. */
export class Socket implements ProcessResource {
  readonly identity: SocketIdentity;
  bytesRead = 0;
  bytesWritten = 0;
  /** Whether it keeps the process alive. */
  isReferenced = true;
  /** Whether small writes wait until those before were acknowledged. */
  isDelayed = false;
  readonly #machine: Machine;
  #wire: Wire | undefined;
  #peer: Socket | undefined;
  /** Nothing is read before this end knows of the connection. */
  #isEstablished = false;
  #reader: Reader | undefined;
  #arrival: Event | undefined;
  /** What was sent behind that which is awaited arrives. */
  #rest: Event | undefined;
  /** While it reads all that is there. */
  #isReading = false;
  #shutdown: { readonly event: Event | undefined; readonly done: (code?: string) => void } | undefined;
  /** What did not fit into the window of the other end. */
  readonly #unsent: Write[] = [];
  #hasSentEnd = false;
  #hasReadEnd = false;
  #isClosed = false;
  /** What a write ends with, after a reset. */
  #broken: 'ECONNRESET' | 'EPIPE' | undefined;

  constructor(machine: Machine, identity: SocketIdentity) {
    this.#machine = machine;
    this.identity = identity;
    identity.task.process.hold(this);
  }

  /** @param there the route from the first to the second, @param back from the second to the first */
  static connect(a: Socket, b: Socket, there: Route, back: Route): void {
    a.#peer = b;
    b.#peer = a;
    b.#wire = new Wire(a.#machine.run, there);
    a.#wire = new Wire(b.#machine.run, back);
    there.users?.add(b);
    back.users?.add(a);
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Bytes that were written and have not left. */
  get unsentBytes(): number {
    return this.#unsent.reduce((sum, { bytes, sent }) => sum + bytes.byteLength - sent, 0);
  }

  /** From now on it reads what has arrived. */
  establish(): void {
    this.#isEstablished = true;
    this.#arm();
  }

  startReading(reader: Reader): void {
    this.#reader = reader;
    this.#arm();
  }

  stopReading(): void {
    this.#reader = undefined;
    this.#disarm();
  }

  /**
   * Sends what fits into the window of the other end.
   * @param done called later where not all of it did, when it has left
   * @returns whether all has left, or the code of an error
   */
  write(bytes: Uint8Array, done: Write['done']): boolean | 'ECONNRESET' | 'EPIPE' {
    const failed = this.#writeFailure();
    if (failed !== undefined) return failed;
    this.bytesWritten += bytes.byteLength;
    const write = { bytes, sent: 0, done };
    if (this.#unsent.length === 0) {
      this.#send(write);
      if (write.sent === bytes.byteLength) return true;
    }
    this.#unsent.push(write);
    return false;
  }

  #writeFailure(): 'ECONNRESET' | 'EPIPE' | undefined {
    if (this.#broken === undefined && this.#wire?.isReset === true)
      this.#broken = this.#hasReadEnd ? 'EPIPE' : 'ECONNRESET';
    const code = this.#hasSentEnd ? 'EPIPE' : this.#broken;
    if (code !== undefined) this.#broken = 'EPIPE';
    return code;
  }

  #send(write: Write): void {
    const peer = this.#peer;
    const wire = peer === undefined ? undefined : peer.#wire;
    if (peer === undefined || wire === undefined) return;
    const room = peer.#isClosed ? Infinity : WINDOW_BYTES - wire.bytes;
    const part = write.bytes.subarray(write.sent, write.sent + Math.max(0, room));
    if (part.byteLength === 0) return;
    write.sent += part.byteLength;
    if (peer.#isClosed) {
      // Nobody is there: the system of the other end says so.
      this.#wire?.send('reset', this.#machine.run.nowMs);
      this.#arm();
      return;
    }
    // Only who is about to read can see what comes apart.
    const isDelayed = peer.#arrival !== undefined && (this.isDelayed || !wire.isLocal);
    if (wire.send(part, this.#machine.run.nowMs, isDelayed)) peer.#awaitRest(wire);
    peer.#arm();
  }

  #awaitRest(wire: Wire): void {
    if (this.#rest !== undefined) return;
    const closesMs = wire.next?.closesMs ?? 0;
    this.#rest = this.#machine.issue({
      name: this.#name('segment'),
      key: this.identity.inward,
      task: this.identity.task,
      // By default what was sent has arrived before anybody reads.
      windowMs: [0, closesMs],
      complete: () => {
        this.#rest = undefined;
        wire.catchUp();
      },
    });
  }

  #catchUp(): void {
    if (this.#rest?.state === PENDING) this.#machine.run.pending.withdraw(this.#rest);
    this.#rest = undefined;
    this.#wire?.catchUp();
  }

  /** The other end has read: there is room again. */
  #flush(): void {
    for (let [write] = this.#unsent; write !== undefined; [write] = this.#unsent) {
      this.#send(write);
      if (write.sent < write.bytes.byteLength) return;
      this.#unsent.shift();
      const { done } = write;
      this.#issueSoon('write', () => done(undefined));
    }
    if (this.#shutdown !== undefined && this.#shutdown.event === undefined)
      this.shutdown(this.#shutdown.done);
  }

  /** Sends what is left and then the end; calls back when that has left. */
  shutdown(done: (code?: string) => void): void {
    if (this.#unsent.length > 0) {
      this.#shutdown = { event: undefined, done };
      return;
    }
    const event = this.#issueSoon('shutdown', () => {
      this.#shutdown = undefined;
      this.sendEnd();
      done();
    });
    this.#shutdown = { event, done };
  }

  /** Tells the other end that nothing more comes. */
  sendEnd(): void {
    const peer = this.#peer;
    if (this.#hasSentEnd || peer === undefined) return;
    this.#hasSentEnd = true;
    if (peer.#isClosed) return;
    if (peer.#wire?.isLocal === true) peer.#catchUp();
    peer.#wire?.send('end');
    peer.#arm();
  }

  /** The other end is told of it: by an end, or by a reset where something came that nobody has read. */
  close(done?: () => void): void {
    if (!this.#tearDown(done)) return;
    const wire = this.#wire;
    const unreadMs = wire?.lastBytesMs;
    const { nowMs } = this.#machine.run;
    if (unreadMs !== undefined && unreadMs <= nowMs) this.#sendReset(nowMs);
    else {
      this.sendEnd();
      if (unreadMs !== undefined) this.#sendReset(unreadMs);
    }
  }

  /** Its process has ended: what has not left is lost. */
  end(): void {
    this.close();
  }

  /** Closes it so that the other end finds it reset, whatever was under way. */
  reset(done?: () => void): void {
    if (this.#tearDown(done)) this.#sendReset(this.#machine.run.nowMs);
  }

  #sendReset(atMs: number): void {
    const peer = this.#peer;
    if (peer === undefined || peer.#isClosed) return;
    peer.#catchUp();
    peer.#wire?.send('reset', atMs);
    peer.#arm();
  }

  #tearDown(done: (() => void) | undefined): boolean {
    if (this.#isClosed) return false;
    this.#isClosed = true;
    this.identity.task.process.release(this);
    this.stopReading();
    this.#catchUp();
    this.#wire?.route.users?.delete(this);
    const { run } = this.#machine;
    const shutdown = this.#shutdown;
    if (shutdown?.event?.state === PENDING) run.pending.withdraw(shutdown.event);
    this.#machine.issue({
      name: this.#name('close'),
      key: this.identity.outward,
      task: this.identity.task,
      latencyMs: TURN_MS,
      complete: () => {
        for (const write of this.#unsent) write.done('ECANCELED');
        shutdown?.done('ECANCELED');
        done?.();
      },
    });
    return true;
  }

  /** Whoever comes next in its direction is awaited, where somebody wants to read. */
  #arm(): void {
    const { run } = this.#machine;
    if (this.#arrival !== undefined || this.#isReading || !this.#isEstablished) return;
    if (this.#isClosed || this.#hasReadEnd) return;
    const next = this.#wire?.next;
    if (this.#reader === undefined || next === undefined || this.#wire?.route.isCut === true) return;
    if (next.isBehind) this.#catchUp();
    const { content, opensMs, closesMs } = next;
    this.#arrival = this.#machine.issue({
      name: this.#name(typeof content === 'string' ? content : 'data'),
      key: this.identity.inward,
      task: this.identity.task,
      live: this.isReferenced,
      windowMs: [Math.max(opensMs, run.nowMs), Math.max(closesMs, run.nowMs)],
      complete: (fault) => this.#arrive(fault),
    });
  }

  cut(): void {
    this.#disarm();
  }

  healed(): void {
    this.#arm();
  }

  /** Both ends find the connection reset. */
  broken(): void {
    if (this.#isClosed) return;
    this.#catchUp();
    this.#wire?.send('reset');
    this.#arm();
  }

  #disarm(): void {
    if (this.#arrival?.state !== PENDING) return;
    this.#machine.run.pending.withdraw(this.#arrival);
    this.#arrival = undefined;
  }

  #arrive(fault: Fault | undefined): void {
    this.#arrival = undefined;
    const wire = this.#wire;
    const reader = this.#reader;
    const content = wire?.next?.content;
    if (wire === undefined || reader === undefined || content === undefined) return;
    if (fault === 'ECONNRESET') this.#sendReset(this.#machine.run.nowMs);
    if (fault === 'ECONNRESET' || content === 'reset') {
      this.#broken = 'EPIPE';
      this.#hasReadEnd = true;
      reader.error('ECONNRESET');
      return;
    }
    if (content === 'end') {
      this.#readEnd(wire, reader);
      return;
    }
    const half = Math.ceil(content.byteLength / 2);
    this.#isReading = true;
    if (fault === undefined) this.#readAll(wire, reader);
    else this.#read(wire, reader, fault === 'split' ? half : Infinity, fault === 'apart');
    this.#isReading = false;
    this.#arm();
  }

  /**
   * What is there, as libuv reads it (`uv__read`): on and on where it fills the buffer, and to the end where both sides
   * have ended. What each chunk makes ready happens in between, and nothing else.
   */
  #readAll(wire: Wire, first: Reader): void {
    let reader: Reader | undefined = first;
    let left = wire.arrivedBytes;
    const isOver = this.#hasSentEnd && wire.hasEnded;
    for (let reads = 0; reads < READS_MAX && left > 0 && reader !== undefined; reads++) {
      const { bytesMax = CHUNK_BYTES_MAX } = reader;
      const size = this.#read(wire, reader, left);
      left -= size;
      if (left === 0 && !isOver) return;
      this.#settle();
      reader = this.#reader;
      if (size < bytesMax) break;
    }
    if (left === 0 && isOver && reader !== undefined) this.#readEnd(wire, reader);
  }

  #settle(): void {
    this.#machine.run.drain();
    context.task = this.identity.task;
  }

  /** @returns how many bytes it were */
  #read(wire: Wire, reader: Reader, most: number, isApart = false): number {
    const { bytesMax = CHUNK_BYTES_MAX } = reader;
    const bytes = wire.read({ bytesMax: Math.min(most, bytesMax), isApart });
    this.bytesRead += bytes.byteLength;
    if (this.#peer !== undefined) this.#peer.#flush();
    reader.data(bytes);
    return bytes.byteLength;
  }

  #readEnd(wire: Wire, reader: Reader): void {
    wire.shift();
    this.#hasReadEnd = true;
    reader.end();
  }

  #name(what: string): string {
    return `${this.identity.group ?? 'net'}.${what}`;
  }

  /** What libuv does at the end of the poll phase in which it was asked for, before immediates. */
  #issueSoon(what: string, complete: () => void): Event | undefined {
    return this.#issue(what, complete, true);
  }

  #issue(what: string, complete: () => void, isReady = false): Event | undefined {
    return this.#machine.issue({
      name: this.#name(what),
      key: this.identity.outward,
      task: this.identity.task,
      latencyMs: TURN_MS,
      isReady,
      complete,
    });
  }
}
