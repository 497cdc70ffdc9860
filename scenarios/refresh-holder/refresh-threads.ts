import { type CheckResult, held, listed, type Sim, violated } from 'heddle';
import type { Thread } from '../../systems/refresh-holder/index.ts';

/** What `threads.run` takes. */
type Work<T> = (thread: Thread) => Promise<T>;

/** A thread that loses the processor for some of its slices: virtual milliseconds. */
const PREEMPTED_MS = [50, 100] as const;

interface Beside {
  readonly refresher: string;
  readonly other: string;
  readonly cancelled: readonly string[];
  readonly step: number;
}

/** The threads that refresh: for whom each runs, and which of them are pre-empted before they clear the mark. */
export class RefreshThreads {
  /** The first refresh that began beside another one after somebody was cancelled. */
  beside: Beside | undefined;
  readonly #sim: Sim;
  readonly #cancelled: ReadonlySet<string>;
  readonly #preempted: readonly number[];
  readonly #running = new Set<{ readonly caller: string }>();
  #count = 0;

  /**
   * @param cancelled names of the callers that were cancelled so far
   * @param preempted numbers of the threads that are pre-empted, from 1
   */
  constructor(sim: Sim, cancelled: ReadonlySet<string>, preempted: readonly number[]) {
    this.#sim = sim;
    this.#cancelled = cancelled;
    this.#preempted = preempted;
  }

  /** `work`, watched; it runs for whoever submits it now. */
  watch<T>(work: Work<T>): Work<T> {
    const run = { caller: this.#sim.taskName };
    return async (thread) => {
      this.#begin(run);
      try {
        return await work(this.#preempted.includes(this.#count) ? this.#slow(thread) : thread);
      } finally {
        this.#running.delete(run);
      }
    };
  }

  #begin(run: { readonly caller: string }): void {
    this.#count += 1;
    const [other] = this.#running;
    if (other !== undefined && this.#cancelled.size > 0) {
      this.beside ??= {
        refresher: run.caller,
        other: other.caller,
        cancelled: [...this.#cancelled],
        step: this.#sim.step,
      };
    }
    this.#running.add(run);
  }

  #slow(thread: Thread): Thread {
    const wait = this.#sim.operation('thread.preempted', { latencyMs: PREEMPTED_MS });
    return {
      write: async (field, store) => {
        if (field === 'marked') await wait.call(field, () => {});
        return thread.write(field, store);
      },
    };
  }
}

/** No cancellation lets a refresh begin while the thread of another one still runs: `thread-not-left-behind`. */
export function threadNotLeftBehind({ beside }: Pick<RefreshThreads, 'beside'>): CheckResult {
  if (beside === undefined) return held('thread-not-left-behind');
  const { refresher, other, cancelled, step } = beside;
  const message = `${refresher} began a refresh while the thread of ${other} still ran, after ${listed(cancelled)} had been cancelled`;
  return violated('thread-not-left-behind', 'mutual-exclusion', message, step);
}
