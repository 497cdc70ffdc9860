import type { Fault } from '../../core/event.ts';
import type { Process } from '../../core/process.ts';
import { inTask } from '../../core/context.ts';
import { simulated } from '../../core/simulated-resources.ts';
import type { FsAnswers, FsRequest, Switchboard } from '../bindings/switchboard.ts';
import type { Machine } from '../machine/machine.ts';
import { nativeError } from '../machine/native-error.ts';
import { type FsCall, fsCalls } from './calls/all-calls.ts';
import { Caller, textOf } from './calls/caller.ts';
import { NativeDirHandle } from './dir-handle.ts';
import { SHORT } from './fs-faults.ts';
import { NativeFileHandle } from './file-handle.ts';
import { OpenFiles } from './calls/open-files.ts';
import { SimulatedWatch } from './watch/watch-answers.ts';
import { Errno } from './volume/errno.ts';
import type { Volume } from './volume/volume.ts';
import { writeToStandard } from './standard-write.ts';

/** Told how a request ended: by an error, or null and what Node calls the result. */
type Answer = (error: unknown, value?: unknown) => void;

/** The standard streams, which are real. */
const STDERR = 2;

/** Answers calls of the binding `fs` from a volume: at once, or in events of the thread pool. */
export class SimulatedFs implements FsAnswers {
  readonly watch: SimulatedWatch;
  readonly #filesOf = new WeakMap<Process, OpenFiles>();
  readonly #machine: Machine;
  readonly #caller: Caller;
  readonly #real: Readonly<Record<string, unknown>>;

  /** @param switchboard its real functions serve the standard streams */
  constructor(machine: Machine, volume: Volume, { real }: Pick<Switchboard, 'real'>) {
    this.#machine = machine;
    this.#real = real['fs'] ?? {};
    this.#caller = new Caller(
      volume,
      () => this.#files,
      () => process.cwd(),
    );
    this.watch = new SimulatedWatch(machine, this.#caller);
  }

  /** Those of the process that is running: they end with it. */
  get #files(): OpenFiles {
    const { process } = this.#machine.run.current;
    let files = this.#filesOf.get(process);
    if (files === undefined) this.#filesOf.set(process, (files = new OpenFiles()));
    return files;
  }

  now(name: string, args: readonly unknown[]): unknown {
    if (name === 'internalModuleStat') return this.#do(name, args.slice(-1));
    if (name === 'stat' || name === 'lstat') return this.#do(name, [args[0], args[1], args[3]]);
    const context = args.at(-1);
    if (!isErrorContext(context)) return this.#do(name, args);
    try {
      return this.#do(name, args.slice(0, -2));
    } catch (error) {
      // What older functions are given to say what went wrong: their callers throw it.
      const { errno, code, syscall } = error as NodeJS.ErrnoException;
      Object.assign(context, { errno, code, syscall });
      return undefined;
    }
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

  #issue(name: string, args: readonly unknown[], answer: Answer): void {
    const call = name === 'openFileHandle' ? 'open' : name;
    this.#machine.issue({
      name: `fs.${fsCalls.get(call)?.event ?? call}`,
      key: this.#about(args),
      queue: this.#machine.threads,
      orphaned: () => this.#finish(name, args),
      complete: (fault) => {
        let value: unknown;
        try {
          value = this.#struck(name, args, fault);
        } catch (error) {
          answer(error);
          return;
        }
        answer(null, value);
      },
    });
  }

  /** The kernel is at it, and whoever asked is gone. */
  #finish(name: string, args: readonly unknown[]): void {
    try {
      this.#do(name, args);
    } catch {
      // Nobody is told.
    }
  }

  #struck(name: string, args: readonly unknown[], fault: Fault | undefined): unknown {
    if (fault === undefined) return this.#do(name, args);
    if (fault === SHORT) return this.#do(...halved(name, args));
    // Linux frees the descriptor whatever `close` says.
    if (name === 'close') this.#do(name, args);
    throw errorOf(fault, name, args);
  }

  /** What the event is about, as a person reads it. Paths below the working directory begin there: ids are for all machines. */
  #about([first]: readonly unknown[]): string | undefined {
    if (typeof first === 'number') {
      const file = this.#files.find(first);
      return file === undefined ? `fd ${first}` : fromHere(file.path);
    }
    return first === undefined ? undefined : fromHere(textOf(first));
  }

  #do(name: string, args: readonly unknown[]): unknown {
    if (name === 'openFileHandle') return this.#handle(this.#do('open', args) as number);
    const [first] = args;
    if (typeof first === 'number' && first <= STDERR && first >= 0)
      return writeToStandard(name, args) ?? (this.#real[name] as (...args: unknown[]) => unknown)(...args);
    return name.startsWith('opendir')
      ? new NativeDirHandle(this.#call(name, args.slice(0, 2)) as number, this)
      : this.#call(name, args);
  }

  #call(name: string, args: readonly unknown[]): unknown {
    const known = fsCalls.get(name);
    if (known === undefined) throw nativeError('ENOSYS', name);
    try {
      return known.call(this.#caller, ...args);
    } catch (error) {
      throw error instanceof Errno ? errorOf(error.code, name, args) : error;
    }
  }

  #handle(fd: number): NativeFileHandle {
    return new NativeFileHandle(fd, {
      later: (closed) => this.#promised('close', [closed]),
      now: (closed) => this.#do('close', [closed]),
    });
  }
}

/** An error of Node's shape, with the paths that its call was given. */
function errorOf(code: string, name: string, args: readonly unknown[]): Error {
  const call = fsCalls.get(name === 'openFileHandle' ? 'open' : name);
  const { paths, syscall } = call ?? ({ paths: 0, syscall: name } satisfies Partial<FsCall>);
  const [path, dest] = args;
  if (name === 'readFileUtf8' && (typeof path === 'number' || code === 'EISDIR' || code === 'EBADF'))
    return nativeError(code, 'read');
  if (name === 'writeFileUtf8' && typeof path === 'number') return nativeError(code, 'write');
  if (paths === 0) return nativeError(code, syscall);
  const named = name === 'mkdtemp' ? `${textOf(path)}XXXXXX` : textOf(path);
  return nativeError(code, syscall, named, paths === 2 ? textOf(dest) : undefined);
}

/** A read or write that does half of what was asked for; other calls as they are. */
function halved(name: string, args: readonly unknown[]): [string, readonly unknown[]] {
  const half = (length: number): number => (length === 0 ? 0 : Math.max(1, length >> 1));
  const [fd, what, ...rest] = args;
  switch (name) {
    case 'read':
    case 'writeBuffer': {
      const [offset, length, position] = rest as [number | null, number | null, unknown];
      const whole = length ?? (what as ArrayBufferView).byteLength - (offset ?? 0);
      return [name, [fd, what, offset ?? 0, half(whole), position]];
    }
    case 'writeString': {
      const [position, encoding] = rest as [number | null, BufferEncoding | undefined];
      const bytes = Buffer.from(what as string, encoding);
      return ['writeBuffer', [fd, bytes, 0, half(bytes.length), position]];
    }
    case 'readBuffers':
    case 'writeBuffers': {
      const buffers = what as readonly ArrayBufferView[];
      return [name, [fd, buffers.slice(0, half(buffers.length)), ...rest]];
    }
    default:
      return [name, args];
  }
}

function fromHere(path: string): string {
  const here = process.cwd();
  return here !== '/' && path.startsWith(`${here}/`) ? path.slice(here.length + 1) : path;
}

function isErrorContext(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.getPrototypeOf(value) === Object.prototype
  );
}
