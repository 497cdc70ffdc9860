import { inEmptyContext, storage, type Scope } from '../../core/async-storage.ts';
import { HANDLE_KIND, type HandleKind } from '../bindings/switchboard.ts';
import { type Machine, TURN_MS } from '../machine/machine.ts';
import { errnoOf } from '../machine/native-error.ts';
import type { Address } from './address.ts';
import type { Connected, Listener } from './listener.ts';
import type { Network } from './network.ts';
import type { Reader, Socket } from './socket.ts';
import { tellRead, tellWritten } from './stream-base.ts';

/** Node's `WriteWrap` and `ShutdownWrap`. */
interface StreamRequest {
  oncomplete(status: number, handle?: unknown, error?: unknown): void;
}

/** Node's `TCPConnectWrap` and `PipeConnectWrap`. */
interface ConnectRequest {
  oncomplete(status: number, handle: unknown, request: unknown, readable: boolean, writable: boolean): void;
}

/** What a write returns: from Node 26 on, where it goes on later, what is told of it. */
type WriteResult = number | object;

let lastAsyncId = 1e9;

/** Stands for the native `TCP` or `Pipe`: what `lib/net.js` talks to. */
export class StreamHandle {
  readonly [HANDLE_KIND]: HandleKind;
  readonly isStreamBase = true;
  /** Else `_http_server.js` would have its native parser read from it. */
  _consumed = true;
  readonly fd = -1;
  onread: ((buffer: ArrayBuffer | undefined) => unknown) | undefined = undefined;
  onconnection: ((status: number, client: StreamHandle | undefined) => void) | undefined = undefined;
  readonly #kind: HandleKind;
  readonly #type: number;
  readonly #machine: Machine;
  readonly #network: Network;
  #scope: Scope | undefined;
  #asyncId = ++lastAsyncId;
  #task;
  #socket: Socket | undefined;
  #listener: Listener | undefined;
  #local: Address | undefined;
  #remote: Address | undefined;
  /** Where it is bound: to an address, or to a path. */
  #boundTo: { readonly address: string; readonly port: number } | undefined;
  #buffer: Uint8Array | undefined;
  #isReferenced = true;
  #isDelayed: boolean;
  #isClosed = false;

  constructor(machine: Machine, network: Network, kind: HandleKind, type: number, connected?: Connected) {
    this[HANDLE_KIND] = kind;
    this.#kind = kind;
    this.#isDelayed = kind === 'TCP';
    this.#type = type;
    this.#machine = machine;
    this.#network = network;
    this.#task = machine.run.current;
    // What the system hands over comes in nobody's context, whatever that of the server is.
    this.#scope = connected === undefined ? storage.contexts?.capture() : storage.contexts?.empty();
    if (connected !== undefined) this.#take(connected);
  }

