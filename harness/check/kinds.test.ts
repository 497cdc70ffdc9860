import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkKinds, engineKinds, type Kinds } from '../core/kinds.ts';
import { knownKinds, oracleKinds } from './kinds.ts';

const here = new URL('./', import.meta.url);
const gathers = ['index.ts', 'kinds.ts'];
const sources = readdirSync(here).filter((file) => /^[a-z-]+\.ts$/.test(file) && !gathers.includes(file));

/** What each file of an oracle declares. */
const declared = await Promise.all(
  sources.map(async (file) => {
    const module = (await import(new URL(file, here).href)) as Readonly<Record<string, unknown>>;
    const own = Object.entries(module).filter(([name]) => name.endsWith('Kinds'));
    return own.map(([, kinds]) => kinds as Kinds);
  }),
);

test('the kinds of oracles are those that their files declare, each with one meaning', () => {
  expect(declared.flat().length).toBeGreaterThan(10);
  for (const kinds of declared.flat()) checkKinds(kinds, knownKinds);
  const names = new Set(declared.flat().flatMap((kinds) => Object.keys(kinds)));
  expect(Object.keys(oracleKinds).toSorted()).toEqual([...names].toSorted());
});

test('no oracle reports what is for the engine to report', () => {
  expect(Object.keys(engineKinds).filter((kind) => Object.hasOwn(oracleKinds, kind))).toEqual([]);
});
