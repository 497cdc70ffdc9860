import { expect, test } from 'vitest';
import { specifierOf } from './entry-point.ts';

test.each([
  `() => import('./server.ts')`,
  `()=>import("./server.ts")`,
  `() => __vi_import__("./server.ts")`,
  `() => __vite_ssr_dynamic_import__("./server.ts")`,
  `()=>import("./server.ts").then(s=>{const e="default";return s[e]&&typeof s[e]=="object"&&"__esModule"in s[e]?s[e]:s})`,
])('the module is read from %s', (source) => {
  expect(specifierOf(source)).toBe('./server.ts');
});

test.each([
  `() => import('./server.ts').then(({ start }) => start())`,
  `async () => { const { start } = await import('./server.ts'); start(); }`,
  '() => import(`./${name}.ts`)',
  `() => start()`,
])('no module is read from %s', (source) => {
  expect(specifierOf(source)).toBeUndefined();
});
