import type { Patches } from '../../core/patches.ts';
import type { SimulatedOutput } from '../../core/simulated-node.ts';

type Done = (error?: Error | null) => void;

/** Keeps what is printed, which would else be printed by each of thousands of runs. */
export class CapturedOutput implements SimulatedOutput {
  readonly #chunks = { stdout: [] as string[], stderr: [] as string[] };

  /** @param shows whether it is printed all the same */
  constructor(patches: Patches, shows: boolean) {
    for (const name of ['stdout', 'stderr'] as const) {
      const stream = process[name];
      const real = stream.write.bind(stream);
      patches.set(stream, {
        write: (chunk: string | Uint8Array, ...rest: readonly unknown[]): boolean => {
          this.take(name, chunk, rest[0]);
          if (shows) real(chunk);
          const done = rest.find((each) => typeof each === 'function') as Done | undefined;
          if (done !== undefined) process.nextTick(done, null);
          return true;
        },
      });
    }
  }

  take(name: 'stdout' | 'stderr', chunk: string | Uint8Array, encoding?: unknown): void {
    const bytes =
      typeof chunk === 'string'
        ? Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8')
        : chunk;
    this.#chunks[name].push(Buffer.from(bytes).toString());
  }

  get stdout(): string {
    return this.#chunks.stdout.join('');
  }

  get stderr(): string {
    return this.#chunks.stderr.join('');
  }
}
