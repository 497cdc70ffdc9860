import { availableParallelism } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { bundleScenarios, idsInUse } from './bundle.ts';
import type { Kill, Question, Reached } from './judge.ts';
import { Judge, NoAnswer } from './judges.ts';
import type { Mutated, Mutation } from './mutants.ts';
import type { Subject } from './subjects.ts';

/** What became of one mutant. */
export type Judgement = { readonly mutation: Mutation } & (
  | { readonly kind: 'killed'; readonly kill: Kill }
  /** Whether any scenario runs the line. */
  | { readonly kind: 'survived'; readonly isReached: boolean }
  /** Nobody was asked. */
  | { readonly kind: 'equivalent'; readonly reason: string }
);

export interface TrialOptions {
  /** Runs of each scenario; default: all that the main job makes. */
  readonly runsMax?: number | undefined;
  /** Why nobody could notice a mutant, where that is known. */
  readonly whyEquivalent: (mutation: Mutation) => string | undefined;
  readonly onJudged: (judgement: Judgement, left: number) => void;
}

/**
 * Lets the scenarios of a subject judge its mutants, each with the main job's budget for the hardened variant; those who
 * do not reach a mutant are not asked.
 * @throws Error where a scenario is not as expected without any mutant
 */
export async function tryMutants(
  root: string,
  { name, judges }: Subject,
  { mutations, code }: Mutated,
  { runsMax, whyEquivalent, onJudged }: TrialOptions,
): Promise<readonly Judgement[]> {
  const workshop = path.join(root, 'reports/out/mutants');
  const counting = path.join(workshop, `${name}.reach.mjs`);
  const judging = path.join(workshop, `${name}.mjs`);
  await bundleScenarios(root, judges, code, counting, true);
  await bundleScenarios(root, judges, code, judging, false);
  const bench = path.join(workshop, 'judge.mjs');
  await bundleJudge(root, bench);
  const used = new Set((await Promise.all(judges.map((system) => idsInUse(root, system, code)))).flat());

  const scout = new Judge(bench);
  const few = runsMax === undefined ? {} : { runsMax };
  const reached = await scout.ask<Reached>({ kind: 'reach', bundle: counting, ...few });
  scout.end();
  const wrong = reached.scenarios.filter(({ asExpected }) => !asExpected).map(({ scenario }) => scenario);
  // After few runs something may be unknown that all would tell.
  if (wrong.length > 0 && runsMax === undefined)
    throw new Error(`Not as expected without any mutant: ${wrong.join(', ')}.`);

  const kills = new Map<string, number>();
  const left = mutations.filter(({ id }) => used.has(id));
  const judged: Judgement[] = [];
  const judgementOf = async (mutation: Mutation, judge: Judge): Promise<Judgement> => {
    const reason = whyEquivalent(mutation);
    if (reason !== undefined) return { mutation, kind: 'equivalent', reason };
    const scenarios = judgesOf(mutation, reached, kills);
    const question = { kind: 'judge', bundle: judging, mutant: mutation.id, scenarios, ...few } as const;
    const kill = await killOf(judge, question);
    if (kill !== undefined) return { mutation, kind: 'killed', kill };
    return { mutation, kind: 'survived', isReached: scenarios.length > 0 };
  };
  const work = async (): Promise<void> => {
    const judge = new Judge(bench);
    for (let mutation = left.shift(); mutation !== undefined; mutation = left.shift()) {
      const judgement = await judgementOf(mutation, judge);
      if (judgement.kind === 'killed') {
        const { scenario } = judgement.kill;
        kills.set(scenario, (kills.get(scenario) ?? 0) + 1);
      }
      judged.push(judgement);
      onJudged(judgement, left.length);
    }
    judge.end();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return judged.sort((a, b) => Number(a.mutation.id) - Number(b.mutation.id));
}

async function bundleJudge(root: string, outfile: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: ['scenarios/mutation/judge.ts'],
    bundle: true,
    outfile,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
    tsconfigRaw: {},
  });
}

async function killOf(
  judge: Judge,
  question: Extract<Question, { kind: 'judge' }>,
): Promise<Kill | undefined> {
  const [first] = question.scenarios;
  if (first === undefined) return undefined;
  try {
    return (await judge.ask<{ kill?: Kill }>(question)).kill;
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { scenario: first, finding: error.message };
  }
}

/** Who reaches it: those first who noticed most mutants so far, then the quickest. */
function judgesOf(
  { id }: Mutation,
  { scenarios, atImport }: Reached,
  kills: ReadonlyMap<string, number>,
): readonly string[] {
  return scenarios
    .filter(({ mutants }) => atImport.includes(id) || mutants.includes(id))
    .sort(
      (a, b) => (kills.get(b.scenario) ?? 0) - (kills.get(a.scenario) ?? 0) || a.durationMs - b.durationMs,
    )
    .map(({ scenario }) => scenario);
}
