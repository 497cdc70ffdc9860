import type * as t from '@babel/types';
import { Context } from './context.ts';
import { exportsOf, importsOf } from './imports.ts';
import { analyse } from './scopes.ts';
import { endOf, parse } from './syntax.ts';
import { visit } from './visit.ts';

export interface InstrumentOptions {
  /** What places in the file are called by, as `systems/refresh-holder/s3-shielded.ts`; by default `file`. */
  readonly name?: string;
}

/** Code that records, with a source map to what the author wrote. */
export interface Instrumented {
  readonly code: string;
  readonly map: string;
}

/**
 * Makes code tell the recording runtime what it reads and writes. It stays TypeScript, JSX or whatever it is, and does
 * what it did: all characters and all lines stay where they are, calls of the runtime are put in between.
 *
 * @param file its extension says which language it is
 * @returns undefined where there is nothing to tell
 * @throws SyntaxError
 */
export function instrument(
  code: string,
  file: string,
  options: InstrumentOptions = {},
): Instrumented | undefined {
  const { program } = parse(code, file);
  const context = new Context(code, analyse(program), visit);
  for (const [local, imported] of importsOf(program)) context.imports.set(local, imported);
  context.visitAll(program.body);
  const exported = exportsOf(program, context.variables, context.imports);
  if (!context.inserts.any && exported.length === 0) return undefined;
  begin(program, context, options.name ?? file, exported);
  return context.inserts.result(file);
}

/** Hoisted, as a module's functions may be called before the module itself runs: those of a cycle are. */
function begin(
  program: t.Program,
  context: Context,
  name: string,
  exported: readonly [string, string][],
): void {
  const { runtime, frame } = context;
  const held = context.newName();
  const own = runtime.slice(0, -2);
  const directive = program.directives.at(-1);
  const index = directive ? endOf(directive) : startOfCode(program, context.code);
  context.inserts.between(index, () => {
    const told = [JSON.stringify(name), JSON.stringify(context.sites)];
    if (exported.length > 0) told.push(JSON.stringify(exported));
    const found = `globalThis[Symbol.for("heddle.recording")].module(${told.join(',')})`;
    const once = exported.length > 0 ? `${runtime};` : '';
    const rest = `function ${own}(){return ${held}??=${found}}${once}`;
    return `${directive ? ';' : ''}var ${[held, ...frame.temporaries].join(',')};${rest}`;
  });
}

function startOfCode(program: t.Program, code: string): number {
  if (!program.interpreter) return 0;
  return code.indexOf('\n', endOf(program.interpreter)) + 1;
}
