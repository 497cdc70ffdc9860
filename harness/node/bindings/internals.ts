import { createRequire } from 'node:module';

/** A native binding: functions and constructors by name. Their shapes are Node's own, and differ between versions. */
export type Binding = Record<string, unknown>;

interface InternalBindings {
  readonly internalBinding: (name: string) => Binding;
}

const require = createRequire(import.meta.url);

/** Node warns that these are not for everybody; it is right, and says so in the output of the program under test. */
function withoutWarning<T>(work: () => T): T {
  const known = Object.getOwnPropertyDescriptor(process, 'emitWarning') ?? {};
  process.emitWarning = () => {};
  try {
    return work();
  } finally {
    Object.defineProperty(process, 'emitWarning', known);
  }
}

let bindings: InternalBindings | undefined;

/** @throws Error where the thread was not started with `--expose-internals` */
export function internalBinding(name: string): Binding {
  try {
    bindings ??= withoutWarning(() => require('internal/test/binding') as InternalBindings);
  } catch (error) {
    throw new Error('Node does not show its bindings: it was started without --expose-internals.', {
      cause: error,
    });
  }
  return bindings.internalBinding(name);
}

/** A module of Node's own, as `internal/timers`. It is loaded by this where it was not before. */
export function internalModule(name: string): Binding {
  return withoutWarning(() => require(name) as Binding);
}
