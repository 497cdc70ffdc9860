/*
 * Node's module loader calls these hooks on a thread of their own, where it has no others.
 */
import { readFileSync } from 'node:fs';
import type { InitializeHook, LoadFnOutput, LoadHook } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { MessagePort } from 'node:worker_threads';
import { Instrumenter } from './instrumented.ts';
import { withInstrumented } from './load-hook.ts';
import type { Scope } from './scope.ts';

/** What the thread is given. */
export interface ThreadData {
  readonly scope: Scope;
  /** Takes what is left as it is. */
  readonly port: MessagePort;
}

let instrumenter: Instrumenter | undefined;

export const initialize: InitializeHook<ThreadData> = ({ scope, port }) => {
  port.unref();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port of threads has no origin
  instrumenter = new Instrumenter(scope, (unreadable) => port.postMessage(unreadable));
};

export const load: LoadHook = async (url, context, next) => {
  const loaded = await next(url, context);
  if (instrumenter === undefined) return loaded;
  return readByTsx(loaded, url, instrumenter) ?? withInstrumented(loaded, url, instrumenter);
};

/** A file that tsx reads by itself when it is imported; else all CommonJS is left to the handlers of required modules. */
function readByTsx(loaded: LoadFnOutput, url: string, by: Instrumenter): LoadFnOutput | undefined {
  const { format, source } = loaded;
  if (!url.startsWith('file:') || format !== 'commonjs' || (source ?? undefined) !== undefined)
    return undefined;
  const file = fileURLToPath(new URL(url));
  if (!file.endsWith('.cts') || !by.covers(file)) return undefined;
  // It takes what it is given where nobody says that this comes from a file.
  return { format: 'commonjs-typescript', source: by.text(readFileSync(file, 'utf8'), file) };
}
