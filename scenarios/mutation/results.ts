import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Mutation } from './mutants.ts';
import type { FileResult, JudgedMutant, Judgement, MutationResult } from './result.ts';
import { digestOfCode, type Subject, subjects } from './subjects.ts';

const fileOf = (subject: string): string =>
  fileURLToPath(new URL(`results/${subject}.json`, import.meta.url));

/** The results that are checked in. */
export function mutationResults(): readonly MutationResult[] {
  return subjects.map(({ name }) => readResult(name)).filter((result) => result !== undefined);
}

export function readResult(subject: string): MutationResult | undefined {
  const file = fileOf(subject);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as MutationResult) : undefined;
}

export function writeResult(result: MutationResult): void {
  const file = fileOf(result.subject);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${textOf(result)}\n`);
}

/** JSON, with a mutant in each line. */
function textOf({ subject, scenarios, files }: MutationResult): string {
  const told = files.map(({ file, digest, mutants }) => {
    const lines = mutants.map((mutant) => `\n      ${JSON.stringify(mutant)}`).join(',');
    return `\n    { "file": "${file}", "digest": "${digest}", "mutants": [${lines}\n    ] }`;
  });
  return `{ "subject": "${subject}", "scenarios": "${scenarios}", "files": [${told.join(',')}\n] }`;
}

const notJudged: Judgement = { outcome: 'not judged' };

/** @param reason why nobody could notice the mutant, if that is known by now */
function withReason(judgement: Judgement, reason: string | undefined): Judgement {
  if (judgement.outcome !== 'survived' && judgement.outcome !== 'equivalent') return judgement;
  if (reason !== undefined) return { outcome: 'equivalent', reason };
  return judgement.outcome === 'equivalent' ? notJudged : judgement;
}

/**
 * What is known of the mutants before anybody is asked. Judgements on files whose code did not change are kept; survivors
 * only if the scenarios did not either.
 * @param texts the sources, by file
 * @param whyEquivalent why nobody could notice a mutant, where that is known
 * @param earlier the last result, if it is to be used
 */
export async function begunResult(
  { name: subject }: Subject,
  scenarios: string,
  texts: ReadonlyMap<string, string>,
  mutations: readonly Mutation[],
  whyEquivalent: (mutation: Mutation) => string | undefined,
  earlier: MutationResult | undefined,
): Promise<MutationResult> {
  const files: FileResult[] = [];
  for (const [file, text] of texts) {
    const digest = await digestOfCode(text);
    const before = earlier?.files.find((other) => other.file === file && other.digest === digest);
    const isKept = (judged: JudgedMutant | undefined): boolean =>
      judged?.judgement.outcome === 'killed' || earlier?.scenarios === scenarios;
    const mutants = mutations
      .filter((mutation) => mutation.file === file)
      .map((mutation, number): JudgedMutant => {
        const { id: _id, file: _file, ...told } = mutation;
        // The same code has the same mutants in the same order.
        const judged = before?.mutants[number];
        const judgement = isKept(judged) ? judged?.judgement : undefined;
        return { ...told, judgement: withReason(judgement ?? notJudged, whyEquivalent(mutation)) };
      });
    files.push({ file, digest, mutants });
  }
  return { subject, scenarios, files };
}
