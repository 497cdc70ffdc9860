import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { equivalenceOf } from './equivalent.ts';
import { mutate, type Mutation } from './mutants.ts';
import type { MutationResult } from './result.ts';
import { resultOf } from './result-of.ts';
import { hashOf, scenarioFilesOf, sourcesOf, subjects } from './subjects.ts';
import { tryMutants } from './trial.ts';

// `npm run mutants [subject…]`: mutates each hardened variant and what it is made of, lets the scenarios judge, and
// writes what became of the mutants into `results/`.
const root = fileURLToPath(new URL('../..', import.meta.url));
const { positionals: asked, values } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string' } },
});
/** Fewer than the main job makes: for a first look, of which nothing is kept. */
const runsMax = values.runs === undefined ? undefined : Number(values.runs);
const unknown = asked.filter((name) => !subjects.some((subject) => subject.name === name));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}; known: ${subjects.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
for (const subject of subjects) {
  if (asked.length > 0 && !asked.includes(subject.name)) continue;
  const sources = await sourcesOf(root, subject);
  const hashes = {
    sources: hashOf(root, sources),
    scenarios: hashOf(root, scenarioFilesOf(root, subject)),
  };
  const texts = new Map(sources.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));
  const mutated = await mutate(texts);
  const judgements = await tryMutants(root, subject, mutated, {
    runsMax,
    whyEquivalent: (mutation) => equivalenceOf(texts, mutation)?.reason,
    onJudged: ({ kind, mutation }, left) => {
      if (kind === 'survived') console.log(`${left} left; survives: ${inOneLine(mutation)}`);
    },
  });
  const result = resultOf(subject, hashes, judgements);
  if (runsMax === undefined) writeResult(result);
  console.log(`${subject.name}: ${result.killed} of ${result.mutants} killed, score ${result.score} %`);
}

function writeResult(result: MutationResult): void {
  const folder = path.join(root, 'scenarios/mutation/results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${result.subject}.json`), `${JSON.stringify(result, null, 2)}\n`);
}

function inOneLine({ file, line, original, replacement }: Mutation): string {
  return `${file}:${line} ${shortened(original)} → ${shortened(replacement)}`;
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
