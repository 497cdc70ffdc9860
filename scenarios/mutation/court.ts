import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { bundleScenarios } from './bundle.ts';
import type { Kill, Reached } from './judge.ts';
import { Judge, NoAnswer } from './judges.ts';
import { REACH_RUNS } from './runs.ts';
import type { Subject } from './subjects.ts';

/** The scenarios of a subject, ready to judge its mutants. */
export interface Court {
  readonly bench: string;
  readonly bundle: string;
  readonly reached: Reached;
}

/**
 * Bundles the scenarios with all mutants in the code, and has them judge the code without any.
 * @param code the mutated sources, by file
 * @param fingerprint of all that matters: what a court with the same one found out is used again
 * @param runs of each scenario on the code without any mutant: as many as mutants will get
 * @throws Error where a scenario is not as expected without any mutant
 */
export async function openCourt(
  root: string,
  { name, judges }: Subject,
  code: ReadonlyMap<string, string>,
  fingerprint: string,
  runs: number,
): Promise<Court> {
  const workshop = path.join(root, 'reports/out/mutants');
  const counting = path.join(workshop, `${name}.reach.mjs`);
  const bundle = path.join(workshop, `${name}.mjs`);
  const bench = path.join(workshop, 'judge.mjs');
  await bundleScenarios(root, judges, code, counting, true);
  await bundleScenarios(root, judges, code, bundle, false);
  await bundleJudge(root, bench);
  const notes = path.join(workshop, `${name}.reach.json`);
  const earlier = existsSync(notes)
    ? (JSON.parse(readFileSync(notes, 'utf8')) as { fingerprint: string; runs: number; reached: Reached })
    : undefined;
  const known = earlier?.fingerprint === fingerprint ? earlier : undefined;
  if (known !== undefined && known.runs >= runs) return { bench, bundle, reached: known.reached };

  const scout = new Judge(bench);
  const question = { kind: 'reach', bundle: counting, runs: REACH_RUNS } as const;
  const reached = known?.reached ?? (await scout.ask<Reached>(question));
  scout.end();
  const scenarios = reached.scenarios.map(({ scenario }) => scenario);
  const judge = new Judge(bench);
  const { kill } = await judge.ask<{ kill?: Kill }>({ kind: 'judge', bundle, scenarios, runs: [runs] });
  judge.end();
  if (kill !== undefined)
    throw new Error(`${kill.scenario} finds ${kill.finding} in ${name} without any mutant: mend that first.`);
  writeFileSync(notes, JSON.stringify({ fingerprint, runs, reached }));
  return { bench, bundle, reached };
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

/** Who noticed a mutant; that it ends the judge's process has to happen twice to count. */
export async function killOf(
  judge: Judge,
  { bundle }: Court,
  mutant: string,
  scenarios: readonly string[],
  runs: readonly number[],
): Promise<Kill | undefined> {
  const question = { kind: 'judge', bundle, mutant, scenarios, runs } as const;
  for (let isFirst = true; ; isFirst = false) {
    try {
      return (await judge.ask<{ kill?: Kill }>(question)).kill;
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      if (!isFirst) return { scenario: scenarios[0] ?? '', finding: error.message };
    }
  }
}
