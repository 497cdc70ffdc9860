import type { FsAnswers } from './switchboard.ts';

/** What Node reads or writes at once. Bytes. */
const CHUNK = 2 ** 19;
/** Of a file that says that it is empty. Bytes. */
const UNKNOWN_CHUNK = 2 ** 16;
const STAT_SIZE = 8;

/** `ondone` of the native job. */
type Done = (error: unknown, bytes?: Buffer, fd?: number) => void;

/** A request of several calls, one after the other, as the thread that serves it makes them. */
abstract class Job {
  ondone: Done | undefined;

  run(): undefined {
    this.work().then(
      (bytes) => this.ondone?.(null, bytes, -1),
      (error: unknown) => this.ondone?.(error),
    );
    return undefined;
  }

  protected abstract work(): Promise<Buffer | undefined>;
}

/** Opens a file, works on it, and closes it, whatever comes. */
async function withFile<T>(
  fs: FsAnswers,
  opening: readonly unknown[],
  work: (fd: number) => Promise<T>,
): Promise<T> {
  const fd = (await fs.later('open', opening, undefined)) as number;
  let result: T;
  try {
    result = await work(fd);
  } catch (error) {
    await fs.later('close', [fd], undefined);
    throw error;
  }
  await fs.later('close', [fd], undefined);
  return result;
}

/** Stands for the native `ReadFileJob`, which Node has from 26 on. */
export class ReadFileJob extends Job {
  readonly #fs: FsAnswers;
  readonly #opening: readonly unknown[];

  constructor(fs: FsAnswers, path: unknown, flags: unknown) {
    super();
    this.#fs = fs;
    this.#opening = [path, flags, 0o666];
  }

  protected work(): Promise<Buffer> {
    return withFile(this.#fs, this.#opening, (fd) => this.#readAll(fd));
  }

  async #readAll(fd: number): Promise<Buffer> {
    const stats = (await this.#fs.later('fstat', [fd, false], undefined)) as Float64Array;
    const size = stats[STAT_SIZE] ?? 0;
    const chunks: Buffer[] = [];
    let total = 0;
    for (;;) {
      const length = size === 0 ? UNKNOWN_CHUNK : Math.min(size - total, CHUNK);
      const buffer = Buffer.allocUnsafeSlow(length);
      const count = (await this.#fs.later('read', [fd, buffer, 0, length, -1], undefined)) as number;
      chunks.push(buffer.subarray(0, count));
      total += count;
      if (count === 0 || total === size) return Buffer.concat(chunks);
    }
  }
}

/** Stands for the native `WriteFileJob`. */
export class WriteFileJob extends Job {
  readonly #fs: FsAnswers;
  readonly #opening: readonly unknown[];
  readonly #data: ArrayBufferView;

  constructor(fs: FsAnswers, path: unknown, flags: unknown, mode: unknown, data: ArrayBufferView) {
    super();
    this.#fs = fs;
    this.#opening = [path, flags, mode];
    this.#data = data;
  }

  protected async work(): Promise<undefined> {
    await withFile(this.#fs, this.#opening, async (fd) => {
      const { byteLength } = this.#data;
      for (let at = 0; at < byteLength;) {
        const part = [fd, this.#data, at, Math.min(byteLength - at, CHUNK), null];
        at += (await this.#fs.later('writeBuffer', part, undefined)) as number;
      }
    });
    return undefined;
  }
}
