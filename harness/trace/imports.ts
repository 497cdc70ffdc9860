import { context } from '../core/context.ts';
import { type CallStack, readCallStack, takeCallStack } from './call-stack.ts';
import { madeAt } from './made-at.ts';

/** A call of `import(…)` that a run made. */
export interface ImportCall {
  /** Of the module. */
  readonly promise: Promise<unknown>;
  /** `made at path:line`. */
  readonly place: string;
  readonly isSettled: boolean;
}

/** Down to the line that imports: below it are the hooks, and what makes the promise. */
const FRAMES_MAX = 14;
/** Promises that are looked at in one run. */
const LOOKED_AT_MAX = 5_000;

/**
 * What `import(…)` calls first, right below the hooks that Node calls for each promise: Node's own, or vite's, which puts
 * one of its own in its place. Both return a promise.
 */
const IMPORT =
  /\(node:internal\/(?:async|promise)_hooks:.*\n\s*at (?:\S+\.)?(?:importModuleDynamicallyCallback|dynamicRequest) /;

/** Finds the calls of `import(…)` among the promises that a run makes: by the stack, as nothing else tells of them. */
export class ImportWatch {
  readonly #made: {
    readonly promise: Promise<unknown>;
    readonly call: CallStack;
    readonly task: string | undefined;
  }[] = [];

  /** To be called where a promise is made, by the hook itself. */
  note(promise: Promise<unknown>): void {
    if (this.#made.length >= LOOKED_AT_MAX) return;
    this.#made.push({ promise, call: takeCallStack(FRAMES_MAX), task: context.task?.name });
  }

  /** To be called after the run. */
  take(drain: () => void): readonly ImportCall[] {
    const found = this.#made.splice(0).flatMap(({ promise, call, task }) => {
      const stack = readCallStack(call);
      if (stack === undefined || !IMPORT.test(stack)) return [];
      const imported = { promise, place: madeAt(call, task), isSettled: false };
      const settle = (): void => void (imported.isSettled = true);
      promise.then(settle, settle);
      return [imported];
    });
    if (found.length > 0) drain();
    return found;
  }
}
