import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { simulate } from '../../../program/simulate.ts';
import { callbackFacts } from './callbacks.fixture.ts';
import { folderFacts } from './folders.fixture.ts';
import type { FsFact } from './fs-fact.fixture.ts';
import { promiseFacts } from './promises.fixture.ts';

const facts = [...callbackFacts, ...folderFacts, ...promiseFacts];

const real = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'heddle-facts-'));
afterAll(() => fs.rmSync(real, { recursive: true, force: true }));

/** Runs a program in an empty folder; what it noted, a line for each time. */
async function notes({ program }: FsFact, folder: string): Promise<string> {
  const noted: string[] = [];
  fs.mkdirSync(folder, { recursive: true });
  await program(
    (...words) =>
      noted.push(words.map((word) => (Array.isArray(word) ? `[${word.join()}]` : String(word))).join(' ')),
    (path) => `${folder}/${path}`,
  );
  return noted.join('; ');
}

test.each(facts)('Node: $name', async (fact) => {
  expect(await notes(fact, join(real, String(facts.indexOf(fact))))).toBe(fact.noted);
});

test.each(facts)('heddle: $name', async (fact) => {
  const run = await simulate(
    (sim) => {
      sim.task('task', () => notes(fact, '/folder'));
    },
    { node: true },
  );
  expect(run.findings).toEqual([]);
  expect(run.tasks.get('task')?.value).toBe(fact.noted);
});
