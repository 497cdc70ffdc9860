import { expect, it } from 'vitest';
import { importsOf } from './imports.ts';

it.each([
  ["import { a, b as c } from 'x';", { a: ['x', 'a'], c: ['x', 'b'] }],
  ['import{a,b as c}from"x";', { a: ['x', 'a'], c: ['x', 'b'] }],
  ["import all, { one } from './y';", { all: ['./y', 'default'], one: ['./y', 'one'] }],
  ["import * as ns from './z';", { ns: ['./z', '*'] }],
  ["import './only-for-what-it-does';", {}],
])('reads %s', (source, expected) => {
  const read = [...importsOf(source)].map(([local, { from, name }]) => [local, [from, name]] as const);
  expect(Object.fromEntries(read)).toEqual(expected);
});
