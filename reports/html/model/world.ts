import type { TraceStep } from '../../../harness/result.ts';

/** One part of the world (a database, a store) after a step, and what the step changed in it. */
export interface WorldView {
  readonly name: string;
  readonly changed: boolean;
  readonly lines: readonly WorldLine[];
  /** Lines beyond the most that are shown. */
  readonly leftOut: number;
}

export interface WorldLine {
  readonly sign: 'same' | 'added' | 'removed';
  /** Table, key, or path. */
  readonly path: string;
  readonly text: string;
}

const LINES_MOST = 80;

export function worldAt(steps: readonly TraceStep[], index: number): readonly WorldView[] {
  const before: Record<string, unknown> = {};
  for (const step of steps.slice(0, index)) Object.assign(before, step.state);
  const changes = steps[index]?.state ?? {};
  const names = [...new Set([...Object.keys(before), ...Object.keys(changes)])];
  return names.map((name) => {
    const old = name in before ? linesOf(before[name]) : [];
    const isNew = name in changes;
    // In the set-up everything is new: that is not worth a mark.
    const all = isNew
      ? compared(index === 0 ? linesOf(changes[name]) : old, linesOf(changes[name]))
      : compared(old, old);
    const lines = all.length > LINES_MOST ? mostTelling(all) : all;
    return { name, changed: isNew && index > 0, lines, leftOut: all.length - lines.length };
  });
}

type Line = readonly [path: string, text: string];

/** Objects become paths, lists become one line for each element. */
function linesOf(value: unknown, path = ''): readonly Line[] {
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
  const left = old.map(keyOf);
  const result: WorldLine[] = [];
  const added = now.map((line) => {
    const index = left.indexOf(keyOf(line));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  const gone = old.filter((line) => {
    const index = left.indexOf(keyOf(line));
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  });
  for (const [index, [path, text]] of now.entries()) {
    for (let at = gone.findIndex(([p]) => p === path); at >= 0; at = gone.findIndex(([p]) => p === path)) {
      const [removed] = gone.splice(at, 1);
      result.push({ sign: 'removed', path, text: removed?.[1] ?? '' });
    }
    result.push({ sign: added[index] === true ? 'added' : 'same', path, text });
  }
  return [...result, ...gone.map(([path, text]): WorldLine => ({ sign: 'removed', path, text }))];
}

function keyOf([path, text]: Line): string {
  return `${path}\n${text}`;
}

function mostTelling(lines: readonly WorldLine[]): readonly WorldLine[] {
  const changed = lines.filter((line) => line.sign !== 'same').slice(0, LINES_MOST);
  const room = LINES_MOST - changed.length;
  const kept = new Set([...changed, ...lines.filter((line) => line.sign === 'same').slice(0, room)]);
  return lines.filter((line) => kept.has(line));
}
