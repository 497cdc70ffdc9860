import { pathToFileURL } from 'node:url';
import { explore, type Scenario, type ScenarioResult } from 'heddle';
import { RUNS_MAX } from './runs.ts';

/** What is asked of the process that runs this file, one thing at a time. */
export type Question =
  | { readonly kind: 'reach'; readonly bundle: string; readonly runs: number }
  | {
      readonly kind: 'judge';
      readonly bundle: string;
      /** Its id; none, where it is the judges that are judged. */
      readonly mutant?: string;
      /** In the order in which they are to try. */
      readonly scenarios: readonly string[];
      /** Of each scenario: first of all as few as the first number says, then as many as the next. */
      readonly runs: readonly number[];
    };

/** Which mutants a scenario reaches, and how long it takes where none is active. */
export interface Reach {
  readonly scenario: string;
  readonly durationMs: number;
  readonly mutants: readonly string[];
}

export interface Reached {
  readonly scenarios: readonly Reach[];
  /** Reached when the modules were evaluated. */
  readonly atImport: readonly string[];
}

/** Who noticed a mutant, and what was found. */
export interface Kill {
  readonly scenario: string;
  readonly finding: string;
}

export type Answer = Reached | { readonly kill?: Kill };

/** As in the main job. */
const budget = { seed: 1, runs: RUNS_MAX, shrink: false, data: 'none' } as const;
/** A run of a scenario takes milliseconds; real milliseconds after which it is looked at how much it worked, */
const COMES_BACK_MS = 1_000;
/** and milliseconds of work after which it is taken for one that never ends. */
const WORK_MAX_MS = 2_000;

interface Switch {
  activeMutant: string | undefined;
  currentTestId: string | undefined;
  mutantCoverage?: {
    readonly static: Readonly<Record<string, number>>;
    readonly perTest: Readonly<Record<string, Readonly<Record<string, number>>>>;
  };
}

const global: { __stryker__?: Switch } = globalThis as never;
/** As the instrumented code has it. */
const mutants: Switch = (global.__stryker__ ??= { activeMutant: undefined, currentTestId: undefined });

let evaluations = 0;

async function evaluate(bundle: string): Promise<Readonly<Record<string, Scenario>>> {
  evaluations += 1;
  const module = (await import(`${pathToFileURL(bundle).href}?${evaluations}`)) as {
    default: Readonly<Record<string, Scenario>>;
  };
  return module.default;
}

/** Whether a run was given up after so much work that it is taken for one that never ends. */
class Endless extends Error {
  override readonly name = 'Endless';
}

/** @throws Endless where a run does not come back, for all that it worked */
async function tryScenario(id: string, scenario: Scenario, stopAfter: number): Promise<ScenarioResult> {
  let run = '';
  let before = process.cpuUsage();
  const beacon = (seed: unknown): void => {
    const next = JSON.stringify(seed);
    // What does not come back is made again, with more time.
    if (next !== run) before = process.cpuUsage();
    run = next;
  };
  for (let comesBackMs = COMES_BACK_MS; ; comesBackMs *= 2) {
    try {
      return await explore(id, scenario, 'hardened', {
        ...budget,
        stopAfter,
        failuresMax: 1,
        comesBackMs,
        beacon,
      });
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'TimeUp') throw error;
      // On a busy machine much time goes by in which little is done.
      if (process.cpuUsage(before).user / 1_000 > WORK_MAX_MS) throw new Endless(error.message);
      run = '';
    }
  }
}

async function reach({ bundle, runs }: Extract<Question, { kind: 'reach' }>): Promise<Reached> {
  const scenarios = await evaluate(bundle);
  const durations = new Map<string, number>();
  for (const [id, scenario] of Object.entries(scenarios)) {
    mutants.currentTestId = id;
    const { timing } = await explore(id, scenario, 'hardened', { ...budget, stopAfter: runs });
    durations.set(id, timing.durationMs);
  }
  mutants.currentTestId = undefined;
  const { static: atImport = {}, perTest = {} } = mutants.mutantCoverage ?? {};
  return {
    scenarios: [...durations].map(([scenario, durationMs]) => ({
      scenario,
      durationMs,
      mutants: Object.keys(perTest[scenario] ?? {}),
    })),
    atImport: Object.keys(atImport),
  };
}

async function judge(question: Extract<Question, { kind: 'judge' }>): Promise<Kill | undefined> {
  const { bundle, mutant, scenarios: ids } = question;
  mutants.activeMutant = mutant;
  let last = ids[0] ?? '';
  try {
    const scenarios = await evaluate(bundle);
    const tries = question.runs.flatMap((runs) => ids.map((id) => ({ id, runs, scenario: scenarios[id] })));
    for (const { id, runs, scenario } of tries) {
      if (scenario === undefined) continue;
      last = id;
      const result = await tryScenario(id, scenario, runs);
      // After few runs something may be unknown that all would tell.
      const isSure = runs >= RUNS_MAX || result.verdict !== 'unknown';
      if (isNoticed(result) && isSure) return { scenario: id, finding: findingOf(result) };
    }
    return undefined;
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { scenario: last, finding: name === 'Endless' ? 'never ends' : `${name}: ${message}` };
  } finally {
    mutants.activeMutant = undefined;
  }
}

function isNoticed({ asExpected, invariants, verdict }: ScenarioResult): boolean {
  if (asExpected) return false;
  return verdict !== 'not-found' || invariants.some((invariant) => invariant.verdict === 'violated');
}

function findingOf({ verdict, invariants }: ScenarioResult): string {
  const violated = invariants.find((invariant) => invariant.verdict === 'violated');
  return violated?.id ?? verdict;
}

async function answer(question: Question): Promise<Answer> {
  if (question.kind === 'reach') return reach(question);
  const kill = await judge(question);
  return kill === undefined ? {} : { kill };
}

// A run that was given up in the middle may reject what nobody awaits any more: that is no finding, nor an end of the judge.
process.on('uncaughtException', () => undefined);
process.on('message', (question: Question) => {
  void answer(question).then((answered) => process.send?.(answered));
});
process.on('disconnect', () => process.exit());
