import { version } from 'vitest/node';
import { simulatingFlags } from '../node/bindings/flags.ts';

/** As much of vitest's config as the plugin writes. */
export interface SimulatedNodeConfig {
  /** The part that concerns its workers. */
  readonly test: {
    readonly execArgv?: readonly string[];
    readonly poolOptions?: Readonly<Record<string, { readonly execArgv: readonly string[] }>>;
  };
}

/** A plugin of vitest. */
export interface SimulatedNodePlugin {
  /** How vitest calls it. */
  readonly name: string;
  /** What vitest adds to its config. */
  config(): SimulatedNodeConfig;
}

/** Of vitest; those before had a list of flags for each pool. */
const FLAGS_AT_TOP = 4;
const POOLS = ['forks', 'threads', 'vmForks', 'vmThreads'];

/**
 * For tests that run whole programs, `test(name, { node: true }, …)`: starts vitest's workers such that Node can be
 * simulated in them. `defineConfig({ plugins: [simulatedNode()] })`.
 */
export function simulatedNode(): SimulatedNodePlugin {
  const execArgv = simulatingFlags;
  const isAtTop = Number.parseInt(version, 10) >= FLAGS_AT_TOP;
  const poolOptions = Object.fromEntries(POOLS.map((pool) => [pool, { execArgv }]));
  return {
    name: 'heddle:simulated-node',
    config: () => ({ test: isAtTop ? { execArgv } : { poolOptions } }),
  };
}
