import { describe, expect, it } from 'vitest';
import { consoleReport } from '../../../reports/console/report.ts';
import { quiet, report, result, surprise } from '../../../reports/fixtures/report.ts';
import { annotations } from '../../../reports/github/annotations.ts';
import { stepSummary } from '../../../reports/github/step-summary.ts';
import { htmlReport } from '../../../reports/html/report-page.ts';
import { reportJson } from '../../../reports/json/report-json.ts';
import { junitReport } from '../../../reports/junit/junit-report.ts';
import { tapReport } from '../../../reports/tap/tap-report.ts';
import { Random } from '../../core/random.ts';
import { UsageError } from '../../core/usage-error.ts';
import type { Report } from '../../result.ts';
import { styleFor } from '../process/terminal.ts';
import { listFingerprint } from '../project/shard.ts';
import { mergeReports } from './merge-reports.ts';
import { parseReport } from './read-report.ts';

const style = styleFor(process.stdout, false, {});
const file = (): { file: string; line: number } => ({ file: 'a.scenario.ts', line: 3 });

/** All that a report may hold, as one shard of one. */
const whole = ((): Report => {
  const results = [
    result({
      measures: { calls: 3 },
      documented: { source: 'a paper', columns: ['calls'], figures: { calls: 4, latency: '5 ms' } },
    }),
    surprise,
    quiet('hardened', { verdict: 'exhausted' }),
    quiet('noop', { verdict: 'n/a', reason: 'by design' }),
    quiet('p4', { verdict: 'error', reason: 'it threw', asExpected: false }),
    quiet('kept', {
      corpus: [
        { file: 'a.json', finding: 'k/i', status: 'drifted', violates: false, difference: 'step 3: …' },
      ],
    }),
  ];
  const list = listFingerprint(results.map(({ scenario, variant }) => [scenario, variant]));
  return report(results, { shard: { index: 1, count: 1, of: results.length, list } });
})();
const text = JSON.stringify(whole);

/** Text of every reporter. */
function told(merged: Report): readonly string[] {
  return [
    consoleReport(merged, { json: 'report.json' }, style),
    consoleReport(merged, { json: 'report.json' }, style, true),
    annotations(merged, 'report.json', file),
    stepSummary(merged, 'report.json'),
    [...htmlReport(merged, { reportPath: 'report.json' })].join(''),
    [...reportJson(merged)].join(''),
    junitReport(merged, { reportPath: 'report.json', fileOf: () => 'a.scenario.ts' }),
    tapReport(merged, 'report.json'),
  ];
}

/** What one damage comes to: whether it is refused, or every reporter (if asked) takes it. Anything else throws. */
function outcomeOf(damaged: string, isTold = true): 'refused' | 'told' {
  let merged: Report;
  try {
    merged = mergeReports([{ name: 'a/report.json', report: parseReport(damaged, 'a/report.json') }]);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    expect(error.message).not.toContain('\n');
    return 'refused';
  }
  for (const one of isTold ? told(merged) : []) expect(one).toBeTypeOf('string');
  return 'told';
}

type Place = readonly (string | number)[];

function placesIn(value: unknown, at: Place = []): { place: Place; type: string }[] {
  const own = { place: at, type: typeof value };
  if (typeof value !== 'object' || value === null) return [own];
  return [own, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...at, key]))];
}

const replacements: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  0.5,
  1e300,
  9e15,
  'x',
  'a/\ud800',
  '\u001b[2J',
  '__proto__',
  [],
  {},
  [null],
  [[]],
  { type: 'hold' },
  undefined,
];

/** The report with one place changed: replaced, removed, or there twice. */
function changed(place: Place, replacement: unknown): string {
  const copy = structuredClone(whole) as unknown;
  const parent = place.slice(0, -1).reduce((inner, key) => (inner as Record<string, unknown>)[key], copy);
  const key = place.at(-1);
  if (key === undefined) return JSON.stringify(replacement) ?? 'null';
  const holder = parent as Record<string | number, unknown>;
  if (replacement === undefined && Array.isArray(holder)) holder.splice(Number(key), 1);
  else holder[key] = replacement;
  return JSON.stringify(copy);
}

describe('a damaged report', () => {
  it('with one place changed is refused in one line, or all reporters tell it: 2,500 changes and more', () => {
    const counts = { refused: 0, told: 0 };
    for (const [at, { place, type }] of placesIn(whole).entries()) {
      for (const [i, replacement] of replacements.entries()) {
        // What is of another type is mostly refused: a third of it will do.
        if (typeof replacement !== type && (at + i) % 3 > 0) continue;
        counts[outcomeOf(changed(place, replacement))] += 1;
      }
    }
    expect(counts.refused + counts.told).toBeGreaterThan(2_500);
    expect(counts.refused).toBeGreaterThan(1_000);
  });

  it('with damaged text is refused in one line, or read and merged, and told: 10,000 times', () => {
    const random = new Random(15);
    const pieces = ['"', '{', '}', '[', ']', ',', '\\', '\u0000', '1e999', '-', 'null', '\ud800', ''];
    let refused = 0;
    for (let i = 0; i < 10_000; i++) {
      const at = random.below(text.length);
      const piece = pieces[random.below(pieces.length)] as string;
      const length = random.below(4) === 0 ? random.below(text.length - at) : random.below(3);
      if (outcomeOf(text.slice(0, at) + piece + text.slice(at + length), i % 50 === 0) === 'refused')
        refused += 1;
    }
    expect(refused).toBeGreaterThan(5_000);
  });
});
