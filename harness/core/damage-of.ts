import { stripVTControlCharacters } from 'node:util';
import { describeError } from './describe-error.ts';
import { shown } from './shown.ts';

/** Longer damage is no sentence. */
const CHARS_MAX = 300;

/** What an assertion of the author's threw, in one line: of an assertion, what it says first; of another error, its name, too. */
export function damageOf(thrown: unknown): string {
  const line = isAssertion(thrown) ? assertionLine(thrown) : describeError(thrown);
  return line.length <= CHARS_MAX ? line : `${line.slice(0, CHARS_MAX - 1)}…`;
}

/** All that assertion libraries throw: chai and vitest, node:assert, Jest; and a bare `throw new Error(…)`. */
function isAssertion(thrown: unknown): thrown is Error {
  try {
    if (!(thrown instanceof Error) || thrown.cause !== undefined || thrown.message === '') return false;
    return (
      'matcherResult' in thrown || /^(?:Error|(?:\w*)Assertion(?:Error)?)(?: \[.*\])?$/.test(thrown.name)
    );
  } catch {
    return false;
  }
}

/** A message may throw when it is read: it is code, too. */
function messageOf(error: Error): string {
  try {
    return stripVTControlCharacters(error.message);
  } catch {
    return describeError(error);
  }
}

/** What a line without the values leaves open. */
const VALUES = /^(?:Expected|Received)\b[^:]*: +\S.*$/;

function assertionLine(error: Error): string {
  const lines = messageOf(error)
    .split(/\r?\n/)
    .map((line) => line.trim());
  const [whole = '', ...rest] = lines.filter((line) => line !== '');
  const first = whole.replace(/ \/\/ .* equality$/, '');
  // Jest: expect(received).toBe(expected), and below it both values.
  const values = rest.filter((line) => VALUES.test(line)).map((line) => line.replace(/: +/, ' '));
  if (values.length > 0) return `${first}: ${values.join(', ')}`;
  if (!first.endsWith(':')) return first;
  // node:assert: "Expected values to be strictly equal:", and below it `1 !== 2` or a diff.
  const [second = ''] = rest;
  return DIFF.test(second) || second === '' ? `${first.slice(0, -1)}${bothOf(error)}` : `${first} ${second}`;
}

/** A diff takes lines; a sentence has room for both values. */
const DIFF = /^[+-] |^\+ actual/;

function bothOf(error: Error): string {
  if (!('actual' in error && 'expected' in error)) return '';
  return `: ${shown(error.actual)} is not ${shown(error.expected)}`;
}
