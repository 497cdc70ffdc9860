import { readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname } from 'node:path';
import { compileFunction } from 'node:vm';
import { instrument } from './instrument.ts';

/** Loads a CommonJS package with all that it requires, apart from what others have loaded; instrumented or as it is. */
export function loadPackage(name: string, instrumented: boolean): unknown {
  const loaded = new Map<string, { exports: unknown }>();
  const requireFrom = (from: string) => {
    const real = createRequire(from);
    return (specifier: string): unknown => {
      if (isBuiltin(specifier)) return real(specifier);
      const file = real.resolve(specifier);
      return /\.c?js$/.test(file) ? load(file) : real(file);
    };
  };
  const load = (file: string): unknown => {
    const known = loaded.get(file);
    if (known !== undefined) return known.exports;
    const module = { exports: {} as unknown, filename: file, id: file };
    loaded.set(file, module);
    const source = readFileSync(file, 'utf8');
    const code = instrumented ? (instrument(source, file)?.code ?? source) : source;
    const parameters = ['exports', 'require', 'module', '__filename', '__dirname'];
    const run = compileFunction(code.replace(/^#!.*/, ''), parameters, { filename: file }) as (
      ...args: unknown[]
    ) => void;
    run.call(module.exports, module.exports, requireFrom(file), module, file, dirname(file));
    return module.exports;
  };
  return requireFrom(import.meta.url)(name);
}
