import { inspect } from 'node:util';
import { askedWith } from './asked-at.ts';
import { type CallStack, readCallStack, takeCallStack } from './call-stack.ts';
import { callerLocation, callerLocations } from './caller-location.ts';
import { mostTelling } from './code-under-test.ts';
import { context } from '../core/context.ts';
import { describeEnding } from '../core/describe-ending.ts';
import type { Event, Fault } from '../core/event.ts';
import { LOCK_CHANNELS, type LockMessage } from '../core/lock-channels.ts';
import type { RunObserver } from '../core/observer.ts';
import { hashString } from '../core/random.ts';
import { recording } from '../core/recording.ts';
import type { Run } from '../core/run.ts';
import type { Task } from '../core/task.ts';
import { pictureOf } from './picture.ts';
import { watchWakes } from './wakes.ts';
import type { LockNote, TraceOutcome, TraceStep } from './step.ts';

type Draft = { -readonly [K in keyof TraceStep]: TraceStep[K] };

/** Alternatives, wakes and created events that one step lists at most. */
const LISTED_MAX = 30;
const VALUE_CHARS_MAX = 200;
/** Stands for a value that says nothing to a reader. */
const HIDDEN = '…';

/** Writes down everything about one run that a reader may want to see. Slow; used when a schedule is run again. */
export class Tracer implements RunObserver {
  readonly #steps: TraceStep[] = [];
  readonly #fromStep: number;
  #draft: Draft | undefined;
  readonly #bornAt = new Map<Event, number>();
  readonly #calls = new Map<Event, CallStack>();
  /** Where each step's event was asked for. Reading a stack is slow, so it is not read before somebody asks. */
  readonly #places = new Map<TraceStep, CallStack>();
  readonly #woke = new Set<string>();
  #created: string[] = [];
  #locks: LockNote[] = [];
  #notes: string[] = [];
  readonly #watched = new Map<string, string>();
  readonly #lastOf = new Map<string, string>();
  readonly #holders = new Map<string, string>();
  readonly #waits = new Map<string, string>();
  readonly #undo: (() => void)[] = [];
  /** 32-bit digest of events, times and arguments so far. */
  #digest = 0x811c9dc5;
  /** Six bits of the digest after each step, as base-64 digits: finds the first step that differs. */
  checks = '';
  /** What ended the run, as a clause: `the run ended: …`. */
  ending = '';

  /** @param fromStep steps before it are only counted into the digest: a long run need not be kept whole */
  constructor(fromStep = 0) {
    this.#fromStep = fromStep;
  }

  /** Starts to watch; `stop` ends it. */
  start(): void {
    this.#undo.push(watchWakes((task) => this.#woke.add(task.name)));
    for (const [what, lockChannel] of Object.entries(LOCK_CHANNELS)) {
      const note = (message: unknown): void =>
        this.#lock(what as LockNote['what'], (message as LockMessage).lock);
      lockChannel.subscribe(note);
      this.#undo.push(() => lockChannel.unsubscribe(note));
    }
  }

