import type { Patches } from '../core/patches.ts';
import { AT_ONCE, realCalls } from '../core/real-calls.ts';

type Call = (...args: unknown[]) => unknown;

/** Has tell its calls that other threads answer, and that no hook of Node's tells of. */
export function watchRealCalls(patches: Patches): void {
  const wait = Reflect.get(Atomics, 'waitAsync') as Call | undefined;
  if (wait !== undefined)
    patches.set(Atomics, {
      waitAsync: (...args: unknown[]) => {
        const waits = Reflect.apply(wait, Atomics, args) as { readonly async: boolean };
        if (waits.async) realCalls.note?.('Atomics.waitAsync');
        return waits;
      },
    });
  const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: Record<string, Call> };
  for (const name of ['compile', 'instantiate']) {
    const compile = WebAssembly[name] as Call;
    if (AT_ONCE in compile) continue;
    patches.set(WebAssembly, {
      [name]: (...args: unknown[]) => {
        realCalls.note?.(`WebAssembly.${name}`);
        return Reflect.apply(compile, WebAssembly, args);
      },
    });
  }
}
