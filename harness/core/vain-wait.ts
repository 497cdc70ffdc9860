import { promiseHooks } from 'node:v8';
import { ownerOf } from './context.ts';
import type { OrderHash } from './order-hash.ts';
import { waitsOnOwnTimer } from './own-timer.ts';
import type { Run } from './run.ts';
import type { Task } from './task.ts';
import { pictureOf } from './wait-picture.ts';

/** What part of the step bound may be ticks in a row that move nothing. A daemon may count to less before it wakes somebody. */
const TICKS_SHARE = 0.1;
/** And how many may be, however small the bound. */
const TICKS_MIN = 300;
/** Ticks from which on a wait seems to be in vain. */
export const SEEMS_FROM = 60;
/** Most waits for a timer are over by then: before, nobody listens who goes on. */
const LISTENS_FROM = 4;

/** Under it a promise keeps the step in which it was made, where somebody listens. */
const madeAt = Symbol('heddle.madeAt');
type Dated = { [madeAt]?: number };

/** A wait that seems to be in vain. */
interface Seeming {
  readonly picture: string;
  /** Up to there. */
  readonly order: OrderHash;
  readonly isBelieved: boolean;
}

/**
 * Tells waiting in vain from polling where a task that is waited for has not settled, and all that is pending repeats, is
 * a daemon's, or was unrefed. How many ticks came says nothing of that; what they moved does. A tick has moved something
 * where
 *
 * - simulated state has changed (`sim.changed`);
 * - it armed what keeps the run going: an operation, a start, a one-shot timer;
 * - a waiting task went on with what it awaited. A promise that was made in the tick itself is no sign of that: it is
 *   an asynchronous callback of the ticking timer;
 * - it is a waiting task's own timer and read the clock: it waits for a moment.
 *
 * A wait is in vain after a tenth of the step bound of ticks that moved nothing, and not before the longest timer that was
 * pending, or was set meanwhile, has come: it may be the one that wakes somebody. Long before that it seems to be in vain:
 * from then on ticks come in the default order, and are no part of the order of the run; and where the same wait has been
 * in vain in other runs (`KnownWaits`) it is mostly believed to be so again. Who waits for a timer of his own may
 * wait up to the step bound, and is not said to do so in vain: what its callback counts cannot be seen. A daemon that goes on by operations may have more to do than
 * that: it is looked at only in the second half of a run that comes to its step bound, and in vain if nothing moved in it.
 */
export class VainWait {
  readonly #run: Run;
  readonly #ticksMax: number;
  #isGoingOn = false;
  /** The last step that moved anything. */
  #since = 0;
  #revision = 0;
  /** Longest duration of a timer so far, and when it comes; virtual milliseconds. */
  #longestMs = 0;
  #untilMs = 0;
  /** What was created up to here is accounted for. */
  #created = 0;
  #hasWoken = false;
  /** Whether operations of daemons were among the ticks. */
  #hasOperations = false;
  /** Looked at when it seems to be in vain, and when it is. */
  #isForOwnTimer: { readonly value: boolean; readonly isLong: boolean } | undefined = undefined;
  #seeming: Seeming | undefined = undefined;
  #stopListening: (() => void) | undefined = undefined;

  constructor(run: Run) {
    this.#run = run;
    this.#ticksMax = Math.max(TICKS_MIN, Math.trunc(run.limits.maxSteps * TICKS_SHARE));
  }

  /** The last step that moved anything. */
  get since(): number {
    return this.#since;
  }

  /** To be told where something is pending that keeps the run going. */
  end(): void {
    this.#isGoingOn = false;
    this.#refute();
  }

  /** Whether what comes next is no matter of choice: it is only looked at whether it moves anything. */
  get seemsInVain(): boolean {
    return this.#seeming !== undefined;
  }

  /** To be asked before each tick, where nothing that is pending keeps the run going, or only operations of daemons. */
  isInVain(): boolean {
    const run = this.#run;
    if (!this.#isGoingOn || this.#hasMoved()) this.#begin();
    this.#noteTimers(this.#created);
    this.#hasWoken = false;
    this.#hasOperations ||= run.pending.live > 0;
    const ticks = run.step - this.#since;
    if (ticks >= LISTENS_FROM) this.#stopListening ??= this.#listen();
    if (this.#hasOperations && run.step < run.limits.maxSteps) return false;
    if (ticks < SEEMS_FROM || run.nowMs < this.#untilMs) return false;
    const isLong = ticks >= this.#ticksMax;
    if (this.#isForOwnTimer?.isLong !== isLong) this.#isForOwnTimer = { value: waitsOnOwnTimer(run), isLong };
    if (this.#isForOwnTimer.value) return false;
    this.#seeming ??= this.#look();
    const { picture, order, isBelieved } = this.#seeming;
    if (!isLong && !isBelieved) return false;
    if (!isBelieved) run.knownWaits?.confirm(picture);
    run.order = order;
    this.#seeming = undefined;
    return true;
  }

  #look(): Seeming {
    const { order, knownWaits } = this.#run;
    const picture = pictureOf(this.#run, this.#since);
    return { picture, order: order.copy(), isBelieved: knownWaits?.isBelieved(picture) === true };
  }

  /** It goes on: what it seemed to be was wrong. */
  #refute(): void {
    if (this.#seeming === undefined) return;
    this.#run.hasSeemedToHang = true;
    this.#run.knownWaits?.refute(this.#seeming.picture);
    this.#seeming = undefined;
  }

  /** To be called when the run is over. */
  stop(): void {
    this.#refute();
    this.#stopListening?.();
  }

  #begin(): void {
    const { step, revision, created, pending } = this.#run;
    this.#isGoingOn = true;
    this.#since = step;
    this.#revision = revision;
    this.#created = created.length;
    this.#longestMs = 0;
    this.#untilMs = 0;
    this.#hasOperations = false;
    this.#isForOwnTimer = undefined;
    this.#refute();
    for (const { opensMs, createdMs } of pending.events) this.#noteTimer(opensMs, opensMs - createdMs);
  }

  #hasMoved(): boolean {
    const run = this.#run;
    if (run.revision !== this.#revision || this.#hasWoken) return true;
    const last = run.delivered.at(-1);
    return last !== undefined && isWaitedFor(last.task) && run.clockReadAt === run.step;
  }

  #noteTimers(from: number): void {
    const { created } = this.#run;
    for (let i = from; i < created.length; i++) {
      const { opensMs, createdMs } = created[i] as Run['created'][number];
      if (opensMs - createdMs > this.#longestMs) this.#noteTimer(opensMs, opensMs - createdMs);
    }
    this.#created = created.length;
  }

  #noteTimer(opensMs: number, ms: number): void {
    this.#longestMs = Math.max(this.#longestMs, ms);
    this.#untilMs = Math.max(this.#untilMs, opensMs);
  }

  /** A hook of its own, that only runs have in which somebody waits: one for all promises would cost all of them. */
  #listen(): () => void {
    return promiseHooks.createHook({
      init: (promise) => void ((promise as Dated)[madeAt] = this.#run.step),
      before: (promise) => {
        const task = ownerOf(promise);
        if (task === undefined || !isWaitedFor(task)) return;
        if ((promise as Dated)[madeAt] !== this.#run.step) this.#hasWoken = true;
      },
    }) as () => void;
  }
}

function isWaitedFor({ daemon, status, dead }: Task): boolean {
  return !daemon && status === 'pending' && !dead;
}
