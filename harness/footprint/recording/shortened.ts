import { shown } from '../../core/shown.ts';

const CHARACTERS_MAX = 60;
/** Without what is written otherwise between quotes. */
const PLAIN = /^[ -&(-[\]-~]*$/;

/** A value on one short line. */
export function shortened(value: unknown): string {
  const text = textOf(value);
  return text.length > CHARACTERS_MAX ? `${text.slice(0, CHARACTERS_MAX - 1)}…` : text;
}

function textOf(value: unknown): string {
  // Most values; Node's inspection takes a hundred times as long.
  if (typeof value === 'string' && PLAIN.test(value)) return `'${value}'`;
  if (typeof value === 'boolean' || value === undefined || value === null) return String(value);
  if (typeof value === 'number' && value !== 0) return String(value);
  try {
    return typeof value === 'function' ? `function ${value.name}`.trimEnd() : shown(value);
  } catch {
    // An object that will not be looked at, as a revoked proxy.
    return typeof value;
  }
}
