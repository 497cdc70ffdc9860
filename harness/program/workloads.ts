import fc from 'fast-check';
import { hashString } from '../core/random.ts';
import { describeError } from '../core/describe-error.ts';
import { UsageError } from '../core/usage-error.ts';
import { boundedAgain, TimeUp } from '../node/bounded.ts';
import type { Scenario } from '../scenario.ts';

/** Workloads that an exploration of n runs draws: one for 50 runs, at least 1, at most this many. */
export const WORKLOADS_MAX = 40;
const RUNS_PER_WORKLOAD = 25;

/** Real milliseconds for drawing all of them: it takes some ten. */
const DRAWING_MS_MAX = 5_000;

export function workloadCount({ workload, examples = [] }: Drawn, runs: number): number {
  if (workload === undefined) return Math.max(1, examples.length);
  return Math.max(examples.length, Math.min(WORKLOADS_MAX, Math.max(1, Math.ceil(runs / RUNS_PER_WORKLOAD))));
}

type Drawn = Pick<Scenario, 'workload' | 'examples'>;

/**
 * The scenario's examples, then the first workloads of a base seed, `count` in all, each once, frozen: every run starts
 * from the same. More of them begin with the same ones, and all variants get the same ones.
 * @throws UsageError where they cannot be drawn, or for one that JSON does not carry unchanged: a token could not replay
 * it
 */
export function drawWorkloads(id: string, scenario: Drawn, base: number, count: number): unknown[] {
  const { workload: arbitrary, examples = [] } = scenario;
  if (arbitrary === undefined && examples.length === 0) return [Object.freeze({})];
  const seed = hashString(`${base}/${id}`) | 0;
  const drawn = arbitrary === undefined ? [] : draw(id, () => fc.sample(arbitrary, { seed, numRuns: count }));
  const distinct = new Map<string, unknown>();
  for (const workload of [...examples, ...drawn].slice(0, Math.max(count, examples.length))) {
    const frozen = freezeWorkload(id, workload);
    distinct.set(JSON.stringify(frozen), frozen);
  }
  return [...distinct.values()];
}

/** Draws that show whether there are more workloads than those that were explored. */
const DRAWS = 1_000;
const DRAWS_SEED = 1;

/**
 * How many different workloads so many draws give, those that were explored among them.
 * @returns no draws where the scenario lists all of its workloads; undefined where drawing takes too long
 */
export function seenWorkloads(
  id: string,
  scenario: Drawn,
  explored: readonly unknown[],
): { readonly draws: number; readonly distinct: number } | undefined {
  if (scenario.workload === undefined) return { draws: 0, distinct: explored.length };
  try {
    const drawn = drawWorkloads(id, scenario, DRAWS_SEED, DRAWS);
    const distinct = new Set([...explored, ...drawn].map((workload) => JSON.stringify(workload)));
    return { draws: DRAWS, distinct: distinct.size };
  } catch {
    return undefined;
  }
}

function draw(id: string, sample: () => unknown[]): unknown[] {
  try {
    return boundedAgain(DRAWING_MS_MAX, sample);
  } catch (error) {
    const why =
      error instanceof TimeUp
        ? `not within ${DRAWING_MS_MAX / 1000} s. Is there a filter that hardly anything passes?`
        : describeError(error);
    throw new UsageError(`The workload of ${id} cannot be drawn: ${why}`, { cause: error });
  }
}

export function freezeWorkload(id: string, workload: unknown): unknown {
  if (!isJson(workload)) {
    throw new UsageError(
      `The workload of ${id} is not plain JSON (${fc.stringify(workload)}): use arbitraries of numbers, strings, booleans, arrays and records.`,
    );
  }
  return deepFreeze(JSON.parse(JSON.stringify(workload)));
}

/** @param within what holds it: a value that holds itself is no tree */
function isJson(value: unknown, within: readonly unknown[] = []): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || within.includes(value)) return false;
  const inside = [...within, value];
  if (Array.isArray(value)) return value.every((part) => isJson(part, inside));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return false;
  return Object.values(value).every((part) => isJson(part, inside));
}

function deepFreeze(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) deepFreeze(inner);
    Object.freeze(value);
  }
  return value;
}
