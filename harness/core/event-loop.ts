import { Closings } from './closings.ts';
import type { Event } from './event.ts';
import { TimerLists } from './timer-lists.ts';

/** Between the immediates of one turn and the timers of the next; in set-up too. */
const START = 0;
const TIMERS = 1;
const POLL = 2;
const CHECK = 3;
const CLOSING = 4;

/** Turns in a row with nothing but immediates after which time passes: a task that polls waits for something. */
const TIMELESS_TURNS = 32;
/** Before any moment of a run. A small integer, as the others mostly are: V8 keeps infinities in boxes. */
const NEVER_MS = -1;
/** What a turn with nothing but immediates takes at most, virtual milliseconds. */
const LONGEST_TURN_MS = 2 ** 20;

/**
 * Where the event loop of a process is. A turn of it goes through timers, poll (all that comes from outside)
 * and check (immediates), and tells handles that were closed, as libuv's `uv_run` does:
 *
 * - all timers that are due when their phase begins fire before anything else, in Node's order;
 * - what was ready when the poll began comes in one go, before immediates and before timers that became due meanwhile;
 *   what was asked for in the poll phase is never ready before the next turn;
 * - all immediates that are set when the check begins run; those that they set come in the next turn, and replies,
 *   timers and time may come in between;
 * - handles that were closed before are told so, and nothing else comes in between.
 */
export class EventLoop {
  /** Counts turns. */
  turn = 0;
  #phase: typeof START | typeof TIMERS | typeof POLL | typeof CHECK | typeof CLOSING = START;
  /** Virtual milliseconds at which the phase of timers began that is going on, or was the last. */
  #timersMs = NEVER_MS;
  /** When its last timer had run. */
  #leftMs = NEVER_MS;
  /** Virtual milliseconds at which the poll ended: what opened later was not ready then. */
  #polledMs = 0;
  /** Timers that came due while others fired wait for the next millisecond. */
  #wakesMs = NEVER_MS;
  #idleTurns = 0;
  /** Most runs set none. */
  #timers: TimerLists | undefined = undefined;
  /** Only on a simulated Node. */
  #closings: Closings | undefined = undefined;
  /** Whether timers or immediates come before what the next poll brings. */
  #isTurnBarred = false;
  #timer: Event | undefined = undefined;
  #immediate: Event | undefined = undefined;
  #closing: Event | undefined = undefined;
  /** What was ready when the poll began: asked for in that turn or before, and open by then. −1 outside of the poll. */
  #readyTurn = -1;
  #readyMs = 0;

