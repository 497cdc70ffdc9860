import { existsSync } from 'node:fs';
import path from 'node:path';
import { misuse } from '../../core/misuse.ts';
import type { ProcessProgram } from '../../core/process-handle.ts';
import type { Run } from '../../core/run.ts';
import type { RunLimits } from '../../core/run-limits.ts';
import { ownWork } from '../../core/simulated-resources.ts';
import { evaluatorOf } from '../../fresh/bundle.ts';
import { readCallStack, takeCallStack } from '../../trace/call-stack.ts';
import { callerFile } from '../../trace/caller-location.ts';
import { outsideOfSimulation } from '../bindings/switchboard.ts';

/** What a process does when it starts. */
export interface EntryPoint {
  /** As `process.argv` shows it. */
  readonly file: string;
  readonly begin: (process: NodeJS.Process) => unknown;
}

/** `() => import('…')`, as it was written, or as compilers leave it: vite, and tsx with its care for `__esModule`. */
const ONE_IMPORT =
  /^\(\)\s*=>\s*(?:import|__vi\w*|__vite_ssr_dynamic_import__)\((["'`])([^"'`\\$]+)\1\)(?:\.then\([^;]*;[^;]*__esModule[^;]*\))?$/;
/** The module, where a function does nothing but import one. */
export function specifierOf(source: string): string | undefined {
  return ONE_IMPORT.exec(source)?.[2];
}

const SOME_IMPORT = /\bimport\s*\(|__vi_import__|__vite_ssr_dynamic_import__/;

/** Modules that were found, by the limits that runs of one exploration share: to ask who calls is most of the work. */
const found = new WeakMap<RunLimits, Map<string, EntryPoint>>();

/**
 * What `sim.process(name, program)` was given, ready to be started any number of times.
 * @throws Error, as a misuse, for what cannot be
 */
export function entryPointOf(
  run: Run,
  name: string,
  program: ProcessProgram,
  shared: readonly string[],
): EntryPoint {
  if (typeof program === 'string') return knownModule(run, name, program, shared);
  if (typeof program !== 'function')
    misuse(run, `sim.process('${name}', program) got no program; expected: './server.ts', or a function.`);
  const source = program.toString();
  const specifier = specifierOf(source);
  if (specifier !== undefined) return knownModule(run, name, specifier, shared);
  if (SOME_IMPORT.test(source))
    misuse(
      run,
      `sim.process('${name}', …): a run cannot import. Write () => import('./server.ts') and nothing else, or './server.ts', or take modules from fresh('./server.ts') outside of the run.`,
    );
  return { file: `/${name}.js`, begin: (process) => program(process) };
}

function knownModule(run: Run, name: string, specifier: string, shared: readonly string[]): EntryPoint {
  let known = found.get(run.limits);
  if (known === undefined) found.set(run.limits, (known = new Map()));
  const key = [name, specifier, ...shared].join('\n');
  let entry = known.get(key);
  if (entry === undefined) known.set(key, (entry = moduleAt(asWritten(specifier), shared)));
  return entry;
}

/** Vite's compiler leaves a path from the root of the project. */
function asWritten(specifier: string): string {
  if (!specifier.startsWith('/') || outsideOfRun(() => existsSync(specifier))) return specifier;
  return path.join(process.cwd(), specifier);
}

/** Compiling takes files, and threads, that are no business of the run. */
function outsideOfRun<T>(work: () => T): T {
  ownWork.isGoingOn = true;
  try {
    return outsideOfSimulation(work);
  } finally {
    ownWork.isGoingOn = false;
  }
}

function moduleAt(specifier: string, shared: readonly string[]): EntryPoint {
  const caller = callerFile(readCallStack(takeCallStack()));
  const folder = caller === undefined ? process.cwd() : path.dirname(caller);
  const evaluate = outsideOfRun(() => evaluatorOf(specifier, folder, shared));
  return { file: path.resolve(folder, specifier), begin: evaluate };
}
