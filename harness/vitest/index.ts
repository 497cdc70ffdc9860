import { describe, test } from 'vitest';
import { explore } from '../explore/explore.ts';
import type { ExploreOptions } from '../explore/explore-options.ts';
import type { RunSeed } from '../explore/seed.ts';
import { TimeUp } from '../node/bounded.ts';
import { RUNS_DEFAULT, SEED_DEFAULT } from '../explore/explore-options.ts';
import type { ReportedFinding, ScenarioResult } from '../result.ts';
import type { Scenario } from '../scenario.ts';
import { Beacon } from '../workers/beacon.ts';
import { describeStuck, stuckIn } from '../workers/stuck.ts';
import { watchedScenario } from '../workers/watched-scenario.ts';
import { describeDifference, isAsExpected, isOfWhole } from '../verdict.ts';

/** How a scenario is explored inside vitest. */
export interface TestScenarioOptions {
  /** Where all chance comes from. Default 1. */
  readonly seed?: number;
  /** Schedules for each variant, unless the scenario says otherwise. Default 1,000. */
  readonly runs?: number;
  /** Only these variants. Default: all. */
  readonly variants?: readonly string[];
  /** Real milliseconds for one variant before vitest gives up. Default 30,000. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS_DEFAULT = 30_000;

/**
 * Registers one vitest test for each variant of a scenario: it is explored, and the test fails where a verdict is not
 * as expected, with the damage, the cause and the command that replays it.
 * @param id `<component>/<story>`, as the path of the scenario's file says: replaying finds it by that
 */
export function testScenario<V, W>(
  id: string,
  scenario: Scenario<V, W>,
  options: TestScenarioOptions = {},
): void {
  const { seed = SEED_DEFAULT, runs = RUNS_DEFAULT, timeoutMs = TIMEOUT_MS_DEFAULT } = options;
  const variants = options.variants ?? Object.keys(scenario.system.variants);
  describe(`${scenario.system.id}: ${scenario.title}`, () => {
    test.each(variants)('%s', { timeout: timeoutMs }, async (variant) => {
      const result = await exploreInTime(id, scenario, variant, { seed, runs }, timeoutMs);
      if (!result.asExpected) throw new UnexpectedVerdict(result);
    });
  });
}

/** A little less than vitest gives: its own timer cannot fire while a run does not come back. */
const SHARE_OF_TIMEOUT = 0.9;

/** @throws Error that names the run which does not come back */
async function exploreInTime<V, W>(
  id: string,
  scenario: Scenario<V, W>,
  variant: string,
  options: ExploreOptions,
  timeoutMs: number,
): Promise<ScenarioResult> {
  const comesBackMs = Math.ceil(timeoutMs * SHARE_OF_TIMEOUT);
  const beacon = new Beacon();
  const announce = (seed: RunSeed): void => beacon.announce(seed);
  try {
    return await explore(id, watchedScenario(scenario, beacon), variant, {
      ...options,
      comesBackMs,
      beacon: announce,
    });
  } catch (error) {
    if (!(error instanceof TimeUp)) throw error;
    const stuck = stuckIn(beacon, { limitSeconds: comesBackMs / 1000 });
    throw new Error(describeStuck(stuck, `${id} ${variant}`), { cause: error });
  }
}

/** A verdict was not the expected one. Its message tells all that a developer needs. */
export class UnexpectedVerdict extends Error {
  override readonly name = 'UnexpectedVerdict';
  constructor(result: ScenarioResult) {
    super(describeResult(result));
    // Where the harness noticed it says nothing.
    this.stack = `${this.name}: ${this.message}`;
  }
}

function describeResult({ verdict, reason, invariants, findings, exploration }: ScenarioResult): string {
  const unexpected = isOfWhole(verdict) ? [] : invariants.filter((invariant) => !isAsExpected(invariant));
  const lines = unexpected.flatMap((invariant) => {
    const finding = findings.find((candidate) => candidate.invariant === invariant.id);
    return finding === undefined
      ? [`${invariant.id}: ${describeDifference(invariant, exploration.schedules)}`]
      : describeFinding(finding);
  });
  // What an invariant says for itself need not be said of the whole.
  const isSaid = unexpected.some((invariant) => invariant.reason !== undefined);
  const whole = reason === undefined || isSaid ? [] : [reason];
  const made = `${exploration.schedules.toLocaleString('en-US')} schedules were run`;
  return [...whole, ...lines, made].join('\n');
}

function describeFinding({ invariant, message, clauses, token, workload }: ReportedFinding): string[] {
  const cause = clauses.length === 0 ? 'everything was prompt' : 'everything was prompt, except:';
  return [
    `${message}   (${invariant})`,
    cause,
    ...clauses.map((clause) => `  ${clause}`),
    `workload: ${JSON.stringify(workload)}`,
    ...(token === undefined ? [] : [`replay: npx heddle replay ${token}`]),
  ];
}