  stop(): void {
    for (const undo of this.#undo.splice(0)) undo();
  }

  get steps(): readonly TraceStep[] {
    return this.#steps.map((step) => {
      const location = mostTelling(callerLocations(this.#places.get(step)));
      return location === undefined ? step : { ...step, location };
    });
  }

  get digest(): string {
    return this.#digest.toString(16).padStart(8, '0');
  }

  created(run: Run, event: Event): void {
    this.#bornAt.set(event, run.step);
    if (run.step < this.#fromStep - 1) return;
    if (this.#created.length < LISTED_MAX) this.#created.push(run.idOf(event));
    this.#calls.set(event, takeCallStack());
  }

  delivering(run: Run, event: Event, fault: Fault | undefined): void {
    if (this.#draft !== undefined) this.#finish(run);
    this.#woke.clear();
    this.#created = [];
    const draft: Draft = {
      step: run.step,
      atMs: run.nowMs,
      task: event.task.name,
      event: run.idOf(event),
      kind: event.type.kind,
      createdAt: this.#bornAt.get(event) ?? run.step,
      opensMs: event.opensMs,
      woke: [],
      created: [],
      alternatives: run.step < this.#fromStep ? [] : alternatives(run),
    };
    this.#lastOf.set(draft.task, draft.event);
    if (event.closesMs !== Infinity) draft.closesMs = event.closesMs;
    if (event.args !== undefined) draft.args = show(event.args);
    if (fault !== undefined) draft.fault = fault;
    const call = this.#calls.get(askedWith(event));
    if (call !== undefined) this.#places.set(draft, call);
    this.#draft = draft;
  }

  answered(outcome: 'value' | 'error', value: unknown): void {
    if (this.#draft === undefined) return;
    const text = show(value);
    const answer: TraceOutcome =
      outcome === 'value' ? { type: 'value', value: text } : { type: 'error', error: text };
    if (outcome === 'error' || (value !== undefined && text !== HIDDEN)) this.#draft.outcome = answer;
  }

  stepped(run: Run): void {
    if (this.#draft === undefined) this.#draft = setUpStep();
    this.#finish(run);
  }

  ended(run: Run): void {
    this.ending = describeEnding(run);
  }

  noted(text: string): void {
    const task = context.task?.name ?? 'main';
    const own = task === (this.#draft?.task ?? 'main');
    this.#notes.push(clipped(own ? text : `${task}: ${text}`));
  }

  waitOf(task: Task): string {
    const lock = this.#waits.get(task.name);
    if (lock === undefined) {
      const last = this.#lastOf.get(task.name);
      return last === undefined ? '' : ` (its last event was \`${last}\`)`;
    }
    const holder = this.#holders.get(lock);
    return holder === undefined
      ? ` (waits for lock \`${lock}\`)`
      : ` (waits for lock \`${lock}\`, held by \`${holder}\`)`;
  }

  placeOf(error: unknown): string {
    const place = callerLocation(stackOf(error));
    return place === undefined ? '' : ` (${place})`;
  }

  #finish(run: Run): void {
    const draft = this.#draft as Draft;
    this.#draft = undefined;
    draft.woke = [...this.#woke].filter((name) => name !== draft.task).slice(0, LISTED_MAX);
    draft.created = this.#created;
    this.#created = [];
    if (this.#locks.length > 0) draft.locks = this.#locks;
    this.#locks = [];
    if (this.#notes.length > 0) draft.notes = this.#notes.slice(0, LISTED_MAX);
    this.#notes = [];
    if (run.step >= this.#fromStep) {
      const state = this.#changes(run);
      if (state !== undefined) draft.state = state;
      this.#steps.push(draft);
    }
    const answer = draft.outcome === undefined ? '' : JSON.stringify(draft.outcome);
    this.#fold(`${draft.event}@${draft.atMs}${draft.fault ?? ''}${draft.args ?? ''}${answer}`);
  }

  #changes(run: Run): Record<string, unknown> | undefined {
    let changes: Record<string, unknown> | undefined;
    for (const [name, value] of run.notesIfAny?.watched ?? []) {
      recording.to?.reader('nobody');
      const picture = pictureOf(value);
      recording.to?.reader('code');
      const text = JSON.stringify(picture);
      if (this.#watched.get(name) === text) continue;
      this.#watched.set(name, text);
      changes = { ...changes, [name]: picture };
    }
    return changes;
  }

  #lock(what: LockNote['what'], lock: string): void {
    const task = context.task?.name ?? 'main';
    this.#locks.push({ lock, what, task });
    if (what === 'queued') this.#waits.set(task, lock);
    if (what === 'acquired') {
      this.#waits.delete(task);
      this.#holders.set(lock, task);
    }
    if (what === 'released') this.#holders.delete(lock);
  }

  #fold(text: string): void {
    this.#digest = hashString(text, this.#digest);
    this.checks +=
      'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'[this.#digest & 63] ?? '';
  }
}

/** What else could come, now that what comes is no longer pending. */
function alternatives(run: Run): string[] {
  return run.pending.enabled(run.horizonMs, LISTED_MAX).map((event) => run.idOf(event));
}

/** Of an error of the code under test, which may be anything. */
function stackOf(error: unknown): string | undefined {
  try {
    return error instanceof Error ? readCallStack(error) : undefined;
  } catch {
    return undefined;
  }
}

function setUpStep(): Draft {
  return {
    step: 0,
    atMs: 0,
    task: 'main',
    event: 'main: set-up',
    kind: 'start',
    createdAt: 0,
    opensMs: 0,
    woke: [],
    created: [],
    alternatives: [],
  };
}

/** An object with methods: a connection, a stream. What it holds says nothing to a reader. */
function isService(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  const plain = prototype === null || prototype === Object.prototype;
  return plain
    ? Object.values(value).some((part) => typeof part === 'function')
    : !(value instanceof Map || value instanceof Set || value instanceof Date);
}

/** A bounded, one-line picture of a value. */
function show(value: unknown): string {
  if (value instanceof Error) return `${value.name}: ${value.message}`.slice(0, VALUE_CHARS_MAX);
  if (typeof value === 'function' || isService(value)) return HIDDEN;
  const text = inspect(value, {
    depth: 4,
    breakLength: Infinity,
    compact: true,
    maxStringLength: 80,
    maxArrayLength: 20,
  });
  return clipped(text);
}

function clipped(text: string): string {
  return text.length <= VALUE_CHARS_MAX ? text : `${text.slice(0, VALUE_CHARS_MAX - 1)}…`;
}
