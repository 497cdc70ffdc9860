const LINE_MOST = 110;
/** Levels whose items are chunks of their own: of a report, each of its results. */
const CHUNKED_LEVELS = 2;

/** JSON with two blanks of indentation, in which what fits on a line stands on one. */
export function prettyJson(value: unknown): string {
  return [...prettyJsonChunks(value)].join('');
}

/** What `prettyJson` gives, piece by piece: a large report is never one text in memory. */
export function* prettyJsonChunks(value: unknown, depth = 0): Generator<string, void> {
  if (depth >= CHUNKED_LEVELS || !isObject(value) || fits(value, depth)) {
    yield render(value, depth);
    return;
  }
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  let before = `${open}\n`;
  for (const [key, item] of itemsOf(value)) {
    yield `${before}${'  '.repeat(depth + 1)}${key}`;
    yield* prettyJsonChunks(item, depth + 1);
    before = ',\n';
  }
  yield `\n${'  '.repeat(depth)}${close}`;
}

function render(value: unknown, depth: number): string {
  if (!isObject(value) || fits(value, depth)) return JSON.stringify(value) ?? 'null';
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const inner = '  '.repeat(depth + 1);
  const lines = itemsOf(value).map(([key, item]) => inner + key + render(item, depth + 1));
  return `${open}\n${lines.join(',\n')}\n${'  '.repeat(depth)}${close}`;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** What stands before each item, and the item. */
function itemsOf(value: object): (readonly [string, unknown])[] {
  if (Array.isArray(value)) return value.map((item: unknown) => ['', item] as const);
  return Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => [`${JSON.stringify(key)}: `, item] as const);
}

function fits(value: object, depth: number): boolean {
  return roomAfter(value, LINE_MOST - depth * 2) >= 0;
}

/** What is left of `room` characters after a value's JSON; negative as soon as there is too little. */
function roomAfter(value: unknown, room: number): number {
  if (!isObject(value)) {
    // Quotes and escapes only make it longer.
    if (typeof value === 'string' && value.length > room) return -1;
    return room - (JSON.stringify(value) ?? 'null').length;
  }
  const items = Array.isArray(value) ? (value as unknown[]) : undefined;
  let left = room - 2;
  let count = 0;
  for (const key in value) {
    const item = (value as Record<string, unknown>)[key];
    if (items === undefined && item === undefined) continue;
    if (count++ > 0) left -= 1;
    if (items === undefined) left -= JSON.stringify(key).length + 1;
    left = left < 0 ? left : roomAfter(item, left);
    if (left < 0) return left;
  }
  return left;
}
