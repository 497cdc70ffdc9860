import { compileFunction } from 'node:vm';
import { transformSync } from 'esbuild';
import type { AccessKind } from '../footprint.ts';
import { instrument } from '../instrument/instrument.ts';
import { recordingRuntime } from '../recording/runtime.ts';

type Steps = Record<string, () => unknown>;

interface Told {
  readonly kind: AccessKind;
  readonly place: string | undefined;
}

/** What is done in one step, by location. */
export type Footprint = ReadonlyMap<string, readonly Told[]>;

const runtime = recordingRuntime();

/** Runs the program, which yields its steps by name, and these one after the other; what each of them did. */
export async function record(
  source: string,
  steps: readonly string[],
  instrumented = true,
): Promise<Footprint[]> {
  const file = 'program.ts';
  const code = instrumented ? (instrument(source, file)?.code ?? source) : source;
  const javascript = transformSync(code, {
    loader: 'ts',
    target: 'es2022',
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: true } },
  });
  const load = compileFunction(`${javascript.code}; return steps;`) as () => Steps;
  runtime.beginRun();
  try {
    let program: Steps = {};
    await inStep('0', () => void (program = load()));
    const told: Footprint[] = [];
    for (const [n, name] of steps.entries()) {
      const step = program[name];
      if (step === undefined) throw new Error(`the program has no step ${name}`);
      told.push(await inStep(String(n + 1), step));
    }
    return told;
  } finally {
    runtime.endRun();
  }
}

async function inStep(step: string, work: () => unknown): Promise<Footprint> {
  const told = new Map<string, Told[]>();
  const drained = new Promise((resolve) => void setImmediate(resolve));
  runtime.sink = {
    step,
    values: false,
    access(location, kind, site) {
      const { name, label } = runtime.location(location);
      const key = `${label} [${name}]`;
      told.set(key, [...(told.get(key) ?? []), { kind, place: runtime.place(site) }]);
    },
  };
  try {
    const result = work();
    if (result instanceof Promise) result.catch(() => {});
    await drained;
  } finally {
    runtime.sink = undefined;
  }
  return told;
}

/** Labels of the locations in which two steps conflict. */
export function conflicts(a: Footprint, b: Footprint): string[] {
  const found: string[] = [];
  for (const [location, first] of a) {
    const second = b.get(location);
    if (second !== undefined && first.some((one) => second.some((other) => conflict(one.kind, other.kind)))) {
      found.push(location.replace(/ \[[^[\]]*\]$/, ''));
    }
  }
  return found;
}

function conflict(a: AccessKind, b: AccessKind): boolean {
  return a !== b || a === 'write';
}
