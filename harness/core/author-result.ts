import { inspect } from 'node:util';
import type { Checks } from './checks.ts';
import type { CheckResult } from './finding.ts';

/**
 * What a scenario's `run` returned. Scenarios are run without a type checker, and one that returns no checks would pass.
 * @throws Error where it is no function
 */
export function asChecks(returned: unknown): Checks {
  if (typeof returned === 'function') return returned as Checks;
  const what =
    returned instanceof Promise
      ? 'a promise; it must set up synchronously and return'
      : 'no function; it must return';
  throw new Error(`The scenario's run() returned ${what} the checks: return () => [ … ].`);
}

/**
 * What the checks of a scenario returned.
 * @throws Error where these are no results
 */
export function asResults(returned: unknown): readonly CheckResult[] {
  if (!Array.isArray(returned)) {
    throw new Error(
      `The scenario's checks returned ${told(returned)}; expected a list of results: return () => [ … ].`,
    );
  }
  for (const result of returned) if (!isResult(result)) throw noResult(result);
  return returned as readonly CheckResult[];
}

function isResult(given: unknown): boolean {
  if (typeof given !== 'object' || given === null || !('finding' in given)) return false;
  if (!('invariant' in given) || typeof given.invariant !== 'string') return false;
  const { finding } = given;
  if (finding === undefined) return true;
  // The kind is judged where the known ones are.
  if (typeof finding !== 'object' || finding === null || !('kind' in finding)) return false;
  return 'message' in finding && typeof finding.message === 'string';
}

function noResult(given: unknown): Error {
  return new Error(
    `A check yielded ${told(given)}; expected { invariant, finding: undefined or { kind, message } }.`,
  );
}

/** Whatever the author returned, in one line. */
export function told(value: unknown): string {
  if (value instanceof Promise) return 'a promise (checks are synchronous)';
  return inspect(value, { depth: 2, breakLength: Infinity, compact: true, customInspect: false });
}
