import type { ChildAnswers } from './child-handle.ts';
import type { CryptoAnswers } from './crypto-job.ts';
import type { Binding } from './internals.ts';
import type { MessagingAnswers } from './message-port.ts';
import type { WatchAnswers } from './stub-fs-watch.ts';
import type { CapturedImmediate } from './stub-immediates.ts';
import type { ZlibAnswers } from './zlib-stream.ts';

/** What answers for the functions of the binding `fs`. */
export interface FsAnswers {
  /** A call that wants its answer at once. */
  now(name: string, args: readonly unknown[]): unknown;
  /**
   * A call that is answered later: by the `oncomplete` of `request`, or, where that is undefined, by the promise that is
   * returned.
   */
  later(name: string, args: readonly unknown[], request: FsRequest | undefined): unknown;
}

/** Node's `FSReqCallback`. */
export interface FsRequest {
  oncomplete(this: FsRequest, error: unknown, value?: unknown): void;
}

/** Under it a handle that stands for a native one says which. */
export const HANDLE_KIND = Symbol.for('heddle.handleKind');

/** What there is of streams: sockets, and their listening servers, of TCP and of the system itself (paths). */
export type HandleKind = 'TCP' | 'Pipe';

/** What answers for sockets. */
export interface NetAnswers {
  /** @param type what Node gives to the constructor: SOCKET, SERVER … */
  open(kind: HandleKind, type: number): object;
  /** A socket of UDP. */
  openDatagrams(): object;
  /** What there is no simulation of was asked for. */
  refuse(what: string): never;
  /** Makes `stream` carry what goes through `handle`, so that `wrapped`, TLS on `stream`, speaks to the other end. */
  bridge(handle: object, stream: NativeStream, wrapped: object): void;
}

/** Node's `JSStream`: a native stream whose other side is JavaScript. */
export interface NativeStream {
  isClosing: () => boolean;
  onreadstart: () => number;
  onreadstop: () => number;
  onwrite: (request: object, buffers: readonly Uint8Array[]) => number;
  onshutdown: (request: object) => number;
  readBuffer(bytes: Uint8Array): void;
  emitEOF(): void;
  finishWrite(request: object, status: number): void;
  finishShutdown(request: object, status: number): void;
}

/** What answers for names of hosts. */
export interface DnsAnswers {
  /** @param name of the native function, as `getaddrinfo` or `queryA`; its first argument is told later */
  ask(name: string, args: readonly unknown[]): number;
  /** A resolver was made. */
  made(channel: object): void;
}

/**
 * Where the stubs of Node's native bindings look for who answers. Undefined outside of simulated runs: then the real
 * bindings do. One for a thread, under a global name: the stubs are loaded before all else, and by themselves.
 */
export interface Switchboard {
  /** The bindings as they were, by name: their functions, taken before the stubs were put there. */
  readonly real: Readonly<Record<string, Binding>>;
  /** Modules that were loaded before the stubs and hold real bindings. */
  readonly early: readonly string[];
  fs: FsAnswers | undefined;
  watch: WatchAnswers | undefined;
  children: ChildAnswers | undefined;
  crypto: CryptoAnswers | undefined;
  messaging: MessagingAnswers | undefined;
  /** Is told of an immediate that Node's own code has set. */
  immediate: ((immediate: CapturedImmediate) => void) | undefined;
  zlib: ZlibAnswers | undefined;
  dns: DnsAnswers | undefined;
  net: NetAnswers | undefined;
}

const KEY = Symbol.for('heddle.switchboard');

interface Holder {
  [KEY]?: Switchboard;
}

/** Undefined in a thread without stubs. */
export function switchboardIfAny(): Switchboard | undefined {
  return (globalThis as Holder)[KEY];
}

/** Puts it up; the stubs do that once. */
export function install(switchboard: Switchboard): void {
  (globalThis as Holder)[KEY] = switchboard;
}

/** Calls `work` as if no run went on: what the stubs are asked for meanwhile is real. */
export function outsideOfSimulation<T>(work: () => T): T {
  const switchboard = switchboardIfAny();
  if (switchboard === undefined) return work();
  const answers: Partial<Record<string, unknown>> = { ...switchboard, real: undefined, early: undefined };
  const there = Object.keys(answers).filter((name) => answers[name] !== undefined);
  for (const name of there) Reflect.set(switchboard, name, undefined);
  try {
    return work();
  } finally {
    for (const name of there) Reflect.set(switchboard, name, answers[name]);
  }
}