  #take({ socket, local, remote }: Connected): void {
    this.#socket = socket;
    this.#local = local;
    this.#remote = remote;
    socket.isReferenced = this.#isReferenced;
    socket.isDelayed = this.#isDelayed;
  }

  /** It is an end of a connection that the system has made, as a pipe to a child process. */
  attach(socket: Socket): void {
    this.#take({ socket, local: undefined, remote: undefined });
    socket.establish();
  }

  /** In its async context, as whatever a handle of Node's calls. */
  #call(work: () => void): void {
    if (this.#scope === undefined) inEmptyContext(work);
    else this.#scope(work);
  }

  // What any handle has.

  get isClosed(): boolean {
    return this.#isClosed;
  }

  getAsyncId(): number {
    return this.#asyncId;
  }

  /** A pooled connection gets another user. */
  asyncReset(): void {
    this.#asyncId = ++lastAsyncId;
    this.#task = this.#machine.run.current;
    if (this.#socket !== undefined) this.#socket.identity.task = this.#task;
    this.#scope = storage.contexts?.capture();
  }

  getProviderType(): number {
    return 0;
  }

  ref(): void {
    this.#reference(true);
  }

  unref(): void {
    this.#reference(false);
  }

  hasRef(): boolean {
    return this.#isReferenced && !this.#isClosed;
  }

  #reference(isReferenced: boolean): void {
    this.#isReferenced = isReferenced;
    if (this.#socket !== undefined) this.#socket.isReferenced = isReferenced;
  }

  close(callback?: () => void): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#listener?.close();
    const done = callback && ((): void => this.#call(() => callback.call(this)));
    if (this.#socket !== undefined) this.#socket.close(done);
    else if (done !== undefined) this.#later('net.close', done);
  }

  reset(callback?: () => void): number {
    if (this.#isClosed) return 0;
    this.#isClosed = true;
    const done = callback && ((): void => this.#call(() => callback.call(this)));
    if (this.#socket !== undefined) this.#socket.reset(done);
    else if (done !== undefined) this.#later('net.close', done);
    return 0;
  }

  #later(name: string, complete: () => void): void {
    const key = this.#boundTo === undefined ? undefined : keyOf(this.#boundTo);
    this.#machine.issue({ name, key, task: this.#task, latencyMs: TURN_MS, complete });
  }

  // Servers.

  bind(address: string, port = 0): number {
    return this.#bind(address, port);
  }

  bind6(address: string, port: number): number {
    return this.#bind(address, port);
  }

  #bind(address: string, port: number): number {
    const bound =
      this.#kind === 'Pipe' ? { address, port: 0 } : { address, port: port || this.#network.freePort() };
    this.#boundTo = bound;
    if (this.#kind === 'TCP') this.#local = { ...bound, family: address.includes(':') ? 'IPv6' : 'IPv4' };
    return 0;
  }

  listen(): number {
    if (this.#boundTo === undefined) this.#bind('::', 0);
    const { address = '::', port = 0 } = this.#boundTo ?? {};
    this.#listener = this.#network.listen(address, port, this.#task, (connected) =>
      this.#call(() => {
        const client = this.#network.open(this.#kind, this.#type, connected);
        connected.socket.establish();
        this.onconnection?.(0, client);
      }),
    );
    return this.#listener === undefined ? errnoOf('EADDRINUSE') : 0;
  }

  // Clients.

  connect(request: ConnectRequest, address: string, port = 0): number {
    this.#socket = this.#network.connect({
      task: this.#machine.run.current,
      kind: this.#kind,
      address,
      port,
      answer: (result) => {
        if (typeof result !== 'string') this.#take(result);
        const status = typeof result === 'string' ? errnoOf(result) : 0;
        this.#call(() => request.oncomplete(status, this, request, true, true));
      },
    });
    return 0;
  }

  connect6(request: ConnectRequest, address: string, port: number): number {
    return this.connect(request, address, port);
  }

  getsockname(out: object): number {
    Object.assign(out, this.#local ?? { address: '::', family: 'IPv6', port: 0 });
    return 0;
  }

  getpeername(out: object): number {
    if (this.#remote === undefined) return errnoOf('ENOTCONN');
    Object.assign(out, this.#remote);
    return 0;
  }

  // Reading.

  get bytesRead(): number {
    return this.#socket?.bytesRead ?? 0;
  }

  useUserBuffer(buffer: Uint8Array): void {
    this.#buffer = buffer;
  }

  readStart(): number {
    this.#socket?.startReading(this.#reader());
    return 0;
  }

  readStop(): number {
    this.#socket?.stopReading();
    return 0;
  }

  #reader(): Reader {
    const fail = (code: string): void => this.#onRead(errnoOf(code), undefined);
    return {
      ...(this.#buffer !== undefined && { bytesMax: this.#buffer.byteLength }),
      data: (bytes) => {
        const buffer = this.#buffer;
        buffer?.set(bytes);
        this.#onRead(bytes.byteLength, buffer === undefined ? bytes.buffer : undefined);
      },
      end: () => fail('EOF'),
      error: fail,
    };
  }

  #onRead(bytesOrErrno: number, buffer: ArrayBuffer | undefined): void {
    this.#call(() => {
      tellRead(bytesOrErrno);
      const next = this.onread?.(buffer);
      if (next instanceof Uint8Array) this.#buffer = next;
    });
  }

  // Writing.

  get bytesWritten(): number {
    return this.#socket?.bytesWritten ?? 0;
  }

  get writeQueueSize(): number {
    return this.#socket?.unsentBytes ?? 0;
  }

  writeBuffer(request: StreamRequest | null, bytes: Uint8Array): WriteResult {
    return this.#write(request, Uint8Array.from(bytes));
  }

  writeUtf8String(request: StreamRequest | null, text: string): WriteResult {
    return this.#write(request, Buffer.from(text, 'utf8'));
  }

  writeLatin1String(request: StreamRequest | null, text: string): WriteResult {
    return this.#write(request, Buffer.from(text, 'latin1'));
  }

  writeAsciiString(request: StreamRequest | null, text: string): WriteResult {
    return this.#write(request, Buffer.from(text, 'latin1'));
  }

  writeUcs2String(request: StreamRequest | null, text: string): WriteResult {
    return this.#write(request, Buffer.from(text, 'ucs2'));
  }

  /** @param areBuffers else texts and their encodings, in turns */
  writev(request: StreamRequest | null, chunks: readonly unknown[], areBuffers: boolean): WriteResult {
    const pieces: Uint8Array[] = [];
    const step = areBuffers ? 1 : 2;
    for (let i = 0; i < chunks.length; i += step) {
      const chunk = chunks[i] as string | Uint8Array;
      const encoding = chunks[i + 1] as BufferEncoding;
      pieces.push(typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk);
    }
    return this.#write(request, Buffer.concat(pieces));
  }

  #write(request: StreamRequest | null, bytes: Uint8Array): WriteResult {
    const told: { oncomplete?: StreamRequest['oncomplete']; writeStatus: null } = { writeStatus: null };
    const asked = request ?? told;
    const left = this.#socket?.write(bytes, (code) => {
      const status = code === undefined ? 0 : errnoOf(code);
      this.#call(() => asked.oncomplete?.(status, this, undefined));
    });
    tellWritten(bytes.byteLength, left === false);
    if (left === undefined) return errnoOf('ENOTCONN');
    if (typeof left === 'string') return errnoOf(left);
    return left || request !== null ? 0 : told;
  }

  shutdown(request: StreamRequest): number {
    if (this.#socket === undefined) return errnoOf('ENOTCONN');
    this.#socket.shutdown((code) => {
      this.#call(() => request.oncomplete(code === undefined ? 0 : errnoOf(code)));
    });
    return 0;
  }

  // Settings of the native side that have no meaning here.

  setNoDelay(isOn: boolean): number {
    this.#isDelayed = !isOn;
    if (this.#socket !== undefined) this.#socket.isDelayed = this.#isDelayed;
    return 0;
  }

  setKeepAlive(): number {
    return 0;
  }

  setBlocking(): number {
    return 0;
  }

  setTypeOfService(): number {
    return 0;
  }

  getTypeOfService(): number {
    return 0;
  }

  setSimultaneousAccepts(): void {}

  setPendingInstances(): void {}

  fchmod(): number {
    return 0;
  }

  open(): number {
    return errnoOf('ENOTSUP');
  }
}

function keyOf({ address, port }: { readonly address: string; readonly port: number }): string {
  return port === 0 ? address : String(port);
}
