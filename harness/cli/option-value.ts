import { UsageError } from '../core/usage-error.ts';
import type { OptionSpec } from './options.ts';
import { suggestion } from './suggest.ts';

const SEED_MOST = 0xffff_ffff;

/** Reads the value of one option, as its kind says. */
export function readValue(
  name: string,
  spec: OptionSpec,
  value: string | undefined,
  inline: boolean,
  negated: boolean,
): unknown {
  if (spec.type === 'flag') {
    if (value !== undefined) throw new UsageError(`${name} takes no value, but "${value}" was given.`);
    return !negated;
  }
  // `--variant --seed 1`: the next option is not the value, unless it is written with "=".
  if (value === undefined || value === '' || (!inline && value.startsWith('-'))) {
    throw new UsageError(`${name} needs a value: ${name} <${spec.placeholder ?? 'value'}>.`);
  }
  switch (spec.type) {
    case 'text':
      return value;
    case 'count':
      return readCount(name, value, spec.least, Number.MAX_SAFE_INTEGER);
    case 'seed':
      return value === 'random' ? value : readCount(name, value, 0, SEED_MOST, ' or "random"');
    case 'list':
      return readList(name, value, spec.of);
  }
}

function readCount(name: string, value: string, least: number, most: number, alternative = ''): number {
  const number = /^\d{1,16}$/.test(value) ? Number(value) : NaN;
  if (number >= least && number <= most) return number;
  const bound = most === Number.MAX_SAFE_INTEGER ? `from ${least} up` : `from ${least} to ${most}`;
  throw new UsageError(`${name} takes a whole number ${bound}${alternative}, but "${value}" was given.`);
}

function readList(name: string, value: string, known: readonly string[]): readonly string[] {
  const words = value.split(',').map((word) => word.trim());
  for (const word of words) {
    if (known.includes(word)) continue;
    throw new UsageError(
      `${name} does not know "${word}".${suggestion(word, known)} There are: ${known.join(', ')}.`,
    );
  }
  return [...new Set(words)];
}
