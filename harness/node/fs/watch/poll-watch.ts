import { inContext } from '../../../core/context.ts';
import type { WatchHandle } from '../../bindings/stub-fs-watch.ts';
import type { Machine } from '../../machine/machine.ts';
import { errnoOf } from '../../machine/native-error.ts';
import type { Caller } from '../calls/caller.ts';
import { Errno } from '../volume/errno.ts';
import { bigNumbers, statNumbers } from '../volume/stat-numbers.ts';
import type { Change } from '../volume/volume.ts';

/** Numbers of `stat`, or that there is nothing. */
interface Look {
  readonly status: number;
  readonly numbers: Float64Array;
}

const FIELDS = 18;
const NOTHING = new Float64Array(FIELDS);

/** How long a look at the file takes. Virtual milliseconds. */
const LOOK_MS = [0.05, 20] as const;

/**
 * One `fs.watchFile`: looks at a file every so often. As looks that see nothing new do nothing, only the first is an event,
 * and then those that come next after a change: at some moment within the interval.
 */
export class PollWatch {
  readonly #machine: Machine;
  readonly #handle: WatchHandle;
  readonly #caller: Caller;
  readonly #path: string;
  readonly #intervalMs: number;
  readonly #task;
  readonly #look: () => void;
  #seen: Look | undefined;
  #isAwaited = false;
  #isOver = false;

  constructor(machine: Machine, handle: WatchHandle, caller: Caller, path: string, intervalMs: number) {
    this.#machine = machine;
    this.#handle = handle;
    this.#caller = caller;
    this.#path = path;
    this.#intervalMs = intervalMs;
    this.#task = machine.run.current;
    this.#look = inContext(() => this.#compare());
    this.#await(LOOK_MS);
  }

  note(_change: Change): void {
    if (this.#isAwaited || this.#isSeen(this.#now())) return;
    this.#await([LOOK_MS[0], this.#intervalMs + LOOK_MS[1]]);
  }

  stop(): void {
    this.#isOver = true;
  }

  #await(latencyMs: readonly [number, number]): void {
    this.#isAwaited = true;
    this.#machine.issue({
      name: 'fs.watchFile',
      key: this.#path,
      task: this.#task,
      latencyMs,
      complete: () => {
        this.#isAwaited = false;
        if (!this.#isOver) this.#look();
      },
    });
  }

  /** What is there at first is news to nobody, unless it is nothing. */
  #compare(): void {
    const { status, numbers } = this.#now();
    const before = this.#seen;
    if (this.#isSeen({ status, numbers })) return;
    const isNews = before === undefined ? status !== 0 : true;
    const last = before?.numbers ?? NOTHING;
    // Where it is gone, the numbers of before are kept, for when it is there again.
    this.#seen = { status, numbers: status === 0 ? numbers : last };
    if (!isNews) return;
    const both = new Float64Array(2 * FIELDS);
    both.set(numbers);
    both.set(last, FIELDS);
    this.#handle.onchange(status, isBig(this.#handle) ? bigNumbers(both) : both);
  }

  #isSeen({ status, numbers }: Look): boolean {
    const seen = this.#seen;
    if (seen === undefined || seen.status !== status) return false;
    return status !== 0 || numbers.every((number, i) => number === seen.numbers[i]);
  }

  #now(): Look {
    try {
      return { status: 0, numbers: statNumbers(this.#caller.find(this.#path), false) as Float64Array };
    } catch (error) {
      if (error instanceof Errno) return { status: errnoOf(error.code), numbers: NOTHING };
      throw error;
    }
  }
}

/** Whether its numbers are to be big: only the `StatWatcher` whose handle it is knows. */
function isBig(handle: object): boolean {
  const owner = described(handle, 'owner_symbol');
  return typeof owner === 'object' && owner !== null && described(owner, 'kUseBigint') === true;
}

function described(of: object, symbol: string): unknown {
  const key = Object.getOwnPropertySymbols(of).find(({ description }) => description === symbol);
  return key === undefined ? undefined : Reflect.get(of, key);
}
