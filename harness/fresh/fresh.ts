import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { active } from '../core/active-run.ts';
import type { Process } from '../core/process.ts';
import { UsageError } from '../core/usage-error.ts';
import { takeCallStack, readCallStack } from '../trace/call-stack.ts';
import { callerFile } from '../trace/caller-location.ts';
import { evaluatorOf } from './bundle.ts';

/**
 * A module whose state is new in each run, and in each process of a run: it, and all that it imports, is evaluated when
 * that first looks at it.
 * `variants: { one: fresh<typeof import('pkg')>('pkg') }`. Two releases of a package have one type:
 * `fresh<typeof import('pkg')>('pkg-1')`. Node's own modules, and heddle, are the same for all.
 * @param specifier a package, or a file, as the module that calls this would import it
 * @param from that module, as `import.meta.url` says. Default: read from the stack
 * @throws UsageError where it is not found, cannot be compiled, or has an `await` at its top level
 */
export function fresh<T extends object = Record<string, unknown>>(specifier: string, from?: string): T {
  if (typeof specifier !== 'string' || specifier === '')
    throw new UsageError("fresh(specifier) takes what `import` would: fresh('pkg'), fresh('./pool.ts').");
  const file = from === undefined ? callerFile(readCallStack(takeCallStack())) : fileOf(from);
  const evaluate = evaluatorOf(specifier, file === undefined ? process.cwd() : path.dirname(file));
  const known = new WeakMap<Process, object>();
  let owner: Process | undefined;
  let instance: object | undefined;
  const current = (): object => {
    const now = active.run?.current.process;
    if (instance === undefined || owner !== now) {
      const ofOwner = now === undefined ? undefined : known.get(now);
      instance = ofOwner ?? (evaluate(now?.view ?? process) as object);
      owner = now;
      if (now !== undefined) known.set(now, instance);
    }
    return instance;
  };
  return new Proxy({}, ofCurrent(current)) as T;
}

function fileOf(from: string): string {
  return from.startsWith('file:') ? fileURLToPath(from) : from;
}

/** Whatever is done to the handle is done to the instance of the process of the run that is going on. */
function ofCurrent(current: () => object): ProxyHandler<object> {
  return {
    get: (_, key) => Reflect.get(current(), key) as unknown,
    has: (_, key) => Reflect.has(current(), key),
    ownKeys: () => Reflect.ownKeys(current()),
    getOwnPropertyDescriptor: (_, key) => {
      const own = Reflect.getOwnPropertyDescriptor(current(), key);
      return own === undefined ? undefined : { ...own, configurable: true };
    },
  };
}
