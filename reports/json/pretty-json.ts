const LINE_MOST = 110;

/** JSON with two blanks of indentation, in which what fits on a line stands on one. */
export function prettyJson(value: unknown): string {
  return render(value, 0);
}

function render(value: unknown, depth: number): string {
  const flat = JSON.stringify(value) ?? 'null';
  if (typeof value !== 'object' || value === null || flat.length + depth * 2 <= LINE_MOST) return flat;
  const inner = '  '.repeat(depth + 1);
  const outer = '  '.repeat(depth);
  if (Array.isArray(value)) {
    return `[\n${value.map((item) => inner + render(item, depth + 1)).join(',\n')}\n${outer}]`;
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  const lines = entries.map(([key, item]) => `${inner}${JSON.stringify(key)}: ${render(item, depth + 1)}`);
  return `{\n${lines.join(',\n')}\n${outer}}`;
}
