import { AsyncResource, createHook } from 'node:async_hooks';
import { context } from '../core/context.ts';
import { ownWork, simulated } from '../core/simulated-resources.ts';
import type { Drain } from '../core/drain.ts';
import { realCalls } from '../core/real-calls.ts';
import { type CallStack, readCallStack, takeCallStack } from './call-stack.ts';
import { madeAt } from './made-at.ts';
import { type ImportCall, ImportWatch } from './imports.ts';

/**
 * Promise jobs and ticks are drained with the step; a handler of a signal is not called during a run; a parser is fed by
 * whoever holds it.
 */
const HARMLESS = new Set(['PROMISE', 'TickObject', 'SIGNALWRAP', 'HTTPINCOMINGMESSAGE', 'HTTPCLIENTREQUEST']);
/** One is enough to say that a run escaped; a few help to see why. */
const ESCAPES_MAX = 3;
/** What a run makes is looked at up to here. */
const LOOKED_AT_MAX = 1_000;
/** Runs of a program that are watched, whatever shows: most of what it makes, it makes in its first. */
const WATCHED_FIRST = 3;

const IS_OURS = { requireManualDestroy: true } as const;

/** Node numbers its asynchronous resources: this takes the next number (30 ns). */
function takeAsyncId(): number {
  return new AsyncResource('heddle', IS_OURS).asyncId();
}

/** A resource, and where it was made. */
interface Made {
  readonly type: string;
  readonly resource: { readonly ondone?: unknown; readonly handle?: unknown };
  readonly task: string | undefined;
  /** Undefined where it was not taken down. */
  readonly call: CallStack | undefined;
}

/**
 * Watches for real resources (sockets, files, the thread pool, real timers, message ports) that runs make, whether
 * anybody waits for them or not. A run is synchronous, so none of them can have come to its end before it is looked at.
 *
 * A hook on every resource would double the cost of runs. Node numbers resources, but not promises while there is no
 * hook, so most runs are only asked whether numbers were taken beside those of ticks, which the engine counts. Where
 * they were, all further runs are hooked: a program that uses `AsyncLocalStorage` or `AsyncResource` always is. Where it
 * was that each was made costs more than all the rest, and nobody asks as long as all of them are simulated ones: so it is
 * taken down only from the first run on that makes others.
 */
