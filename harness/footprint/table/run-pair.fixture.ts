import { compileFunction } from 'node:vm';
import { transformSync } from 'esbuild';
import type { AccessKind } from '../footprint.ts';
import { instrument } from '../instrument/instrument.ts';
import { findDrain } from '../../node/drain.ts';
import { recordingRuntime } from '../recording/runtime.ts';

type Steps = Record<string, () => unknown>;

/** Names of two steps of a program. */
export type Pair = readonly [string, string];

interface Told {
  readonly label: string;
  readonly kinds: Set<AccessKind>;
  readonly places: Set<string | undefined>;
}

/** What is done in one step, by number of location. */
export type Footprint = ReadonlyMap<number, Told>;

const runtime = recordingRuntime();
let programs = 0;

/**
 * Runs a program, which has a variable `steps` of functions, and then two of these, each as a step of its own; what each
 * of them did.
 *
 * @param instrumented false to see that without it nothing is told
 */
export async function record(
  source: string,
  pair: Pair,
  instrumented = true,
): Promise<[Footprint, Footprint]> {
  // What was learned of a file stays with it.
  const code = instrumented ? (instrument(source, `program${programs}.ts`)?.code ?? source) : source;
  const options = { loader: 'ts', target: 'es2022' } as const;
  const load = compileFunction(`${transformSync(code, options).code}; return steps;`) as () => Steps;
  // Microtasks can be drained by hand only where none is going on.
  await new Promise((resolve) => void setImmediate(resolve));
  return await new Promise((resolve, reject) => {
    setImmediate(() => {
      try {
        resolve(runPair(load, pair, findDrain().drain));
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  });
}

function runPair(load: () => Steps, [first, second]: Pair, drain: () => void): [Footprint, Footprint] {
  let steps: Steps = {};
  const program = (programs += 1);
  runtime.beginRun();
  try {
    inStep(`${program}.0`, () => void (steps = load()), drain);
    return [
      inStep(`${program}.1`, stepOf(steps, first), drain),
      inStep(`${program}.2`, stepOf(steps, second), drain),
    ];
  } finally {
    runtime.endRun();
  }
}

function stepOf(steps: Steps, name: string): () => unknown {
  const step = steps[name];
  if (step === undefined) throw new Error(`the program has no step ${name}`);
  return step;
}

function inStep(step: string, work: () => unknown, drain: () => void): Footprint {
  const told = new Map<number, Told>();
  runtime.sink = {
    step,
    holders: true,
    values: true,
    access(location, kind, site) {
      const { kinds, places } = told.get(location) ?? { kinds: new Set(), places: new Set() };
      kinds.add(kind);
      places.add(runtime.place(site));
      told.set(location, { label: runtime.location(location).label, kinds, places });
    },
  };
  try {
    const result = work();
    if (result instanceof Promise) result.catch(() => {});
    drain();
  } finally {
    runtime.sink = undefined;
  }
  return told;
}

/** Labels of the locations in which two steps conflict. */
export function conflicts(a: Footprint, b: Footprint): string[] {
  const found = new Set<string>();
  for (const [location, { label, kinds }] of a) {
    for (const kind of kinds) {
      for (const other of b.get(location)?.kinds ?? [])
        if (kind !== other || kind === 'write') found.add(label);
    }
  }
  return [...found];
}
