import { UsageError } from '../core/usage-error.ts';
import type { Exception } from './exceptions.ts';

/** An exception as tokens carry it: a letter for its type, then its parts. */
export type PackedException = readonly (string | number | null)[];

/** The last moment that a `Date` can hold: no run gets beyond it. */
const DELAY_MS_MAX = 8.64e15;
const WORD_SHOWN_MOST = 20;

export function packException(exception: Exception): PackedException {
  switch (exception.type) {
    case 'hold':
      return ['h', exception.event, exception.until];
    case 'delay':
      return ['d', exception.event, exception.byMs];
    case 'together':
      return ['t', exception.event, exception.first];
    case 'fail':
      return ['f', exception.event, exception.fault];
    case 'stall':
      return ['s', exception.event];
    case 'cancel':
      return ['c', exception.task, exception.after];
    case 'kill':
      return ['k', exception.process, exception.after];
    case 'crash':
      return ['x', exception.after];
  }
}

/**
 * Whoever knows the checksum can make a token of anything: nothing is taken for granted here.
 * @throws UsageError for what `packException` does not make
 */
export function unpackException(packed: unknown): Exception {
  const [code, first, second, ...rest] = Array.isArray(packed) ? (packed as readonly unknown[]) : [];
  if (rest.length === 0 && typeof code === 'string') {
    const exception = exceptionOf(code, first, second);
    if (exception !== undefined) return exception;
    if (!KNOWN.includes(code)) {
      const shown = code.length <= WORD_SHOWN_MOST ? code : `${code.slice(0, WORD_SHOWN_MOST)}…`;
      throw new UsageError(
        `This token holds an exception of the kind "${shown}", which this heddle does not know.`,
      );
    }
  }
  throw new UsageError('This token is damaged: it holds an exception that is none.');
}

const KNOWN: readonly string[] = ['h', 'd', 't', 'f', 's', 'c', 'k', 'x'];

/** Undefined where the parts are not those of its kind. */
function exceptionOf(code: string, first: unknown, second: unknown): Exception | undefined {
  if (code === 'x' && second === undefined && isAnchor(first)) return { type: 'crash', after: first };
  if (typeof first !== 'string') return undefined;
  if (code === 's') return second === undefined ? { type: 'stall', event: first } : undefined;
  if (code === 'c') return isAnchor(second) ? { type: 'cancel', task: first, after: second } : undefined;
  if (code === 'k') return isAnchor(second) ? { type: 'kill', process: first, after: second } : undefined;
  if (code === 'd') {
    return typeof second === 'number' ? { type: 'delay', event: first, byMs: delayOf(second) } : undefined;
  }
  if (typeof second !== 'string') return undefined;
  if (code === 'h') return { type: 'hold', event: first, until: second };
  if (code === 't') return { type: 'together', event: first, first: second };
  return code === 'f' ? { type: 'fail', event: first, fault: second } : undefined;
}

function isAnchor(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function delayOf(byMs: number): number {
  if (byMs >= 0 && byMs <= DELAY_MS_MAX) return byMs;
  throw new UsageError(
    `This token delays an event by ${byMs} ms; a delay is from 0 to ${DELAY_MS_MAX} ms. Copy the token from the report again.`,
  );
}
