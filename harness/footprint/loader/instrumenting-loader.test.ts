import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** As it is written: to the compiled one, all is somewhere else. */
const TYPESCRIPT = `interface A { x: number }

type B = { [k: string]: A };
export const read = (o: A): number => o.x;
export function fails(o: unknown): never {
  const b = o as B; if (b.a!.x) throw new Error(\`x \${typeof b}\`); throw new TypeError();
}
`;
const JAVASCRIPT = TYPESCRIPT.replace('interface A { x: number }', '')
  .replace('type B = { [k: string]: A };', '')
  .replace(': A): number', ')')
  .replace(': unknown): never', ')')
  .replace(' as B', '     ')
  .replace('a!.x', 'a .x');
const COMMON = JAVASCRIPT.replace('export const read', '             const read')
  .replace('export function', '       function')
  .concat('module.exports = { read, fails };\n');

const FILES: Readonly<Record<string, string>> = {
  'package.json': '{ "type": "module", "name": "app" }',
  'module.ts': TYPESCRIPT,
  'module.mts': TYPESCRIPT,
  'module.js': JAVASCRIPT,
  'common.cjs': COMMON,
  'common.cts': TYPESCRIPT,
  'required/package.json': '{ "type": "commonjs" }',
  'required/plain.js': COMMON,
  'required/typed.ts': TYPESCRIPT,
  'required/typed-inner.ts': TYPESCRIPT,
  'required/importing.ts': `import { read, fails } from './typed-inner';\nexport { read, fails };\n`,
  'broken.js': 'export const read = ;\n',
  'node_modules/asked/package.json': '{ "name": "asked", "main": "index.js" }',
  'node_modules/asked/index.js': COMMON,
  'node_modules/other/package.json': '{ "name": "other", "main": "index.js" }',
  'node_modules/other/index.js': COMMON,
};

const LOAD = `
import { pathToFileURL } from 'node:url';
const [built, root, ...files] = process.argv.slice(2);
const of = (file) => import(pathToFileURL(built + '/dist/harness/' + file).href);
const { instrumentLoaded } = await of('footprint/loader/instrumenting-loader.js');
const { callerLocation } = await of('trace/caller-location.js');
const loader = instrumentLoaded({ root, packages: ['asked'] });
(await import('tsx/esm/api')).register({ tsconfig: false });
(await import('tsx/cjs/api')).register();
const seen = {};
for (const file of files) {
  try {
    const module = await import(pathToFileURL(file).href);
    const { read, fails } = 'read' in module ? module : module.default;
    try {
      fails({ a: { x: 1 } });
    } catch ({ stack }) {
      const [, place] = /([^/]*:\\d+:\\d+)\\)?$/.exec(stack.split('\\n')[1]);
      const isPlain = /^\\(?o\\)?=>o\\.x$/.test(String(read).replace(/\\s/g, ''));
      seen[file] = { place, caller: callerLocation(stack), instrumented: !isPlain };
    }
  } catch (error) {
    seen[file] = error.name;
  }
}
console.log(JSON.stringify({ seen, unreadable: loader.unreadable }));
`;

interface Output {
  readonly seen: Readonly<Record<string, unknown>>;
  readonly unreadable: readonly { readonly file: string; readonly why: string }[];
}

let folder: string;
let output: Output;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'heddle-loader-'));
  for (const [file, text] of Object.entries({ ...FILES, 'load.mjs': LOAD })) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  symlinkSync(path.join(repository, 'node_modules/tsx'), path.join(folder, 'node_modules/tsx'), 'junction');
  const files = Object.keys(FILES).filter((file) => /\.[cm]?[jt]s$/.test(file));
  const { stdout, stderr } = spawnSync(
    process.env['NODE_OF_LOADER'] ?? process.execPath,
    ['load.mjs', repository, folder, ...files],
    { cwd: folder, encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  output = JSON.parse(stdout) as Output;
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Where the error is made that all of them throw. */
const LINE = 6;
const COLUMN = (TYPESCRIPT.split('\n')[LINE - 1] ?? '').indexOf('new Error') + 1;

it.each([
  'module.ts',
  'module.mts',
  'module.js',
  'common.cjs',
  'common.cts',
  'required/plain.js',
  'required/typed.ts',
])('%s is instrumented, and its places are those of the file as it was written', (file) => {
  expect(output.seen[file]).toEqual({
    place: `${path.basename(file)}:${LINE}:${COLUMN}`,
    caller: expect.stringMatching(`^${path.basename(file)}:${LINE}$`) as string,
    instrumented: true,
  });
});

it('what a required module requires is instrumented', () => {
  const place = `typed-inner.ts:${LINE}`;
  const seen = { place: `${place}:${COLUMN}`, caller: place, instrumented: true };
  expect(output.seen['required/importing.ts']).toEqual(seen);
});

it('of packages, those are that were asked for', () => {
  const place = `index.js:${LINE}:${COLUMN}`;
  expect(output.seen['node_modules/asked/index.js']).toMatchObject({ place, instrumented: true });
  expect(output.seen['node_modules/other/index.js']).toMatchObject({ place, instrumented: false });
});

it('what is no code is left as it is, which is said', () => {
  expect(output.seen['broken.js']).toMatch(/Error$/);
  expect(output.unreadable).toEqual([{ file: 'broken.js', why: expect.stringMatching(/./) as string }]);
});
