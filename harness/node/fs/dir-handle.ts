import type { FsAnswers, FsRequest } from '../bindings/switchboard.ts';

/** Stands for the native `DirHandle`, on which `fs.Dir` is built. */
export class NativeDirHandle {
  readonly #fd: number;
  readonly #fs: FsAnswers;

  constructor(fd: number, fs: FsAnswers) {
    this.#fd = fd;
    this.#fs = fs;
  }

  getAsyncId(): number {
    return 0;
  }

  /** The next entries, `name, type, name, type …`; null after the last. */
  read(encoding: unknown, count: unknown, ...asked: readonly unknown[]): unknown {
    return this.#ask('readdirNext', [this.#fd, encoding, count], asked);
  }

  close(...asked: readonly unknown[]): unknown {
    return this.#ask('closedir', [this.#fd], asked);
  }

  /** @param asked a request; or nothing and what errors are written to, for an answer at once */
  #ask(name: string, args: readonly unknown[], [request, context]: readonly unknown[]): unknown {
    if (request !== undefined) return this.#fs.later(name, args, request as FsRequest);
    return this.#fs.now(name, context === undefined ? args : [...args, undefined, context]);
  }
}
