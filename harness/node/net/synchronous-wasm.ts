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
 * Compiles WebAssembly within the call, as a run cannot wait for other threads; what is promised stays a promise.
 * @returns what puts it back
 */
export function compileAtOnce(): () => void {
  const real = { compile: api.compile, instantiate: api.instantiate };
  // Assigned, as each run does this: to define a property anew takes ten times as long.
  api.compile = compile;
  api.instantiate = instantiate;
  return () => {
    api.compile = real.compile;
    api.instantiate = real.instantiate;
  };
}
