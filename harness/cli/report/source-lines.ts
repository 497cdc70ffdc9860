import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ReportedFinding, ScenarioResult, SourceLines, TraceStep } from '../../result.ts';

/** Lines before and after each that a step names. */
const AROUND = 3;
/** Of all files, and of one line. */
const LINES_MAX = 20_000;
const CHARS_MAX = 200;
/** Larger files are not read: nobody wrote them by hand. */
const BYTES_MAX = 1_000_000;

/**
 * The lines of the code that findings name, as they are now, with those around them; undefined where there are none.
 * @param root the package's folder, from which places are told
 */
export function sourceLines(
  results: readonly Pick<ScenarioResult, 'findings'>[],
  root: string,
): SourceLines | undefined {
  const named = new Map<string, Set<number>>();
  for (const { findings } of results) {
    for (const finding of findings) for (const place of placesOf(finding)) note(named, place);
  }
  const sources: Record<string, Record<string, string>> = {};
  let left = LINES_MAX;
  for (const [file, lines] of [...named].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const text = left > 0 ? contentOf(root, file) : undefined;
    if (text === undefined) continue;
    const kept = linesAround(text, lines);
    left -= Object.keys(kept).length;
    if (Object.keys(kept).length > 0) sources[file] = kept;
  }
  return Object.keys(sources).length === 0 ? undefined : sources;
}

function* placesOf(finding: ReportedFinding): Generator<string | undefined> {
  const { steps, passing, passingBeside, data, otherVariants } = finding;
  const located = (of: readonly TraceStep[] = []): (string | undefined)[] =>
    of.map(({ location }) => location);
  yield* located(steps);
  yield* located(passing?.steps);
  yield* located(passingBeside?.steps);
  for (const { place } of data?.accesses ?? []) yield place;
  for (const { leaves } of otherVariants ?? []) yield leaves?.location;
}

function note(named: Map<string, Set<number>>, place: string | undefined): void {
  const [, file, line] = /^(.+):(\d+)$/.exec(place ?? '') ?? [];
  if (file === undefined) return;
  const known = named.get(file);
  if (known === undefined) named.set(file, new Set([Number(line)]));
  else known.add(Number(line));
}

/** Of a file of the package alone. */
function contentOf(root: string, file: string): string | undefined {
  const full = path.resolve(root, file);
  if (!full.startsWith(root + path.sep)) return undefined;
  try {
    const stat = statSync(full);
    return stat.isFile() && stat.size <= BYTES_MAX ? readFileSync(full, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

function linesAround(text: string, named: ReadonlySet<number>): Record<string, string> {
  const all = text.split(/\r?\n/);
  const kept: Record<string, string> = {};
  for (const line of named) {
    for (let at = line - AROUND; at <= line + AROUND; at++) {
      const content = all[at - 1];
      if (content !== undefined) kept[at] = content.slice(0, CHARS_MAX);
    }
  }
  return kept;
}
