import type { TraceStep } from '../../trace/step.ts';
import type { ValueDifference } from '../passing-run.ts';

/** Of a value in a sentence. */
const VALUE_CHARS_MAX = 60;

/** A value, as text, from a step on; undefined where there is none any more. */
interface Change {
  readonly step: number;
  readonly value: string | undefined;
}

/** One part of a watched value, with all its changes. */
interface Leaf {
  readonly name: string;
  readonly path: readonly string[];
  readonly changes: Change[];
}

/**
 * The first watched value that takes another course in the passing run, by the step of the failing one; else the first
 * operation of both that is answered otherwise. Undefined where there is none, or the runs are not kept from their
 * beginning.
 */
export function firstDifference(
  failing: readonly TraceStep[],
  passing: readonly TraceStep[],
): ValueDifference | undefined {
  if (!isWhole(failing) || !isWhole(passing)) return undefined;
  const watched = watchedDifference(failing, passing);
  const answer = answerDifference(failing, passing);
  if (watched === undefined || answer === undefined) return watched ?? answer;
  return stepOf(answer) < stepOf(watched) ? answer : watched;
}

const stepOf = ({ failingStep, passingStep }: ValueDifference): number =>
  failingStep ?? passingStep ?? Infinity;

function isWhole([first]: readonly TraceStep[]): boolean {
  return first !== undefined && first.step <= 1;
}

function watchedDifference(
  failing: readonly TraceStep[],
  passing: readonly TraceStep[],
): ValueDifference | undefined {
  const here = leavesOf(failing);
  const there = leavesOf(passing);
  let first: ValueDifference | undefined;
  for (const key of new Set([...here.keys(), ...there.keys()])) {
    const found = leafDifference(here.get(key), there.get(key));
    if (found !== undefined && (first === undefined || stepOf(found) < stepOf(first))) first = found;
  }
  return first;
}

function leafDifference(here: Leaf | undefined, there: Leaf | undefined): ValueDifference | undefined {
  const known = here ?? there;
  if (known === undefined) return undefined;
  const failing = here?.changes ?? [];
  const passing = there?.changes ?? [];
  const longest = Math.max(failing.length, passing.length);
  let at = 0;
  while (at < longest && isSame(failing[at], passing[at])) at += 1;
  if (at === longest) return undefined;
  const { name, path } = known;
  const told = [name, ...path].join(' ');
  const difference = { name, what: 'watched', path } as const;
  return {
    ...difference,
    ...changed('failing', failing[at]),
    ...changed('passing', passing[at]),
    sentence: `here \`${told}\` ${courseOf(failing[at], failing[at - 1])}; there it ${courseOf(passing[at], passing[at - 1])}`,
  };
}

function isSame(one: Change | undefined, other: Change | undefined): boolean {
  return one !== undefined && other !== undefined && one.value === other.value;
}

function changed(
  run: 'failing' | 'passing',
  change: Change | undefined,
): Partial<Pick<ValueDifference, 'failing' | 'passing' | 'failingStep' | 'passingStep'>> {
  if (change === undefined) return {};
  return {
    [`${run}Step`]: change.step,
    ...(change.value !== undefined && { [run]: shortened(change.value) }),
  };
}

function courseOf(change: Change | undefined, before: Change | undefined): string {
  if (change === undefined) {
    return before?.value === undefined ? 'never is there' : `stays ${shortened(before.value)}`;
  }
  return change.value === undefined
    ? `is gone after step ${change.step}`
    : `is ${shortened(change.value)} after step ${change.step}`;
}

function leavesOf(steps: readonly TraceStep[]): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  for (const { step, state } of steps) {
    for (const [name, value] of Object.entries(state ?? {})) note(leaves, name, value, step);
  }
  return leaves;
}

/** What a watched value is from this step on; parts that it no longer has are gone. */
function note(leaves: Map<string, Leaf>, name: string, value: unknown, step: number): void {
  const seen = new Set<string>();
  for (const { path, value: text } of partsOf(value, [])) {
    const key = JSON.stringify([name, ...path]);
    seen.add(key);
    let leaf = leaves.get(key);
    if (leaf === undefined) leaves.set(key, (leaf = { name, path, changes: [] }));
    if (leaf.changes.at(-1)?.value !== text) leaf.changes.push({ step, value: text });
  }
  for (const [key, leaf] of leaves) {
    if (leaf.name !== name || seen.has(key) || leaf.changes.at(-1)?.value === undefined) continue;
    leaf.changes.push({ step, value: undefined });
  }
}

/** Entries of objects are apart, lists are whole: what is inserted into one moves all that comes behind it. */
function* partsOf(
  value: unknown,
  path: readonly string[],
): Generator<{ readonly path: readonly string[]; readonly value: string }> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    yield { path, value: JSON.stringify(value) ?? 'undefined' };
    return;
  }
  for (const [key, part] of Object.entries(value)) yield* partsOf(part, [...path, key]);
}

function shortened(text: string): string {
  return text.length <= VALUE_CHARS_MAX ? text : `${text.slice(0, VALUE_CHARS_MAX - 1)}…`;
}

function answerDifference(
  failing: readonly TraceStep[],
  passing: readonly TraceStep[],
): ValueDifference | undefined {
  const there = new Map(passing.map((step) => [step.event, step]));
  for (const here of failing) {
    const other = there.get(here.event);
    if (other === undefined) continue;
    const [one, two] = [answerOf(here), answerOf(other)];
    if (one === two) continue;
    return {
      name: here.event,
      what: 'answer',
      path: [],
      failingStep: here.step,
      passingStep: other.step,
      failing: one,
      passing: two,
      sentence: `here \`${here.event}\` ${one} at step ${here.step}; there it ${two} at step ${other.step}`,
    };
  }
  return undefined;
}

function answerOf({ outcome }: TraceStep): string {
  if (outcome === undefined) return 'answers nothing';
  return outcome.type === 'value'
    ? `answers ${shortened(outcome.value)}`
    : `throws ${shortened(outcome.error)}`;
}
