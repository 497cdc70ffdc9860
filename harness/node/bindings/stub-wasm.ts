import { AT_ONCE } from '../../core/real-calls.ts';

type Imports = Readonly<Record<string, unknown>>;

/** As far as it is needed: the types of Node do not know it. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports?: Imports) => object;
  compile: (bytes: Uint8Array) => Promise<object>;
  instantiate: (source: object, imports?: Imports) => Promise<object>;
}

const api = Reflect.get(globalThis, 'WebAssembly') as WebAssemblyApi;

// Async, so that what fails is a rejection, as it is of the real ones.
async function compile(bytes: Uint8Array): Promise<object> {
  return new api.Module(bytes);
}

async function instantiate(source: object, imports?: Imports): Promise<object> {
  if (source instanceof api.Module) return new api.Instance(source, imports);
  const module = new api.Module(source as Uint8Array);
  return { module, instance: new api.Instance(module, imports) };
}

/**
 * Compiles WebAssembly within the call, as a run cannot wait for other threads; what is promised stays a promise. For
 * good: what `fetch` needs may begin to be compiled right before the first run, and be asked for in it.
 */
export function compileAtOnce(): void {
  Object.assign(api, {
    compile: Object.assign(compile, { [AT_ONCE]: true }),
    instantiate: Object.assign(instantiate, { [AT_ONCE]: true }),
  });
}
