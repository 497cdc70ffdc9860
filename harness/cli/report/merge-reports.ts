import type { Kinds } from '../../core/kinds.ts';
import { UsageError } from '../../core/usage-error.ts';
import type { Report, ScenarioResult, ShardFacts, ScenarioStory } from '../../result.ts';
import { fileOfTest } from '../../test-id.ts';
import { listFingerprint } from '../project/shard.ts';

/** A report, most often a shard's, and what to call it in a complaint. */
export interface ShardReport {
  readonly name: string;
  readonly report: Report;
}

/** Missing shards that are named. */
const MISSING_MOST = 10;

interface Part extends ShardReport {
  readonly shard: ShardFacts;
}

/**
 * The report that one machine would have made, from those of all shards and those of tests; `timing` alone differs:
 * from the first start, as long as the longest.
 * @throws UsageError where they are not all the shards of one whole, or one whole beside tests
 */
export function mergeReports(reports: readonly ShardReport[]): Report {
  const tests = reports.filter(({ report }) => isOfTests(report));
  const others = reports.filter(({ report }) => !isOfTests(report));
  if (tests.length === 0) return mergeShards(others);
  const [only] = others;
  const isWholeReport = others.length === 1 && only?.report.shard === undefined;
  const scenarios =
    only === undefined
      ? []
      : [isWholeReport ? only : { name: 'the report of the shards', report: mergeShards(others) }];
  return withTests(scenarios, tests);
}

function mergeShards(reports: readonly ShardReport[]): Report {
  const parts = reports.map(asPart).toSorted((a, b) => a.shard.index - b.shard.index);
  for (const part of parts) checkWhole(part);
  const [first] = parts;
  if (first === undefined) throw new UsageError('merge needs the folders of the shards.');
  for (const part of parts) checkSameWhole(first, part);
  checkComplete(parts, first.shard.count);
  const results = inOrder(parts);
  if (parts.every(isWhole)) checkList(results, first.shard);
  const { shard: _, stopped: __, ...common } = first.report;
  const stopped = parts.flatMap(({ report, shard }) =>
    report.stopped === undefined ? [] : [`shard ${shard.index}: ${report.stopped}`],
  );
  return {
    ...common,
    interrupted: parts.some(({ report }) => report.interrupted),
    ...(stopped.length > 0 && { stopped: stopped.join(' ') }),
    results,
    kinds: allKinds(parts),
    ...allTold(parts),
    timing: timingOf(parts),
  };
}

/** Stories and lines of code of all of them. */
function allTold(parts: readonly ShardReport[]): Pick<Report, 'stories' | 'sources'> {
  const stories: Record<string, ScenarioStory> = {};
  for (const { report } of parts) Object.assign(stories, report.stories);
  const sources: Record<string, Record<string, string>> = {};
  for (const { report } of parts) {
    for (const [file, lines] of Object.entries(report.sources ?? {}))
      sources[file] = { ...sources[file], ...lines };
  }
  return {
    ...(Object.keys(stories).length > 0 && { stories }),
    ...(Object.keys(sources).length > 0 && { sources }),
  };
}

/** From the first start, as long as the longest. */
function timingOf(parts: readonly ShardReport[]): Report['timing'] {
  const timings = parts.map(({ report }) => report.timing);
  return {
    startedAt: timings.map(({ startedAt }) => startedAt).toSorted()[0] ?? '',
    durationMs: Math.max(...timings.map(({ durationMs }) => durationMs)),
  };
}

/** Scenarios first, then the tests by their ids; each test may have been explored with a seed and runs of its own. */
function withTests(scenarios: readonly ShardReport[], tests: readonly ShardReport[]): Report {
  const byId = tests.toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
  const [first, ...others] = [...scenarios, ...byId];
  if (first === undefined) throw new UsageError('merge needs the folders of reports.');
  for (const other of others) checkSameVersion(first, other);
  for (const [at, test] of byId.entries()) {
    const twin = byId[at - 1];
    if (twin !== undefined && idOf(twin) === idOf(test))
      throw new UsageError(`${twin.name} and ${test.name} both hold ${idOf(test)}.`);
  }
  const all = [first, ...others];
  return {
    ...first.report,
    results: all.flatMap(({ report }) => report.results),
    kinds: allKinds(all),
    ...allTold(all),
    timing: timingOf(all),
  };
}

function idOf({ report }: ShardReport): string {
  return report.results[0]?.scenario ?? '';
}

