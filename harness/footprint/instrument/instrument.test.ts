import { SourceMap } from 'node:module';
import { describe, expect, test } from 'vitest';
import { instrument } from './instrument.ts';
import { parse } from './syntax.ts';

function codeOf(source: string, file = 'program.ts'): string {
  return instrument(source, file)?.code ?? source;
}

/** Without what comes first. */
function bodyOf(source: string, file?: string): string {
  return codeOf(source, file).replace(/^;?var .*?return \$h\d+\?\?=.*?\)\}/, '');
}

describe('what stays as it is', () => {
  test.each([
    ['types', 'interface A { b: string }\ntype C = A["b"];\ndeclare const d: { e: C };\nexport type { A };'],
    ['enums', 'export enum Colour { Red = 1, Green = "g".length }'],
    ['functions that only call', 'export function f(g: () => number): number { return g(); }'],
    ['imports of Node itself', "import { join } from 'node:path';\nexport const p = join('a', 'b');"],
    ['variables that nobody else sees', 'let x = 1; x += 2; export const y = x;'],
    [
      'functions that take their names from what they are assigned to',
      'export const f = () => 1, C = class {};',
    ],
  ])('%s', (_what, source) => {
    expect(instrument(source, 'program.ts')).toBeUndefined();
  });

  test('every character and every line', () => {
    const source =
      'let n = 0; // first\nexport const f = () => {\n  n++ /* why */;\n  return [n].map((x) => o?.\n    a.b);\n};\nconst o: any = { a: 1 };\n// last';
    const code = codeOf(source);
    expect(code.split('\n')).toHaveLength(source.split('\n').length);
    let index = 0;
    for (const character of source) index = code.indexOf(character, index) + 1;
    expect(index).toBeGreaterThan(0);
    expect(code.endsWith('// last')).toBe(true);
  });

  test('a directive comes first', () => {
    expect(codeOf("'use strict';\no.a;", 'a.cjs')).toMatch(/^'use strict';/);
    expect(bodyOf("function f(a) { 'use strict'; return () => a++; }", 'a.cjs')).toMatch(
      /\{ 'use strict';;const \$h/,
    );
  });

  test('a hashbang comes first', () => {
    expect(codeOf('#!/usr/bin/env node\no.a;', 'a.js')).toMatch(/^#!\/usr\/bin\/env node\nvar /);
  });
});

test.each([
  ['return[a.b]', 'function f(a) { return[a.b] }'],
  ['case"x"in o', 'switch (1) { case[1].length: ; }'],
  ['typeof(a.b)', 'typeof(a.b)'],
  ['no semicolons', 'const a = b.c\na.d = 1\n;[a.e] = b\n++a.f\nlet g = a\n`x`\n'],
  ['new of what a call yields', 'new (a.b())(); new a.b.C; new a.b.C(1); new (a.b)'],
  [
    'classes that extend members',
    'class A extends b.C { static #x = d.e; static { this.#x.f = 1 } @dec.o() g() {} }',
  ],
  ['using', 'async function f() { using a = b.c; await using d = e.f; for (using g of h.i) g.j; }'],
  ['labels', 'a: for (const b of c.d) { continue a }'],
  ['a name that is taken', 'const $h = 1, $h1 = 2; $h.a; let $h0_ = $h.b'],
])('what comes out can be read again: %s', (_what, source) => {
  const code = codeOf(source, 'program.js');
  expect(code).not.toBe(source);
  expect(() => parse(code, 'program.js')).not.toThrow();
});

test('a name that is taken is not used', () => {
  expect(codeOf('const $h = o.a;')).toContain('function $h0_()');
});

test('JSX is told by the extension', () => {
  const source = 'const view = <a href={o.b} {...o.c}>{list.map((x) => <b key={x.id} />)}</a>;';
  expect(bodyOf(source, 'view.tsx')).toContain('href={$h().r(o,"b",');
  expect(() => instrument(source, 'view.ts')).toThrow(SyntaxError);
});

test('the source map leads back to lines and columns', () => {
  const source = 'const a: any = {};\nexport function f() {\n  return a.b.c(a.d);\n}\n';
  const { code, map } = instrument(source, 'program.ts') ?? { code: '', map: '{}' };
  const line = code.split('\n')[2] ?? '';
  const entry = new SourceMap(JSON.parse(map) as never).findEntry(2, line.lastIndexOf('a,"d"'));
  expect(entry).toMatchObject({ originalSource: 'program.ts', originalLine: 2, originalColumn: 15 });
});

test('a file that cannot be parsed is refused', () => {
  expect(() => instrument('const = 1', 'program.ts')).toThrow(SyntaxError);
});
