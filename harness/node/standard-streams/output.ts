import type { SimulatedOutput } from '../../core/simulated-node.ts';

type Done = (error?: Error | null) => void;

/** Keeps what is printed, which would else be printed by each of thousands of runs. */
export class CapturedOutput implements SimulatedOutput {
  stdout = '';
  stderr = '';
  readonly #shows: boolean;

  /** @param shows whether it is printed all the same */
  constructor(shows: boolean) {
    this.#shows = shows;
  }

  print(
    name: 'stdout' | 'stderr',
    show: (chunk: unknown) => void,
    [chunk, ...rest]: readonly unknown[],
  ): boolean {
    this[name] += textOf(chunk, rest[0]);
    if (this.#shows) show(chunk);
    const done = rest.find((each) => typeof each === 'function') as Done | undefined;
    if (done !== undefined) process.nextTick(done, null);
    return true;
  }
}

function textOf(chunk: unknown, encoding: unknown): string {
  if (typeof chunk !== 'string') return Buffer.from(chunk as Uint8Array).toString();
  return typeof encoding === 'string' && !/^utf-?8$/i.test(encoding)
    ? Buffer.from(chunk, encoding as BufferEncoding).toString()
    : chunk;
}
