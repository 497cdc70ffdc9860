import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report, ReportedRace } from '../result.ts';
import { type Ended, repository, spawnHeddle } from './fixtures/spawn-heddle.ts';

interface Raced extends Ended {
  readonly page: string;
  readonly races: readonly ReportedRace[];
}

const folder = mkdtempSync(path.join(tmpdir(), 'heddle-races-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One story of this repository, few runs: what is listed does not depend on how many, but verdicts do. */
async function raced(story: string, variant: string, isAsked = true, runs = 5): Promise<Raced> {
  const output = path.join(folder, path.basename(story));
  const what = ['run', story, '--variant', variant, '--runs', String(runs), '--no-data', '--no-keep'];
  const more = isAsked ? ['--races'] : [];
  const ended = await spawnHeddle([...what, '--output-dir', output, ...more], { cwd: repository });
  const read = (file: string): string => readFileSync(path.join(output, file), 'utf8');
  const report = JSON.parse(read('report.json')) as Report;
  return { ...ended, page: read('index.html'), races: report.results.flatMap(({ races = [] }) => races) };
}

const outcomes = ({ races }: Raced): readonly string[] =>
  races.map(({ location, outcome }) => {
    const what = outcome.type === 'violates' ? `${outcome.kind}/${outcome.invariant}` : 'nothing';
    return `${location}: ${what}`;
  });

describe('heddle run --races lists what nothing keeps apart in a run that passes', () => {
  let router: Raced;
  beforeAll(async () => {
    router = await raced('model-router/usage-during-a-flush', 'v0-live-buffer', true, 200);
  });

  it('of the model router: a buffer that is filled while it is written, and first what breaks something', () => {
    expect(outcomes(router)).toEqual([
      'LiveTokenBuffer.#series.length: lost-row/no-lost-rows',
      'entry gpu1 of TokenSums.#endpoints: nothing',
    ]);
  });

  it('on the terminal, with places and what came of it', () => {
    const text = router.stdout.replaceAll(/\s+/g, ' ');
    expect(text).toContain('Races: 2 pairs for a reviewer to look at; no verdicts');
    expect(text).toMatch(
      /reads LiveTokenBuffer\.#series\.length \(usage-database\.ts:\d+\) and writes it in a later step \(live-token-buffer\.ts:\d+\); nothing keeps token-worker from writing it \(live-token-buffer\.ts:\d+\) in between/,
    );
    expect(text).toMatch(/brought in between: no-lost-rows broke: lost \d of \d rows/);
    expect(text).toContain('brought in between: nothing was violated');
  });

  it('on the page', () => {
    expect(router.page).toContain('Races for a reviewer');
  });

  it('and changes no verdict', () => {
    expect(router.code).toBe(0);
  });

  it('with a token that brings it about', async () => {
    const [race] = router.races;
    const { code, stdout } = await spawnHeddle(['replay', race?.token ?? '', '--no-data'], {
      cwd: repository,
    });
    expect(code).toBe(1);
    expect(stdout).toContain('lost 1 of');
  });

  it('of the refresh holder: a mark that two callers look at', async () => {
    const holder = await raced('refresh-holder/late-rejections', 's1-thread');
    expect(outcomes(holder)[0]).toMatch(/^ThreadClient\.marked: duplicate-refresh\//);
    expect(new Set(outcomes(holder).slice(1))).toEqual(new Set(['ThreadClient.marked: nothing']));
    expect(holder.races.every(({ accesses }) => accesses.length === 3)).toBe(true);
  });

  it('of the circuit manager: a row of the database, in which nothing breaks', async () => {
    const manager = await raced('circuit-manager/slow-store', 'c0-no-lock');
    expect(outcomes(manager)).toEqual(['entry c1 of db.circuits: nothing']);
  });
});

it('nobody is told of races who has not asked', async () => {
  const { stdout, races } = await raced('circuit-manager/slow-store', 'c0-no-lock', false);
  expect(stdout).not.toContain('Races');
  expect(races).toEqual([]);
});