function checkSameVersion(first: ShardReport, other: ShardReport): void {
  const [expected, version] = [first.report.tool.version, other.report.tool.version];
  if (version === expected) return;
  throw new UsageError(
    `${other.name} does not belong to ${first.name}: the version of heddle is ${version}, not ${expected}.`,
  );
}

/** Whether it is what a test of a runner wrote. */
function isOfTests({ results }: Report): boolean {
  return results.length > 0 && results.every(({ scenario }) => fileOfTest(scenario) !== undefined);
}

function asPart({ name, report }: ShardReport): Part {
  if (report.shard === undefined) {
    throw new UsageError(`${name} is no shard: it was not made with --shard, so there is nothing to merge.`);
  }
  return { name, report, shard: report.shard };
}

/** Whether all ran that the shard was to run. */
function isWhole({ report }: Part): boolean {
  return !report.interrupted && report.stopped === undefined;
}

/** A shard that was cut short may have fewer results than it was to have; none may have more. */
function checkWhole(part: Part): void {
  const { name, report, shard } = part;
  const { index, count, of } = shard;
  if (index > count || count > of) {
    throw new UsageError(`${name} is damaged: there is no shard ${index}/${count} of ${of} results.`);
  }
  const expected = Math.ceil((of - index + 1) / count);
  const { length } = report.results;
  if (length === expected || (length < expected && !isWhole(part))) return;
  throw new UsageError(
    `${name} is damaged: shard ${index}/${count} has ${expected} of the ${of} results, but ${length} are there. Run it again.`,
  );
}

function checkList(results: readonly ScenarioResult[], { list }: ShardFacts): void {
  if (listFingerprint(results.map(({ scenario, variant }) => [scenario, variant])) === list) return;
  throw new UsageError(
    'The shards are damaged: together they do not hold the scenarios and variants that they were made of. Run them again.',
  );
}

function checkSameWhole(first: Part, part: Part): void {
  const facts = ({ report, shard }: Part): Record<string, unknown> => ({
    'version of heddle': report.tool.version,
    seed: report.seed,
    'number of runs': report.runs,
    'number of shards': shard.count,
    'list of scenarios and variants': `${shard.of} (${shard.list})`,
  });
  const expected = facts(first);
  for (const [what, value] of Object.entries(facts(part))) {
    if (value === expected[what]) continue;
    throw new UsageError(
      `${part.name} does not belong to ${first.name}: the ${what} is ${String(value)}, not ${String(expected[what])}.`,
    );
  }
}

function checkComplete(parts: readonly Part[], count: number): void {
  for (const [at, part] of parts.entries()) {
    const twin = parts.slice(0, at).find(({ shard }) => shard.index === part.shard.index);
    if (twin !== undefined) {
      throw new UsageError(`${twin.name} and ${part.name} are both shard ${part.shard.index}/${count}.`);
    }
  }
  const present = new Set(parts.map(({ shard }) => shard.index));
  const missing: number[] = [];
  for (let index = 1; index <= count && missing.length < MISSING_MOST; index++) {
    if (!present.has(index)) missing.push(index);
  }
  if (missing.length === 0) return;
  const more = count - present.size - missing.length;
  const names =
    missing.map((index) => `${index}/${count}`).join(', ') + (more > 0 ? ` and ${more} more` : '');
  throw new UsageError(
    missing.length === 1
      ? `Shard ${names} of the whole is missing.`
      : `Shards ${names} of the whole are missing.`,
  );
}

function allKinds(parts: readonly ShardReport[]): Kinds {
  const kinds: Record<string, string> = {};
  for (const { name, report } of parts) {
    for (const [kind, sentence] of Object.entries(report.kinds ?? {})) {
      if ((kinds[kind] ??= sentence) === sentence) continue;
      throw new UsageError(
        `${name} means something else by '${kind}' than the reports before it: "${sentence}"`,
      );
    }
  }
  return Object.fromEntries(Object.entries(kinds).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Shards deal the list out in turn, so taking from them in turn restores it. A shard that was cut short ends early, and
 * its scenarios are gathered at the first of them.
 */
function inOrder(parts: readonly Part[]): readonly ScenarioResult[] {
  const longest = Math.max(...parts.map(({ report }) => report.results.length));
  return Array.from({ length: longest }, (_, at) => parts.map(({ report }) => report.results[at]))
    .flat()
    .filter((result) => result !== undefined);
}
