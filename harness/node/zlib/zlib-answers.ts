import { type Scope, storage } from '../../core/async-storage.ts';
import type { Fault } from '../../core/event.ts';
import { simulated } from '../../core/simulated-resources.ts';
import type { ZlibAnswers, ZlibStream } from '../bindings/zlib-stream.ts';
import type { Machine } from '../machine/machine.ts';
import { formatOf } from './format.ts';
import { errorOf } from './zlib-error.ts';

/** Works on chunks when their events come: the native stream itself does, but synchronously. */
export class SimulatedZlib implements ZlibAnswers {
  readonly #machine: Machine;
  /** A native stream calls back in the async context in which it was made, whoever writes. */
  readonly #scopes = new WeakMap<ZlibStream, Scope>();
  /** Streams that a chunk is under way in; and how to close those that are to be closed after it. */
  readonly #working = new Map<ZlibStream, (() => void) | undefined>();

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  made(stream: ZlibStream): void {
    simulated.add(stream);
    const scope = storage.contexts?.capture();
    if (scope !== undefined) this.#scopes.set(stream, scope);
  }

  write(stream: ZlibStream, args: readonly unknown[], written: () => void): void {
    this.#working.set(stream, undefined);
    this.#machine.issue({
      name: 'zlib.write',
      key: formatOf(stream),
      queue: this.#machine.threads,
      complete: (fault) => this.#inScopeOf(stream, () => this.#work(stream, args, written, fault)),
    });
  }

  close(stream: ZlibStream, close: () => void): void {
    if (this.#working.has(stream)) this.#working.set(stream, close);
    else close();
  }

  #work(stream: ZlibStream, args: readonly unknown[], written: () => void, fault: Fault | undefined): void {
    const close = this.#working.get(stream);
    this.#working.delete(stream);
    if (fault === undefined ? writes(stream, args) : fails(stream, fault)) written();
    close?.();
  }

  #inScopeOf(stream: ZlibStream, work: () => void): void {
    const { contexts } = storage;
    if (contexts === undefined) work();
    else (this.#scopes.get(stream) ?? contexts.empty())(work);
  }
}

/** Whether it did not fail: a failure it tells by itself. */
function writes(stream: ZlibStream, args: readonly unknown[]): boolean {
  const { onerror } = stream;
  let hasFailed = false;
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- no target of events
  stream.onerror = (...told) => {
    hasFailed = true;
    onerror.apply(stream, told);
  };
  try {
    stream.writeSync(...args);
  } finally {
    // oxlint-disable-next-line unicorn/prefer-add-event-listener -- no target of events
    stream.onerror = onerror;
  }
  return !hasFailed;
}

function fails(stream: ZlibStream, code: Fault): false {
  const { message, errno } = errorOf(code);
  stream.onerror(message, errno, code);
  return false;
}
