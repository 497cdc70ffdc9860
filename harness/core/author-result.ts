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
 * The finding of one check's result, undefined where the invariant holds.
 * @throws Error where it is no result
 */
export function findingOf(result: CheckResult): CheckResult['finding'] {
  const given: unknown = result;
  if (typeof given !== 'object' || given === null || !('finding' in given)) {
    throw new Error(
      `A check yielded ${shown(given)}; expected { invariant, finding: undefined or { kind, message } }.`,
    );
  }
  return result.finding;
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
