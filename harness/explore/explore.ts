import { afterImports } from '../program/after-imports.ts';
import { Program } from '../program/program.ts';
import { drawWorkloads, workloadCount } from '../program/workloads.ts';
import type { ScenarioResult } from '../result.ts';
import type { Scenario } from '../scenario.ts';
import { strategies as allStrategies } from '../strategies/portfolio.ts';
import type { Strategy } from '../strategies/strategy.ts';
import type { ExploreOptions } from './explore-options.ts';
import { type Explored, exploredResult } from './explored-result.ts';
import { Explorer } from './explorer.ts';
import { FramesMatterError } from './frames-matter.ts';
import { runPhases } from './phases.ts';
import { WaitsMatterError } from './waits-matter.ts';

/**
 * Explores the schedules of one variant of one scenario.
 * @param id `<component>/<story>`
 * @throws TimeUp where code under test does not come back within the limit, if there is one
 * @throws UsageError for a scenario that cannot be run as it is
 */
export async function explore(
  id: string,
  scenario: Scenario,
  variant: string,
  options: ExploreOptions,
): Promise<ScenarioResult> {
  let frames = false;
  let remembersWaits = true;
  for (;;) {
    const program = (): Program => {
      const made = new Program(id, scenario, variant, frames, options.comesBackMs);
      made.remembersWaits = remembersWaits;
      return made;
    };
    try {
      return await afterImports(() => exploreOnce(program(), options));
    } catch (error) {
      if (error instanceof FramesMatterError && !frames) frames = true;
      else if (error instanceof WaitsMatterError && remembersWaits) remembersWaits = false;
      else throw error;
    }
  }
}

async function exploreOnce(program: Program, options: ExploreOptions): Promise<ScenarioResult> {
  const { id, scenario, variantId: variant } = program;
  const startedMs = performance.now();
  const whole = scenario.notApplicable?.[variant]?.['*'];
  const runs = scenario.runs ?? options.runs;
  const strategies = scenario.strategies?.[variant] ?? options.strategies;
  const explorer = new Explorer(
    program,
    options.seed,
    drawWorkloads(id, scenario, options.seed, workloadCount(scenario, runs)),
    { beacon: options.beacon, strategies: strategiesNamed(strategies) },
  );
  const explored: Explored =
    whole === undefined
      ? await runPhases(program, explorer, runs, {
          ...options,
          ...(strategies !== undefined && { strategies }),
        })
      : { explorer, exhausted: false, findings: [], trouble: { verdict: 'n/a', reason: whole } };
  return exploredResult(program, explored, performance.now() - startedMs);
}

function strategiesNamed(names: readonly string[] | undefined): readonly Strategy[] | undefined {
  return names === undefined ? undefined : allStrategies.filter(({ name }) => names.includes(name));
}
