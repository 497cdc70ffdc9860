import { hashString, Random } from '../core/random.ts';
import { UsageError } from '../core/usage-error.ts';
import type { Parameters } from '../strategies/strategy.ts';

/** All that one run depends on, beside scenario and variant. */
export interface RunSeed {
  readonly base: number;
  /** Which workload of the base seed, from 0. */
  readonly workload: number;
  readonly strategy: string;
  readonly parameters: Parameters;
}

/** `1.0.walk.37`: base seed, workload, strategy, its parameters. */
export function formatSeed({ base, workload, strategy, parameters }: RunSeed): string {
  return [base, workload, strategy, ...parameters].join('.');
}

const strategyHashes = new Map<string, number>();

/** The randomness of one run: a function of its seed, and of nothing else. */
export function randomOf({ base, workload, strategy, parameters }: RunSeed): Random {
  let hash = strategyHashes.get(strategy);
  if (hash === undefined) strategyHashes.set(strategy, (hash = hashString(strategy)));
  hash = mix(mix(hash, base), workload);
  for (const parameter of parameters) hash = mix(hash, parameter);
  return new Random(hash);
}

function mix(hash: number, value: number): number {
  const mixed = Math.imul((hash ^ value) + 0x9e3779b9, 0x85ebca6b);
  return Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35) ^ (mixed >>> 16);
}

/** @throws UsageError when `text` is not of that form */
export function parseSeed(text: string): RunSeed {
  const [base = '', workload = '', strategy = '', ...parameters] = text.split('.');
  const numbers = [base, workload, ...parameters];
  if (!/^[a-z][\w-]*$/.test(strategy) || numbers.some((part) => !/^-?\d{1,15}$/.test(part))) {
    throw new UsageError(
      `"${text}" is not the seed of a run. Expected the form that findings print, such as 1.0.walk.37 (base seed, workload, strategy, parameters).`,
    );
  }
  return {
    base: Number(base),
    workload: Number(workload),
    strategy,
    parameters: parameters.map(Number),
  };
}
