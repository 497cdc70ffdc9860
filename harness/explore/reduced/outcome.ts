import { signatureOf } from '../../core/finding.ts';
import type { Run } from '../../core/run.ts';
import { type Picture, pictureOf } from '../../trace/picture.ts';

/** What tells when something happened, and not what: it differs between orders that come to the same. */
const STAMPS: ReadonlySet<string> = new Set(['step', 'atMs', 'revision', 'commit']);

/** What came of a run, as far as it can be seen: equal for orders that come to the same. */
export function outcomeOf(run: Run): string {
  const tasks = run.tasks.all.map(({ name, status }) => `${name} ${status}`);
  const state = Object.fromEntries(
    [...(run.notesIfAny?.watched ?? [])].map(([name, value]) => [name, pictureOf(value)]),
  );
  const outcome: Picture = { findings: run.findings.map(signatureOf), ending: run.ending, tasks, state };
  return JSON.stringify(unordered(outcome));
}

/** Rows and keys come in the order in which they were written, which is none of their own. */
function unordered(value: Picture): Picture {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => JSON.stringify(unordered(one as Picture))).toSorted();
  const entries = Object.entries(value).filter(([name]) => !STAMPS.has(name));
  return Object.fromEntries(entries.map(([name, one]) => [name, unordered(one)] as const).toSorted(byName));
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Characters of a value that are told. */
const SHOWN_MAX = 60;

/** In what two outcomes differ first, one clause. */
export function differenceOfOutcomes(one: string, other: string): string {
  return differenceIn(JSON.parse(one), JSON.parse(other), []) ?? 'the run comes to something else';
}

function differenceIn(one: unknown, other: unknown, path: readonly string[]): string | undefined {
  if (JSON.stringify(one) === JSON.stringify(other)) return undefined;
  if (!isObject(one) || !isObject(other)) {
    const [was, is] = [one, other].map(shown);
    return `${path.join('.') || 'the outcome'} is ${is}, and was ${was}`;
  }
  for (const name of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const difference = differenceIn(one[name], other[name], [...path, name]);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  const text = value === undefined ? 'missing' : JSON.stringify(value);
  return text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text;
}
