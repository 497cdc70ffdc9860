import { existsSync } from 'node:fs';
import path from 'node:path';
import { misuse } from '../../core/misuse.ts';
import type { ProcessProgram } from '../../core/process-handle.ts';
import type { Run } from '../../core/run.ts';
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

/** `() => import('…')`, as it was written or as a compiler of tests leaves it. */
const ONE_IMPORT = /^\(\)\s*=>\s*(?:import|__vi\w*|__vite_ssr_dynamic_import__)\((["'`])([^"'`\\]+)\1\)$/;
const SOME_IMPORT = /\bimport\s*\(|__vi_import__|__vite_ssr_dynamic_import__/;

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
  if (typeof program === 'string') return moduleAt(program, shared);
  if (typeof program !== 'function')
    misuse(run, `sim.process('${name}', program) got no program; expected: './server.ts', or a function.`);
  const source = program.toString();
  const [, , specifier] = ONE_IMPORT.exec(source) ?? [];
  if (specifier !== undefined) return moduleAt(asWritten(specifier), shared);
  if (SOME_IMPORT.test(source))
    misuse(
      run,
      `sim.process('${name}', …): a run cannot import. Write () => import('./server.ts') and nothing else, or './server.ts', or take modules from fresh('./server.ts') outside of the run.`,
    );
  return { file: `/${name}.js`, begin: (process) => program(process) };
}

/** Vite's compiler leaves a path from the root of the project. */
function asWritten(specifier: string): string {
  if (!specifier.startsWith('/') || outsideOfSimulation(() => existsSync(specifier))) return specifier;
  return path.join(process.cwd(), specifier);
}

function moduleAt(specifier: string, shared: readonly string[]): EntryPoint {
  const caller = callerFile(readCallStack(takeCallStack()));
  const folder = caller === undefined ? process.cwd() : path.dirname(caller);
  const evaluate = outsideOfSimulation(() => evaluatorOf(specifier, folder, shared));
  return { file: path.resolve(folder, specifier), begin: evaluate };
}
