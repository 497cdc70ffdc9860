import type { Fault } from '../../core/event.ts';
import { inTask } from '../../core/context.ts';
import { simulated } from '../../core/simulated-resources.ts';
import type { FsAnswers, FsRequest } from '../bindings/switchboard.ts';
import type { Machine } from '../machine/machine.ts';
import { nativeError } from '../machine/native-error.ts';
import { NativeFileHandle } from './file-handle.ts';
import type { Volume } from './volume.ts';

type Call = (...args: readonly unknown[]) => unknown;

/** Answers calls of the binding `fs` from a volume: at once, or in events of the thread pool. */
export class SimulatedFs implements FsAnswers {
  readonly #machine: Machine;
  readonly #volume: Volume;

  constructor(machine: Machine, volume: Volume) {
    this.#machine = machine;
    this.#volume = volume;
  }

  now(name: string, args: readonly unknown[]): unknown {
    return this.#call(name, args);
  }

  later(name: string, args: readonly unknown[], request: FsRequest | undefined): unknown {
    if (request === undefined) return this.#promised(name, args);
    simulated.add(request);
    const answer = inTask((error: unknown, value?: unknown) =>
      value === undefined ? request.oncomplete(error) : request.oncomplete(error, value),
    );
    this.#issue(name, args, answer);
    return undefined;
  }

  #promised(name: string, args: readonly unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#issue(name, args, (error, value) => {
        if (error === null) resolve(value);
        else reject(error);
      });
    });
  }

  #issue(name: string, args: readonly unknown[], answer: (error: unknown, value?: unknown) => void): void {
    const call = name === 'openFileHandle' ? 'open' : name;
    this.#machine.issue({
      name: `fs.${call}`,
      key: this.#about(args),
      queue: this.#machine.threads,
      complete: (fault) => {
        let value: unknown;
        try {
          if (fault !== undefined) throw this.#errorOf(fault, call, args);
          value = this.#call(name, args);
        } catch (error) {
          answer(error);
          return;
        }
        answer(null, value);
      },
    });
  }

  #errorOf(fault: Fault, call: string, [first]: readonly unknown[]): Error {
    return nativeError(fault, call, typeof first === 'string' ? first : undefined);
  }

  #about([first]: readonly unknown[]): string | undefined {
    if (typeof first === 'string') return first;
    if (typeof first === 'number') return this.#volume.pathOf(first) ?? `fd ${first}`;
    return undefined;
  }

  #call(name: string, args: readonly unknown[]): unknown {
    if (name === 'openFileHandle') {
      const fd = this.#call('open', args) as number;
      return new NativeFileHandle(fd, (closed) => this.#promised('close', [closed]));
    }
    const call = Reflect.get(this.#volume, name) as Call | undefined;
    if (call === undefined) throw nativeError('ENOSYS', name);
    return call.apply(this.#volume, args as unknown[]);
  }
}
