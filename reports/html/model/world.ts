import type { TraceStep } from '../../../harness/result.ts';

/** One part of the world (a database, a watched value) after a step, and what the step changed in it. */
export interface WorldView {
  readonly name: string;
  readonly changed: boolean;
  readonly lines: readonly WorldLine[];
  /** Lines beyond the most that are shown. */
  readonly leftOut: number;
}

export interface WorldLine {
  /** `there`: the other run has it at this moment, this one has not. */
  readonly sign: 'same' | 'added' | 'removed' | 'there';
  /** Table, key, or path. */
  readonly path: string;
  readonly text: string;
  /** Set where the other run has no such line at this moment. */
  readonly hereOnly?: true;
}

const LINES_MOST = 80;

/**
 * The world after a step.
 * @param there the world of the other run at the same moment, from `stateAt`; absent where none is compared
 */
export function worldAt(steps: readonly TraceStep[], index: number, there?: State): readonly WorldView[] {
  const before = stateAt(steps, index - 1);
  const changes = steps[index]?.state ?? {};
  const names = [...new Set([...Object.keys(before), ...Object.keys(changes)])];
  return names.map((name) => {
    const old = name in before ? linesOf(before[name]) : [];
    const isNew = name in changes;
    // In the set-up everything is new: that is not worth a mark.
    const own = isNew
      ? compared(index === 0 ? linesOf(changes[name]) : old, linesOf(changes[name]))
      : compared(old, old);
    const all = there === undefined ? own : beside(own, linesOf(there[name]));
    const lines = all.length > LINES_MOST ? mostTelling(all) : all;
    return { name, changed: isNew && index > 0, lines, leftOut: all.length - lines.length };
  });
}

/** What is watched, by name. */
export type State = Readonly<Record<string, unknown>>;

/** What is watched, as it is after a step; empty before the first. */
export function stateAt(steps: readonly TraceStep[], index: number): State {
  const state: Record<string, unknown> = {};
  for (let at = 0; at <= index; at++) Object.assign(state, steps[at]?.state);
  return state;
}

/** What a step changed of a watched value, short: `+ services › s2`. */
export function changeText(steps: readonly TraceStep[], index: number, name: string): string {
  let before = index - 1;
  while (before >= 0 && steps[before]?.state?.[name] === undefined) before -= 1;
  const old = steps[before]?.state?.[name];
  return compared(old === undefined ? [] : linesOf(old), linesOf(steps[index]?.state?.[name]))
    .filter(({ sign }) => sign !== 'same')
    .map(({ sign, path, text }) => `${sign === 'added' ? '+' : '−'} ${path === '' ? '' : `${path}: `}${text}`)
    .join(' ');
}

type Line = readonly [path: string, text: string];

/** Objects become paths, lists become one line for each element. */
function linesOf(value: unknown, path = ''): readonly Line[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) {
    return value.length === 0
      ? [[path, '(empty)']]
      : value.map((element: unknown): Line => [path, textOf(element)]);
  }
  if (typeof value !== 'object' || value === null) return [[path, textOf(value)]];
  const entries = Object.entries(value);
  if (entries.length === 0) return path === '' ? [] : [[path, '(empty)']];
  return entries.flatMap(([key, part]) => {
    const below = path === '' ? key : `${path} › ${key}`;
    return isDeep(part) ? linesOf(part, below) : [[below, textOf(part)] as const];
  });
}

/** Whether to give the parts lines of their own; a small flat object reads better on one. */
function isDeep(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0 || value.some((part) => typeof part === 'object');
  return typeof value === 'object' && value !== null && JSON.stringify(value).length > 60;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(textOf).join(', ')}]`;
  const entries = Object.entries(value);
  return entries.length === 0 ? '{}' : entries.map(([key, part]) => `${key}: ${textOf(part)}`).join(', ');
}

/** The new lines in their order, with what is gone in front of what took its path. */
function compared(old: readonly Line[], now: readonly Line[]): readonly WorldLine[] {
  const gone = without(old, now);
  const added = new Set(without(now, old));
  const result: WorldLine[] = [];
  for (const line of now) {
    const [path, text] = line;
    for (let at = gone.findIndex(([p]) => p === path); at >= 0; at = gone.findIndex(([p]) => p === path)) {
      const [removed] = gone.splice(at, 1);
      result.push({ sign: 'removed', path, text: removed?.[1] ?? '' });
    }
    result.push({ sign: added.has(line) ? 'added' : 'same', path, text });
  }
  return [...result, ...gone.map(([path, text]): WorldLine => ({ sign: 'removed', path, text }))];
}

/** The lines of one list that the other has not; equal ones are counted. */
function without(lines: readonly Line[], others: readonly Line[]): Line[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(keyOf(line), (left.get(keyOf(line)) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(keyOf(line)) ?? 0;
    left.set(keyOf(line), count - 1);
    return count <= 0;
  });
}

function keyOf([path, text]: Line): string {
  return `${path}\n${text}`;
}

function beside(own: readonly WorldLine[], there: readonly Line[]): readonly WorldLine[] {
  const lines = own.map((line): Line => [line.path, line.text]);
  const here = lines.filter((_, at) => own[at]?.sign !== 'removed');
  const only = new Set(without(here, there));
  return [
    ...own.map((line, at) => (only.has(lines[at] as Line) ? { ...line, hereOnly: true as const } : line)),
    ...without(there, here).map(([path, text]): WorldLine => ({ sign: 'there', path, text })),
  ];
}

function mostTelling(lines: readonly WorldLine[]): readonly WorldLine[] {
  const changed = lines.filter((line) => line.sign !== 'same').slice(0, LINES_MOST);
  const room = LINES_MOST - changed.length;
  const kept = new Set([...changed, ...lines.filter((line) => line.sign === 'same').slice(0, room)]);
  return lines.filter((line) => kept.has(line));
}
