import { format, inspect } from 'node:util';

/**
 * The name of a test for one row of a table, by the signs that runners share: `%s`, `%d`, `%i`, `%f`, `%j`, `%o`, `%O`
 * take the next value, `%#` is the number of the row from 0, `%$` from 1, `$key` and `$key.inner` are members of a row
 * that is an object.
 */
export function rowName(name: string, row: unknown, index: number): string {
  const numbered = name.replaceAll('%#', String(index)).replaceAll('%$', String(index + 1));
  const values: readonly unknown[] = Array.isArray(row) ? row : [row];
  const taken = values.slice(0, numbered.match(/%[sdifjoO]/g)?.length ?? 0);
  return withMembers(format(numbered, ...taken), values[0]);
}

function withMembers(name: string, row: unknown): string {
  if (typeof row !== 'object' || row === null) return name;
  return name.replaceAll(/\$([A-Za-z_]\w*(?:\.\w+)*)/g, (sign, path: string) => {
    let value: unknown = row;
    for (const key of path.split('.')) {
      if (typeof value !== 'object' || value === null || !(key in value)) return sign;
      value = (value as Record<string, unknown>)[key];
    }
    return typeof value === 'string'
      ? value
      : inspect(value, { depth: 1, breakLength: Infinity, compact: true });
  });
}
