import fc from 'fast-check';
import { hashString } from '../core/random.ts';
import { UsageError } from '../core/usage-error.ts';
import type { Scenario } from '../scenario.ts';

/** Workloads that an exploration of n runs draws: one for 50 runs, at least 1, at most this many. */
export const WORKLOADS_MAX = 40;
const RUNS_PER_WORKLOAD = 25;

export function workloadCount(scenario: Pick<Scenario, 'workload'>, runs: number): number {
  if (scenario.workload === undefined) return 1;
  return Math.min(WORKLOADS_MAX, Math.max(1, Math.ceil(runs / RUNS_PER_WORKLOAD)));
}

/**
 * The scenario's examples, then the first workloads of a base seed, `count` in all, each once, frozen: every run starts
 * from the same. More of them begin with the same ones, and all variants get the same ones.
 * @throws UsageError for a workload that JSON does not carry unchanged: a token could not replay it
 */
export function drawWorkloads(
  id: string,
  scenario: Pick<Scenario, 'workload' | 'examples'>,
  base: number,
  count: number,
): unknown[] {
  if (scenario.workload === undefined) return [Object.freeze({})];
  const drawn = fc.sample(scenario.workload, { seed: hashString(`${base}/${id}`) | 0, numRuns: count });
  const distinct = new Map<string, unknown>();
  for (const workload of [...(scenario.examples ?? []), ...drawn].slice(0, count))
    distinct.set(JSON.stringify(workload), workload);
  return [...distinct.values()].map((workload) => freezeWorkload(id, workload));
}

export function freezeWorkload(id: string, workload: unknown): unknown {
  if (!isJson(workload)) {
    throw new UsageError(
      `The workload of ${id} is not plain JSON (${fc.stringify(workload)}): use arbitraries of numbers, strings, booleans, arrays and records.`,
    );
  }
  return deepFreeze(JSON.parse(JSON.stringify(workload)));
}

function isJson(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.every(isJson);
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === null || prototype === Object.prototype) && Object.values(value).every(isJson);
}

function deepFreeze(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) deepFreeze(inner);
    Object.freeze(value);
  }
  return value;
}
