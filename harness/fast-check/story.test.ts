import { expect, it } from 'vitest';
import { explained } from '../../reports/fixtures/report.ts';
import { tellFinding, tellReplay } from './story.ts';

const { cause, clauses, data, steps, schedule, digest, workload } = explained;

it('a counterexample and its replay tell the cause in data below the cause', () => {
  const details = { seed: 1, counterexamplePath: null } as Parameters<typeof tellFinding>[1];
  const { token: _, ...finding } = explained;
  expect(tellFinding(finding, details).slice(0, 2)).toEqual([cause, data?.sentence]);
  const replay = {
    status: 'failed',
    findings: [],
    violatingStep: 4,
    cause,
    clauses,
    steps,
    schedule,
    digest,
    workload,
  } as const;
  expect(tellReplay({ ...replay, ...(data !== undefined && { data }) }).slice(0, 2)).toEqual([
    cause,
    data?.sentence,
  ]);
  expect(tellReplay(replay)[1]).toMatch(/^1\. /);
});
