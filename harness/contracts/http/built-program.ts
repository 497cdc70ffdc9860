import { fileURLToPath } from 'node:url';

// Threads and other processes run what was built.
const built = new URL(
  '../',
  import.meta.url.replace(/(?<!\/dist)\/harness\/contracts\//, '/dist/harness/contracts/'),
);

/** What a thread in which Node is simulated is started with. */
export const simulatingFlags = [
  '--expose-internals',
  '--import',
  new URL('../node/bindings/preload.js', built).href,
];

/** A program of a contract, `http/server-process`. */
export const builtProgram = (name: string): string => fileURLToPath(new URL(`${name}.js`, built));