export class EscapeWatch {
  readonly #made: Made[] = [];
  readonly #importWatch = new ImportWatch();
  readonly #hook = createHook({
    init: (_id, type, _trigger, resource) => {
      if (HARMLESS.has(type) || resource instanceof AsyncResource) return;
      // Before its stack is taken, which is what costs.
      if (!this.#isFull) this.#note(type, resource, this.#takesStacks ? takeCallStack() : undefined);
    },
  });
  readonly #noteCall = (type: string): void => this.#note(type, {}, takeCallStack());
  #hooksLeft: number;
  #stacksLeft: number;
  #takesStacks = true;
  #importLooksLeft: number;
  #isHooked = false;
  /** Whether the run that is going on was looked at before. */
  #isIdle = false;
  #looksAtImports = false;
  /** The number that was taken last; undefined where others than runs may have taken some since. */
  #last: number | undefined = undefined;

  /** @param watchedFirst runs that are watched before it is known whether counting is enough. Default: a few */
  constructor(watchedFirst = WATCHED_FIRST) {
    this.#hooksLeft = watchedFirst;
    this.#stacksLeft = watchedFirst;
    this.#importLooksLeft = watchedFirst;
  }

  /**
   * To be called before a run.
   * @param hook whether it has to be looked at closely, whatever the others needed
   * @param again whether it was looked at when it was made before: then nobody looks
   */
  begin(hook = false, again = false): void {
    this.#isIdle = again;
    if (again) return this.pause();
    realCalls.note = this.#noteCall;
    this.#looksAtImports = hook || this.#importLooksLeft > 0;
    if (this.#looksAtImports) this.#importLooksLeft -= 1;
    this.#isHooked = this.#looksAtImports || this.#hooksLeft > 0;
    this.#takesStacks = this.#looksAtImports || this.#stacksLeft > 0;
    if (this.#isHooked) {
      this.#stacksLeft -= 1;
      this.#hooksLeft -= 1;
      this.#last = undefined;
      this.#hook.enable();
      if (this.#looksAtImports) this.#importWatch.start();
    } else this.#last ??= takeAsyncId() - context.asyncIds;
  }

  /** To be called where other code than runs gets its turn: between slices. */
  pause(): void {
    this.#last = undefined;
  }

  /**
   * To be called after it. The first real resources, each as `TYPE, made at path:line`; undefined where it made some of
   * which nothing more is known: then it has to be made again, and is seen.
   */
  end(drain: Drain): Real | undefined {
    if (this.#isIdle) return undefined;
    realCalls.note = undefined;
    if (!this.#isHooked) return this.#endUnhooked();
    const made = this.#made.splice(0);
    this.#hook.disable();
    this.#importWatch.stop();
    // Node goes on to number promises until a microtask, which would be one of the next run.
    drain();
    if (!this.#takesStacks) {
      if (made.every(({ resource }) => simulated.has(resource))) return NOTHING;
      this.#stacksLeft = Infinity;
      return undefined;
    }
    const real = made.filter(isReal);
    const own = real.filter((each) => !isOfLoader(each));
    const isLoading = own.length < real.length;
    if (!this.#looksAtImports) return isLoading ? undefined : { escapes: told(real), imports: [] };
    const imports = this.#importWatch.take(drain);
    if (imports.length === 0) return { escapes: told(real), imports };
    // Whose the loader's work was is not known.
    return {
      escapes: told(own),
      imports: imports.map((each) => (isLoading ? { ...each, isSettled: false } : each)),
    };
  }

  #endUnhooked(): Real | undefined {
    const before = this.#last;
    this.#last = takeAsyncId() - context.asyncIds;
    if (this.#made.length > 0) return { escapes: told(this.#made.splice(0)), imports: [] };
    if (before !== undefined && this.#last === before + 1) return NOTHING;
    this.#hooksLeft = Infinity;
    return undefined;
  }

  #note(type: string, resource: Made['resource'], call: CallStack | undefined): void {
    if (!this.#isFull) this.#made.push({ type, resource, task: context.task?.name, call });
  }

  /** Whether what is made now is not looked at. */
  get #isFull(): boolean {
    return ownWork.isGoingOn || this.#made.length >= LOOKED_AT_MAX;
  }
}

/** What a run made that is not the scheduler's. */
interface Real {
  /** The first resources, each as `TYPE, made at path:line`, without those that imports made. */
  readonly escapes: readonly string[];
  /** All that are known. */
  readonly imports: readonly ImportCall[];
}

const NOTHING: Real = { escapes: [], imports: [] };

function told(made: readonly Made[]): readonly string[] {
  return made.slice(0, ESCAPES_MAX).map((each) => `${each.type}, ${madeAt(each.call, each.task)}`);
}

/** Made by Node as it loads a module: it reads the file, or asks the thread in which loaders run. */
const LOADER = /\(node:internal\/modules\/esm\//;

function isOfLoader({ call }: Made): boolean {
  return LOADER.test(readCallStack(call) ?? '');
}

/** Calls of Node's that are over when they return, though they make the same resources as the others. */
const SYNCHRONOUS = /^\s*at .*Sync\]? \(node:/m;
/** What Node makes once in passing: a stream for the standard output, the clock of a `Date` header. */
const IN_PASSING = /^\s*at (?:\S+\.)?(?:createWritableStdioStream|utcDate|structuredClone) /m;

/** How long a run of a property may take in real time: fast-check's own affair, and taken back when the run is over. */
const TIME_LIMIT = /^\s*at (?:timeoutAfter|interruptAfter)(?:\$\d+)? \(.*[\\/]fast-check[\\/]/m;

/** Those of `crypto.subtle` settle a promise; from Node 24 on, by themselves. */
const PROMISED = /^\s*at jobPromise \(node:/m;

function isReal({ resource, call }: Made): boolean {
  if (simulated.has(resource)) return false;
  const stack = readCallStack(call) ?? '';
  if (SYNCHRONOUS.test(stack) || IN_PASSING.test(stack) || TIME_LIMIT.test(stack)) return false;
  // Jobs of `crypto` are made for synchronous calls, too; those tell nobody that they are done.
  if (resource.constructor.name.endsWith('Job')) return resource.ondone !== undefined || PROMISED.test(stack);
  const { handle } = resource;
  return handle === undefined || ![process.stdout, process.stderr].some((out) => handleOf(out) === handle);
}

function handleOf(stream: object): unknown {
  return (stream as { readonly _handle?: unknown })._handle;
}
