import { pathToFileURL } from 'node:url';
import { explore, type Scenario, type ScenarioResult } from 'heddle';

/** What is asked of the process that runs this file, one thing at a time. */
export type Question =
  | { readonly kind: 'reach'; readonly bundle: string; readonly runsMax?: number }
  | {
      readonly kind: 'judge';
      readonly bundle: string;
      readonly mutant: string;
      /** In the order in which they are to try. */
      readonly scenarios: readonly string[];
      /** Of each scenario; default: all that the main job makes. */
      readonly runsMax?: number;
    };

/** Which mutants a scenario reaches, and what it takes where none is active. */
export interface Reach {
  readonly scenario: string;
  readonly asExpected: boolean;
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
const budget = { seed: 1, runs: 1_000, shrink: false, data: 'none' } as const;
/** A run of a scenario takes milliseconds; real milliseconds after which it is taken for one that never ends. */
const COMES_BACK_MS = 10_000;
/** Runs of each scenario before any makes all of its runs: most mutants fail in most runs. */
const FIRST_RUNS = 64;

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
  for (let comesBackMs = COMES_BACK_MS; ; comesBackMs *= 2) {
    let before = process.cpuUsage();
    try {
      return await explore(id, scenario, 'hardened', {
        ...budget,
        stopAfter,
        failuresMax: 1,
        comesBackMs,
        beacon: () => void (before = process.cpuUsage()),
      });
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'TimeUp') throw error;
      // On a busy machine much time goes by in which little is done.
      if (process.cpuUsage(before).user / 1_000 > COMES_BACK_MS / 2) throw new Endless(error.message);
    }
  }
}

async function reach(bundle: string, stopAfter = Infinity): Promise<Reached> {
  const scenarios = await evaluate(bundle);
  const reached: Omit<Reach, 'mutants'>[] = [];
  for (const [id, scenario] of Object.entries(scenarios)) {
    mutants.currentTestId = id;
    const { asExpected, timing } = await explore(id, scenario, 'hardened', {
      ...budget,
      stopAfter,
    });
    reached.push({ scenario: id, asExpected, durationMs: timing.durationMs });
  }
  mutants.currentTestId = undefined;
  const { static: atImport = {}, perTest = {} } = mutants.mutantCoverage ?? {};
  return {
    scenarios: reached.map((facts) => ({ ...facts, mutants: Object.keys(perTest[facts.scenario] ?? {}) })),
    atImport: Object.keys(atImport),
  };
}

async function judge({
  bundle,
  mutant,
  scenarios: ids,
  runsMax = Infinity,
}: Extract<Question, { kind: 'judge' }>): Promise<Kill | undefined> {
  mutants.activeMutant = mutant;
  let last = ids[0] ?? '';
  try {
    const scenarios = await evaluate(bundle);
    for (const isFirst of runsMax <= FIRST_RUNS ? [true] : [true, false]) {
      for (const id of ids) {
        const scenario = scenarios[id];
        if (scenario === undefined) continue;
        last = id;
        const result = await tryScenario(id, scenario, isFirst ? Math.min(FIRST_RUNS, runsMax) : runsMax);
        // After few runs something may be unknown that all would tell.
        const isSure = !isFirst || result.verdict !== 'unknown';
        if (!isNoticed(result) || !isSure) continue;
        return { scenario: id, finding: findingOf(result) };
      }
    }
    return undefined;
  } catch (error) {
    return { scenario: last, finding: error instanceof Error ? error.name : 'thrown' };
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
  if (question.kind === 'reach') return reach(question.bundle, question.runsMax);
  const kill = await judge(question);
  return kill === undefined ? {} : { kill };
}

process.on('message', (question: Question) => {
  void answer(question).then((answered) => process.send?.(answered));
});
process.on('disconnect', () => process.exit());
