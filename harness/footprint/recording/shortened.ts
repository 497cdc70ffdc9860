import { shown } from '../../core/shown.ts';

const CHARACTERS_MAX = 60;

/** A value on one short line. */
export function shortened(value: unknown): string {
  let text: string;
  try {
    text = typeof value === 'function' ? `function ${value.name}`.trimEnd() : shown(value);
  } catch {
    // An object that will not be looked at, as a revoked proxy.
    text = typeof value;
  }
  return text.length > CHARACTERS_MAX ? `${text.slice(0, CHARACTERS_MAX - 1)}…` : text;
}
