import { promiseHooks } from 'node:v8';
import { context } from '../core/context.ts';
import { type CallStack, takeCallStack, withCalls } from './call-stack.ts';
import { madeAt } from './made-at.ts';

/** A call of `import(…)` that a run made. */
export interface ImportCall {
  /** Of the module. */
  readonly promise: Promise<unknown>;
  /** `made at path:line`. */
  readonly place: string;
  readonly isSettled: boolean;
}

/** Down to the line that imports: above it are Node's hook, and what makes the promise. */
const FRAMES_MAX = 4;
/** Promises that are looked at in one run. */
const LOOKED_AT_MAX = 5_000;

/** Node's own, which calls those of others for each promise. */
const HOOKS = /^node:internal\/(?:async|promise)_hooks$/;
/**
 * What `import(…)` calls first: Node's own, or vite's, which puts one of its own in its place. Both return a promise.
 */
const IMPORT = /(?:^|\.)(?:importModuleDynamicallyCallback|dynamicRequest)$/;

function isImport(calls: readonly NodeJS.CallSite[]): boolean {
  const maker = calls.find((call) => !HOOKS.test(call.getFileName() ?? ''));
  return IMPORT.test(maker?.getFunctionName() ?? '');
}

/** Finds the calls of `import(…)` among the promises that a run makes: by the stack, as nothing else tells of them. */
export class ImportWatch {
  #made: {
    readonly promise: Promise<unknown>;
    readonly call: CallStack;
    readonly task: string | undefined;
  }[] = [];
  #unhook: (() => void) | undefined;

  /** To be called before a run. */
  start(): void {
    const note = (promise: Promise<unknown>, parent: Promise<unknown> | undefined): void => {
      // That of an `await` or of a `then` is none.
      if (parent !== undefined || this.#made.length >= LOOKED_AT_MAX) return;
      this.#made.push({ promise, call: takeCallStack(FRAMES_MAX, note), task: context.task?.name });
    };
    this.#unhook = promiseHooks.createHook({ init: note }) as () => void;
  }

  /** To be called when it is over. */
  stop(): void {
    this.#unhook?.();
  }

  /** What there was in a run that is over. */
  take(drain: () => void): readonly ImportCall[] {
    const made = this.#made;
    this.#made = [];
    const found = withCalls(made, isImport).map(({ promise, call, task }) => {
      const imported = { promise, place: madeAt(call, task), isSettled: false };
      const settle = (): void => void (imported.isSettled = true);
      promise.then(settle, settle);
      return imported;
    });
    if (found.length > 0) drain();
    return found;
  }
}
