import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { decodeToken, replaySchedule } from 'heddle';
import { expect, test } from 'vitest';
import { allScenarios } from './all-scenarios.ts';
import { statedBy } from './stated.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.failures\/[^/]+\.json$/.test(file))
  .sort();
const scenarios = await allScenarios();

interface Kept {
  readonly scenario: string;
  readonly variant: string;
  /** `kind/invariant`. */
  readonly finding: string;
  readonly damage: string;
  readonly cause: string;
  readonly token: string;
}

const kept = files.map((file) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Kept);

test('what a source tells as a story is kept with its smallest schedule', () => {
  const claimed = [...scenarios]
    // One run is a sum, and no story: its numbers are compared.
    .filter(([, { runs }]) => runs !== 1)
    .flatMap(([id, scenario]) =>
      statedBy(scenario)
        .filter(({ basis }) => basis === 'claimed')
        .map(({ variant, invariant }) => `${id} ${variant} ${invariant}`),
    );
  const told = kept.map(
    ({ scenario, variant, finding }) => `${scenario} ${variant} ${finding.split('/')[1]}`,
  );
  expect(claimed.length).toBeGreaterThan(20);
  expect(claimed.filter((story) => !told.includes(story))).toEqual([]);
});

test.each(kept)('$scenario, $variant: $finding is what it was', async (story) => {
  const { scenario: id, variant, workload, schedule, ...expected } = decodeToken(story.token);
  const scenario = scenarios.get(id);
  if (scenario === undefined) throw new Error(`there is no scenario ${id}`);
  const { divergence, findings, cause } = await replaySchedule(id, scenario, variant, {
    workload,
    schedule,
    expected,
  });
  const damage = findings.filter(({ kind, invariant }) => `${kind}/${invariant}` === story.finding);
  expect({ divergence, cause, damage: damage.map(({ message }) => message) }).toEqual({
    divergence: undefined,
    cause: story.cause,
    damage: [story.damage],
  });
});
