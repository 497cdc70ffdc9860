import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { idsInUse } from './bundle.ts';
import { openCourt } from './court.ts';
import { equivalenceOf } from './equivalent.ts';
import { mutate, type Mutation } from './mutants.ts';
import { type Judgement, type MutationResult, scoreOf } from './result.ts';
import { begunResult, readResult, writeResult } from './results.ts';
import { FIRST_RUNS, RUNS_MAX } from './runs.ts';
import { digestOfScenarios, sourcesOf, type Subject, subjects } from './subjects.ts';
import { tryMutants } from './trial.ts';

/*
 * `npm run mutants [-- subject…]`: mutates each hardened variant and what it is made of, lets the scenarios judge, and
 * writes what became of the mutants into `results/`, one by one: interrupted, it goes on where it was.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const { positionals: asked, values } = argumentsGiven();
const unknown = asked.filter((name) => !subjects.some((subject) => subject.name === name));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}; known: ${subjects.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
for (const subject of subjects) if (asked.length === 0 || asked.includes(subject.name)) await judge(subject);

function argumentsGiven() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        /** Judges again what was judged on the same code. */
        anew: { type: 'boolean', default: false },
        /** Few runs of each scenario. */
        'first-look': { type: 'boolean', default: false },
        /** Processes that judge at a time. */
        jobs: { type: 'string', default: String(availableParallelism()) },
      },
    });
  } catch (error) {
    const { message } = error as Error;
    console.error(
      `${message.split('. ')[0]}; npm run mutants -- [subject…] [--first-look] [--anew] [--jobs <n>]`,
    );
    process.exit(2);
  }
}

async function judge(subject: Subject): Promise<void> {
  const files = await sourcesOf(root, subject);
  const texts = new Map(files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));
  const { mutations, code } = await mutate(texts);
  const used = new Set(
    (await Promise.all(subject.judges.map((system) => idsInUse(root, system, code)))).flat(),
  );
  const reachable = mutations.filter(({ id }) => used.has(id));
  const scenarios = digestOfScenarios(root, subject);
  const earlier = values.anew ? undefined : readResult(subject.name);
  const whyEquivalent = (mutation: Mutation): string | undefined => equivalenceOf(texts, mutation)?.reason;
  let result = await begunResult(subject, scenarios, texts, reachable, whyEquivalent, earlier);
  writeResult(result);
  const known = result.files.flatMap(({ mutants }) => mutants.map(({ judgement }) => judgement));
  const cases = inOrderOf(result, reachable).map((mutation, number) => ({
    mutation,
    judgement: known[number] ?? ({ outcome: 'not judged' } as const),
    whyEquivalent: whyEquivalent(mutation),
  }));
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([...code, scenarios]))
    .digest('hex');
  const runs = values['first-look'] ? FIRST_RUNS : RUNS_MAX;
  const court = await openCourt(root, subject, code, fingerprint, runs);
  await tryMutants(court, cases, {
    jobs: Number(values.jobs),
    firstLook: values['first-look'],
    onJudged: (mutation, judgement, left) => {
      const number = cases.findIndex((one) => one.mutation === mutation);
      result = withJudgement(result, number, judgement);
      writeResult(result);
      if (judgement.outcome === 'survived') console.log(`${left} left; survives: ${inOneLine(mutation)}`);
    },
  });
  const { mutants, killed, equivalent, notJudged, percent } = scoreOf(result);
  console.log(
    `${subject.name}: ${killed} of ${mutants} killed, ${equivalent} equivalent, ${notJudged} not judged: ${percent} %`,
  );
}

/** The mutations as the files of a result have them. */
function inOrderOf({ files }: MutationResult, mutations: readonly Mutation[]): readonly Mutation[] {
  return files.flatMap(({ file }) => mutations.filter((mutation) => mutation.file === file));
}

/** @param number of the mutant, among those of all files */
function withJudgement(result: MutationResult, number: number, judgement: Judgement): MutationResult {
  let first = 0;
  const files = result.files.map((file) => {
    const at = number - first;
    first += file.mutants.length;
    const mutants = file.mutants.map((mutant, i) => (i === at ? { ...mutant, judgement } : mutant));
    return { ...file, mutants };
  });
  return { ...result, files };
}

function inOneLine({ file, line, original, replacement }: Mutation): string {
  return `${file}:${line} ${original} → ${replacement}`;
}
