import { UsageError } from '../../core/usage-error.ts';
import type { OptionSpec, Shard } from './option-kinds.ts';
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
  if (spec.type === 'count' && spec.bare !== undefined && value === undefined) return spec.bare;
  // `--variant --seed 1`: the next option is not the value, unless it is written with "=".
  if (value === undefined || value === '' || (!inline && /^-(?!\d)/.test(value))) {
    throw new UsageError(`${name} needs a value: ${name} <${spec.placeholder ?? 'value'}>.`);
  }
  switch (spec.type) {
    case 'text':
      return value;
    case 'count':
      return readCount(name, value, spec.least, spec.most ?? Number.MAX_SAFE_INTEGER);
    case 'seed':
      return value === 'random' ? value : readCount(name, value, 0, SEED_MOST, ' or "random"');
    case 'duration':
      return readDuration(name, value);
    case 'shard':
      return readShard(name, value);
    case 'choice':
      return readWord(name, value, spec.of);
    case 'list':
      return [...new Set(value.split(',').map((word) => readWord(name, word.trim(), spec.of)))];
  }
}

const unitsMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** Milliseconds; a number without a unit is seconds. */
function readDuration(name: string, value: string): number {
  const [, number = '', unit = 's'] = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h)?$/.exec(value) ?? [];
  const ms = number === '' ? 0 : Number(number) * (unitsMs[unit] ?? 0);
  if (ms > 0) return ms;
  throw new UsageError(`${name} takes seconds, or a time such as 30s, 5m or 1h, but "${value}" was given.`);
}

function readShard(name: string, value: string): Shard {
  const [, index = '', count = ''] = /^(\d{1,6})\/(\d{1,6})$/.exec(value) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (shard.index >= 1 && shard.index <= shard.count) return shard;
  throw new UsageError(
    `${name} takes i/n, the i-th of n parts, such as 1/4 up to 4/4, but "${value}" was given.`,
  );
}

function readCount(name: string, value: string, least: number, most: number, alternative = ''): number {
  const number = /^\d{1,16}$/.test(value) ? Number(value) : NaN;
  if (number >= least && number <= most) return number;
  const bound = most === Number.MAX_SAFE_INTEGER ? `from ${least} up` : `from ${least} to ${most}`;
  throw new UsageError(`${name} takes a whole number ${bound}${alternative}, but "${value}" was given.`);
}

/** @throws UsageError where `word` is not one of `known` */
function readWord(name: string, word: string, known: readonly string[]): string {
  if (known.includes(word)) return word;
  throw new UsageError(
    `${name} does not know "${word}".${suggestion(word, known)} There are: ${known.join(', ')}.`,
  );
}
