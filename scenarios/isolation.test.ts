import { expect, test } from 'vitest';
import { explore } from '../harness/explore/explore.ts';
import type { ScenarioResult } from '../harness/result.ts';
import type { Scenario } from '../harness/scenario.ts';
import crash from './batch-writer/crash.scenario.ts';
import healthChange from './circuit-manager/health-change.scenario.ts';
import noHealthySession from './circuit-manager/no-healthy-session.scenario.ts';

const scenarios: Readonly<Record<string, Scenario>> = {
  'batch-writer/crash': crash,
  'circuit-manager/health-change': healthChange,
  'circuit-manager/no-healthy-session': noHealthySession,
};
const subjects = Object.entries(scenarios).flatMap(([id, scenario]) =>
  Object.keys(scenario.system.variants).map((variant) => ({ id, scenario, variant })),
);

/** The results, by scenario and variant, of explorations one after the other in one thread. */
async function explored(
  order: typeof subjects,
): Promise<ReadonlyMap<string, Omit<ScenarioResult, 'timing'>>> {
  const results = new Map<string, Omit<ScenarioResult, 'timing'>>();
  for (const { id, scenario, variant } of order) {
    const { timing: _, ...result } = await explore(id, scenario, variant, { seed: 7, runs: 20 });
    results.set(`${id} ${variant}`, result);
  }
  return results;
}

test('nothing of one exploration reaches the next: in both orders and in shards the results are equal, locks too', async () => {
  const whole = await explored(subjects);
  const locked = [...whole.values()].flatMap(({ findings }) =>
    findings.flatMap(({ steps }) => steps.flatMap(({ locks = [] }) => locks)),
  );
  expect(locked.length).toBeGreaterThan(0);
  expect(await explored(subjects.toReversed())).toEqual(whole);
  const shard = subjects.filter((_, index) => index % 3 === 1);
  const part = await explored(shard);
  expect(part).toEqual(new Map([...whole].filter(([name]) => part.has(name))));
}, 60_000);