  get timers(): TimerLists {
    return (this.#timers ??= new TimerLists());
  }

  /** A handle is closed, and told so at the end of this turn, where that has not come yet. */
  close(event: Event): void {
    (this.#closings ??= new Closings()).add(event, this.#phase === CLOSING ? this.turn + 1 : this.turn);
  }

  /** The first turn in whose poll phase something can be ready that is asked for now. */
  get answeringTurn(): number {
    return this.#phase >= POLL ? this.turn + 1 : this.turn;
  }

  /** Whether an immediate that is set now waits for a turn of its own, in which time may pass. */
  get isBetweenTurns(): boolean {
    return this.#phase === START || this.#phase === CHECK;
  }

  /**
   * Finds out what this phase of the loop has a place for, as of the choice that is to be made: the loop moves on before
   * everybody has asked.
   * @param immediate that was set first of those that are pending
   */
  bar(immediate: Event | undefined, nowMs: number): void {
    if (this.#closings === undefined) this.#bar(immediate, undefined, nowMs);
    else this.#barForClosings(this.#closings, immediate, nowMs);
  }

  #barForClosings(closings: Closings, immediate: Event | undefined, nowMs: number): void {
    const closing = closings.next;
    if (closing === undefined || closing.turn > this.turn) this.#endClosing();
    const isOver = closing !== undefined && closing.turn < this.turn;
    if (!isOver && this.#phase !== CLOSING) {
      this.#bar(immediate, closing, nowMs);
      return;
    }
    // The check of its turn is over: it is all that can come.
    this.#isTurnBarred = true;
    this.#timer = undefined;
    this.#immediate = undefined;
    this.#closing = closing;
    this.#readyTurn = -1;
  }

  #endClosing(): void {
    if (this.#phase !== CLOSING) return;
    this.#phase = START;
    this.turn += 1;
  }

  #bar(immediate: Event | undefined, closing: Event | undefined, nowMs: number): void {
    const phase = this.#phase;
    const last = immediate ?? closing;
    const timer = this.#timers?.next(phase === TIMERS ? this.#timersMs : NEVER_MS);
    if (phase === TIMERS) this.#leftMs = nowMs;
    const dueMs = phase === TIMERS ? this.#timersMs : nowMs < this.#wakesMs ? NEVER_MS : nowMs;
    const isTimerDue = timer !== undefined && timer.opensMs <= dueMs;
    const isTimerBarred = last !== undefined && (phase === POLL || (phase === TIMERS && !isTimerDue));
    const isCheckBarred = isTimerDue && phase !== POLL;
    this.#isTurnBarred = isTimerDue || (phase === POLL && last !== undefined);
    this.#timer = isTimerBarred ? undefined : timer;
    this.#immediate = isCheckBarred ? undefined : immediate;
    this.#closing = isCheckBarred || immediate !== undefined ? undefined : closing;
    this.#readyTurn = phase === POLL ? this.turn : -1;
    this.#readyMs = this.#polledMs;
  }

  /** Whether there was no place for `event` when that was found out. */
  isBarred(event: Event): boolean {
    const { kind } = event.type;
    if (kind === 'timer') return event !== this.#timer;
    if (kind === 'immediate') return event !== this.#immediate;
    if (kind === 'closing') return event !== this.#closing;
    // What happens at the server is no business of this loop.
    if (kind === 'request' || kind === 'abort') return false;
    return this.#isTurnBarred && !(event.turn <= this.#readyTurn && event.opensMs <= this.#readyMs);
  }

  /** The one timer that is not barred. */
  get timer(): Event | undefined {
    return this.#timer;
  }

  /** The one immediate that is not barred. */
  get immediate(): Event | undefined {
    return this.#immediate;
  }

  /** The one handle that can be told that it is closed. */
  get closing(): Event | undefined {
    return this.#closing;
  }

  /** What is barred of all that comes from outside. */
  get barsOutside(): 'nothing' | 'unready' | 'all' {
    if (!this.#isTurnBarred) return 'nothing';
    return this.#readyTurn < 0 ? 'all' : 'unready';
  }

  /** There are neither timers nor immediates, and no handle was closed. */
  unbar(): void {
    this.#endClosing();
    this.#isTurnBarred = false;
  }

  /** Moves on to the phase in which `event` happens, at that moment. */
  enter(event: Event, nowMs: number): void {
    const { kind } = event.type;
    if (kind === 'request' || kind === 'abort') return;
    if (kind === 'timer') {
      this.#enterTimers(event, nowMs);
      return;
    }
    const phase = this.#phase;
    if (phase === TIMERS) this.#leaveTimers();
    if (kind === 'immediate') {
      this.#phase = CHECK;
      return;
    }
    if (kind === 'closing') {
      this.#phase = CLOSING;
      return;
    }
    this.#idleTurns = 0;
    if (phase === POLL) {
      // Where it may have been a turn later it was: more can be ready then.
      if (this.#isTurnBarred) return;
      this.turn += 1;
    } else this.#phase = POLL;
    this.#polledMs = nowMs;
  }

  #enterTimers(timer: Event, nowMs: number): void {
    if (this.#phase !== TIMERS || timer.opensMs > this.#timersMs) {
      if (this.#phase !== START) this.turn += 1;
      this.#phase = TIMERS;
      this.#timersMs = nowMs;
    }
    this.timers.fires(timer);
  }

  #leaveTimers(): void {
    if (this.#leftMs > this.#timersMs) this.#wakesMs = this.#leftMs + 1;
  }

  /** What comes from outside and was never pending: somebody is cancelled. */
  interrupt(nowMs: number): void {
    if (this.#phase !== POLL) this.#polledMs = nowMs;
    this.#phase = POLL;
    this.#idleTurns = 0;
  }

  /** All immediates of this turn have run. */
  endCheck(): void {
    this.#phase = START;
    this.turn += 1;
    this.#idleTurns += 1;
  }

  /** How long a turn takes in which nothing happens but immediates, virtual milliseconds: long ones come after many. */
  get idleTurnMs(): number {
    const turns = this.#idleTurns - TIMELESS_TURNS;
    return turns < 0 ? 0 : Math.min(2 ** turns, LONGEST_TURN_MS);
  }
}
