import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type FieldRace, fieldRaces } from '../../harness/bench/field/benchmark.ts';
import { fieldTable, missingTable } from '../../harness/bench/field/table.ts';
import type { FieldRuns } from '../../harness/bench/field/measure.ts';
import { withSection } from '../generate/section.ts';

/*
 * `npm run field`: measures the races of the field's benchmark (a minute or two), and writes the table into its page.
 */
const RUNS = 1_000;
const page = new URL('../node.md', import.meta.url);

// Built: the processes that it starts run what stands beside it.
const built = new URL('../../dist/harness/bench/field/measure.js', import.meta.url);
const { measureField } = (await import(built.href)) as typeof import('../../harness/bench/field/measure.ts');

const measured = new Map<FieldRace, FieldRuns>();
for (const race of fieldRaces) {
  if (typeof race.here === 'string') continue;
  const { scenario, variant } = race.here;
  const file = new URL(`../../scenarios/packages/node/${scenario}.scenario.ts`, import.meta.url);
  process.stderr.write(`${race.program}\n`);
  measured.set(race, measureField(fileURLToPath(file), variant, RUNS));
}
const text = `Measured on Node ${process.version}, ${RUNS.toLocaleString('en-US')} runs of each, all strategies in turn, seed 1.\n\n${fieldTable(measured)}\n\n${missingTable(fieldRaces)}`;
writeFileSync(page, withSection(readFileSync(page, 'utf8'), 'field', text, 'npm run field'));
