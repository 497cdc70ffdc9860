import module from 'node:module';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { recordingRuntime } from '../recording/runtime.ts';
import { bundler } from '../../fresh/bundle.ts';
import { bundleInstrumented } from './bundle-instrumented.ts';
import { instrumentRequired } from './common-js.ts';
import { Instrumenter, type Unreadable } from './instrumented.ts';
import { type Loaded, withInstrumented } from './load-hook.ts';
import type { ThreadData } from './loader-thread.ts';
import type { Scope } from './scope.ts';

/** Node's hooks on the thread itself, which its types do not know yet. */
type RegisterHooks = (hooks: {
  load(url: string, context: unknown, next: (url: string, context: unknown) => Loaded): Loaded;
}) => { deregister(): void };

/** Instruments what a thread loads. */
export interface InstrumentingLoader {
  /** Files that were left as they are, since they could not be read as code. */
  readonly unreadable: readonly Unreadable[];
}

/**
 * Instruments what is loaded from now on, in this thread. To be called before tsx is registered: what is registered last
 * is asked first, and asks those before. Hooks on the thread itself are asked before those on a thread of their own, and
 * which of them tsx takes is its own affair.
 */
export function instrumentLoaded(scope: Scope): InstrumentingLoader {
  // Instrumented code calls it as soon as it is loaded.
  recordingRuntime();
  const told: Unreadable[] = [];
  const tell = (...unreadable: readonly Unreadable[]): void => void told.push(...unreadable);
  const instrumenter = new Instrumenter(scope, tell);
  const { port1: fromThread, port2: port } = new MessageChannel();
  const registerThread = (register: typeof module.register): void => {
    const data: ThreadData = { scope, port };
    register(new URL('./loader-thread.js', import.meta.url), { data, transferList: [port] });
    fromThread.unref();
  };
  registerHooks(instrumenter, registerThread);
  instrumentRequired(instrumenter);
  bundler.bundle = (order) => {
    const { files, unreadable } = bundleInstrumented(order, scope);
    tell(...unreadable);
    return files;
  };
  return {
    get unreadable() {
      for (;;) {
        const received = receiveMessageOnPort(fromThread);
        if (received === undefined) return told;
        tell(received.message as Unreadable);
      }
    },
  };
}

function registerHooks(
  instrumenter: Instrumenter,
  registerThread: (register: typeof module.register) => void,
): void {
  const { registerHooks: onThread } = module as unknown as { readonly registerHooks?: RegisterHooks };
  if (onThread === undefined) {
    registerThread(module.register);
    return;
  }
  const hooks = onThread({
    load: (url, context, next) => withInstrumented(next(url, context), url, instrumenter),
  });
  const { register } = module;
  module.register = (...given: readonly unknown[]) => {
    module.register = register;
    hooks.deregister();
    registerThread(register);
    Reflect.apply(register, module, given);
  };
}
