import { explore } from '../explore/explore.ts';
import { describeError } from '../core/describe-error.ts';
import { UsageError } from '../core/usage-error.ts';
import type { Checks } from '../core/checks.ts';
import type { Sim } from '../core/sim.ts';
import type { ScenarioResult } from '../result.ts';
import { scenario, type Scenario, type ScenarioDefinition } from '../scenario.ts';
import type { Verdict } from '../verdict.ts';

/** A program, or a scenario, with something wrong, and what has to be said of it. */
export interface BadSubject {
  readonly name: string;
  /** `refused`: wrong use, in one line, before any run. */
  readonly verdict: Verdict | 'refused';
  /** What a reader is told must hold all of these: the cause, and the culprit by name. */
  readonly says: readonly (string | RegExp)[];
  readonly scenario: Scenario;
}

type Definition = Partial<Omit<ScenarioDefinition<unknown, unknown>, 'run'>>;

/** A subject of a few tasks. Without checks of its own it is held to what every run is held to. */
export function bad(
  name: string,
  verdict: BadSubject['verdict'],
  says: BadSubject['says'],
  run: (sim: Sim, workload: never) => Checks | void,
  definition: Definition = {},
): BadSubject {
  return badScenario(name, verdict, says, () =>
    scenario(
      name,
      { id: 'bad', variants: { only: 0 } },
      {
        invariants: [],
        ...definition,
        run: (sim, _, workload) => run(sim, workload as never) ?? (() => []),
      },
    ),
  );
}

/** A subject that is wrong as a scenario: it may be wrong already where it is declared. */
export function badScenario(
  name: string,
  verdict: BadSubject['verdict'],
  says: BadSubject['says'],
  declare: () => Scenario,
): BadSubject {
  return {
    name,
    verdict,
    says,
    get scenario() {
      return declare();
    },
  };
}

/** What a reader is told of a subject. */
export interface Told {
  readonly verdict: BadSubject['verdict'];
  readonly text: string;
}

const RUNS = 40;

/** Explores a subject. What is wrong use is told in the words of the complaint. */
export async function tell(subject: BadSubject): Promise<Told> {
  let scenario: Scenario;
  try {
    ({ scenario } = subject);
  } catch (error) {
    return { verdict: 'refused', text: describeError(error) };
  }
  try {
    const result = await explore('bad/subject', scenario, 'only', { seed: 1, runs: RUNS });
    return { verdict: result.verdict, text: textOf(result) };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { verdict: 'refused', text: error.message };
  }
}

function textOf({ reason, invariants, findings }: ScenarioResult): string {
  return [
    ...(reason === undefined ? [] : [reason]),
    ...invariants.flatMap((one) => (one.reason === undefined ? [] : [`${one.id}: ${one.reason}`])),
    ...findings.map(({ kind, invariant, message, cause }) => `${kind} (${invariant}): ${message}. ${cause}`),
  ].join('\n');
}
