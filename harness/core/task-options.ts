import type { Channel } from './channel.ts';

/** How a task starts, and what becomes of its rejection. */
export interface TaskOptions {
  /** Comes after the ordinary work unless the schedule says otherwise: a shutdown, a deletion. Default false. */
  readonly late?: boolean;
  /** A background loop that never ends by itself. Default false. */
  readonly daemon?: boolean;
  /** When it may start, in virtual milliseconds from now: [earliest, latest]. Default [0, Infinity]. */
  readonly startMs?: readonly [number, number];
  /**
   * Tasks with the same one may start in one macrotask, one after the other with no turn of promises in between, and so
   * may a task with a reply on that channel: "release(); abort()". Default: none ever does.
   */
  readonly connection?: Channel | string;
  /** What a rejection is: `report` it as unhandled (default), or `keep` it in the handle for the checks. */
  readonly rejections?: 'report' | 'keep';
  /**
   * The schedule may cancel it once it has started, within the budget of the fault menu (1 where there is no menu): the
   * body is given `{ signal }`, which aborts. Default false.
   */
  readonly cancellable?: boolean;
  /** Which rejections are cancellations, beside errors named `Cancelled` or `AbortError`. Default: none. */
  readonly isCancellation?: (reason: unknown) => boolean;
}
