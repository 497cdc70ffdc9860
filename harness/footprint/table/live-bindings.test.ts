import { compileFunction } from 'node:vm';
import { transformSync } from 'esbuild';
import { afterEach, expect, test } from 'vitest';
import { instrument } from '../instrument/instrument.ts';
import { recordingRuntime } from '../recording/runtime.ts';

const runtime = recordingRuntime();
afterEach(() => runtime.endRun());

type Exports = Record<string, unknown>;

/** Modules that import each other, by file. */
function load(files: Record<string, string>, entry: string): Exports {
  const loaded = new Map<string, Exports>();
  const require = (specifier: string): Exports => {
    const file = specifier.replace('./', '');
    const known = loaded.get(file);
    if (known !== undefined) return known;
    const module = { exports: {} as Exports };
    loaded.set(file, module.exports);
    const source = files[file] ?? '';
    const code = instrument(source, file)?.code ?? source;
    const javascript = transformSync(code, { loader: 'ts', format: 'cjs', target: 'es2022' }).code;
    const run = compileFunction(javascript, ['module', 'exports', 'require']) as (...args: unknown[]) => void;
    run(module, module.exports, require);
    loaded.set(file, module.exports);
    return module.exports;
  };
  return require(`./${entry}`);
}

/** What `work` does: kind and label, in order. */
function told(work: unknown): string[] {
  const seen: string[] = [];
  runtime.sink = {
    step: 'step',
    holders: false,
    values: false,
    access: (location, kind) => void seen.push(`${kind} ${runtime.location(location).name}`),
  };
  (work as () => void)();
  runtime.sink = undefined;
  return seen.filter((one) => /state\.ts/.test(one));
}

test.each([
  ['by its name', "import { count } from './state.ts';\nexport const read = () => count;"],
  ['by another name', "import { count as n } from './state.ts';\nexport const read = () => n;"],
  ['as part of all', "import * as state from './state.ts';\nexport const read = () => state.count;"],
  ['through another module', "import { total } from './index.ts';\nexport const read = () => total;"],
])('an imported variable that changes is shared with its module: %s', (_how, reader) => {
  const files = {
    'state.ts': 'export let count = 0;\nexport function up() { count += 1; }',
    'index.ts': "export { count as total } from './state.ts';",
    'reader.ts': reader,
  };
  const { up } = load(files, 'state.ts');
  const { read } = load(files, 'reader.ts');
  runtime.beginRun();
  expect(told(up)).toEqual(['read state.ts:count', 'write state.ts:count']);
  expect(told(read)).toContain('read state.ts:count');
});

test('an imported function is no variable', () => {
  const files = {
    'fixed.ts': 'export function f() { return 1; }',
    'reader.ts': "import { f } from './fixed.ts';\nexport const read = () => f();",
  };
  const { read } = load(files, 'reader.ts');
  runtime.beginRun();
  expect(told(read)).toEqual([]);
});
