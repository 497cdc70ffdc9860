import type { BuildFailure, BuildOptions, OutputFile } from 'esbuild';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Unreadable } from './instrumented.ts';
import type { Scope } from './scope.ts';

/** What a thread that bundles is given. */
export interface BundleOrder {
  readonly options: BuildOptions;
  readonly scope: Scope;
  /** Takes the answer. */
  readonly port: MessagePort;
  /** Its one cell is 1 when the answer is there. */
  readonly done: Int32Array;
}

/** What it answers. */
export type BundleAnswer =
  | {
      readonly files: readonly Pick<OutputFile, 'path' | 'contents'>[];
      readonly unreadable: readonly Unreadable[];
    }
  | { readonly message: string; readonly errors: BuildFailure['errors'] };

/** A bundle whose modules are instrumented. */
export interface Bundled {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** Those that were left as they are. */
  readonly unreadable: readonly Unreadable[];
}

/** Real milliseconds; bundling takes hundreds. */
const ANSWERS_WITHIN_MS = 60_000;

/**
 * Does what `buildSync` of esbuild does, with each file of the scope instrumented: that has no plugins, so a thread does it.
 * @throws BuildFailure as esbuild does
 */
export function bundleInstrumented(options: BuildOptions, scope: Scope): Bundled {
  const { port1, port2 } = new MessageChannel();
  const done = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const order: BundleOrder = { options, scope, port: port2, done };
  const worker = new Worker(new URL('./bundling-thread.js', import.meta.url), {
    workerData: order,
    transferList: [port2],
    execArgv: [],
  });
  Atomics.wait(done, 0, 0, ANSWERS_WITHIN_MS);
  void worker.terminate();
  const received = receiveMessageOnPort(port1);
  port1.close();
  const answer = received?.message as BundleAnswer | undefined;
  if (answer === undefined) throw new Error('the thread that bundles gave no answer');
  if ('message' in answer) throw Object.assign(new Error(answer.message), { errors: answer.errors });
  const decoder = new TextDecoder();
  return {
    files: answer.files.map(({ path, contents }) => ({ path, text: decoder.decode(contents) })),
    unreadable: answer.unreadable,
  };
}
