import type { Fault } from '../../core/event.ts';
import { simulated } from '../../core/simulated-resources.ts';
import type { CryptoAnswers, CryptoJob, CryptoJobClass } from '../bindings/crypto-job.ts';
import type { Binding } from '../bindings/internals.ts';
import type { Machine } from '../machine/machine.ts';
import { fillRandomly, seededKey } from './seeded.ts';
import { asWebCrypto, operationError, syncArguments } from './web-crypto.ts';

/** What a synchronous job answers. */
type Answer = readonly [error: unknown, result?: unknown];

/** How a job gets its result. */
type Work = () => Answer;

/** The native side of a synchronous job only points to what it is to work on: that must live as long as the job. */
const inputs = new WeakMap<CryptoJob, readonly unknown[]>();

/** Names that differ between versions of Node. */
const NAMES: Readonly<Record<string, string>> = { ECDHBits: 'DHBits', NamedKeyPairGen: 'NidKeyPairGen' };

/** Makes synchronous jobs of those that the thread pool would work on, and runs them when their events come. */
export class SimulatedCrypto implements CryptoAnswers {
  readonly #machine: Machine;
  readonly #binding: Binding;

  constructor(machine: Machine, bindings: Readonly<Record<string, Binding>>) {
    this.#machine = machine;
    this.#binding = bindings['crypto'] ?? {};
  }

  make(name: string, Job: CryptoJobClass, mode: number, args: readonly unknown[]): CryptoJob {
    const { kCryptoJobSync, kCryptoJobWebCrypto } = this.#binding as Record<string, number>;
    if (kCryptoJobSync === undefined) throw new Error('This Node has no synchronous jobs of crypto.');
    const isNow = mode === kCryptoJobSync;
    const isWeb = mode === kCryptoJobWebCrypto;
    // A thread works on copies; random bytes are written where they were asked for.
    const kept = isNow || name === 'RandomBytesJob' ? args : args.map(copied);
    const job = new Job(kCryptoJobSync, ...(isWeb ? syncArguments(name, kept) : kept));
    simulated.add(job);
    inputs.set(job, kept);
    const work = this.#seeded(name, kept) ?? (job.run.bind(job) as Work);
    if (isNow) job.run = work;
    else if (isWeb) job.run = () => this.#promise(name, work, kept);
    else job.run = () => this.#callBack(name, job, work);
    return job;
  }

  #callBack(name: string, job: CryptoJob, work: Work): void {
    this.#issue(name, work, (error, result) => job.ondone?.(error, result));
  }

  #promise(name: string, work: Work, args: readonly unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#issue(name, work, (error, result) => {
        if (error === undefined) resolve(asWebCrypto(name, args, result));
        else reject(operationError(error));
      });
    });
  }

  #issue(name: string, work: Work, answer: (error: unknown, result?: unknown) => void): void {
    const short = name.replace(/Job$/, '');
    this.#machine.issue({
      name: `crypto.${NAMES[short] ?? short}`,
      queue: this.#machine.threads,
      complete: (fault) => {
        const [error, result] = fault === undefined ? attempt(work) : [failure(fault)];
        answer(error, result);
      },
    });
  }

  /** What is drawn from the source of the run; undefined where the native side has to draw. */
  #seeded(name: string, args: readonly unknown[]): Work | undefined {
    const { run } = this.#machine;
    if (name === 'RandomBytesJob') return () => [undefined, fillRandomly(run.random, args)];
    if (name === 'SecretKeyGenJob') return () => [undefined, seededKey(run.random, this.#binding, args)];
    return undefined;
  }
}

function attempt(work: Work): Answer {
  try {
    return work();
  } catch (error) {
    return [error];
  }
}

function copied(arg: unknown): unknown {
  if (ArrayBuffer.isView(arg)) return new Uint8Array(arg.buffer, arg.byteOffset, arg.byteLength).slice();
  return arg instanceof ArrayBuffer ? arg.slice(0) : arg;
}

function failure(fault: Fault): Error {
  return Object.assign(new Error(`The operation failed: ${fault}`), { code: fault });
}
