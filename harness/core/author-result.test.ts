import { expect, it } from 'vitest';
import { asChecks, asResults } from './author-result.ts';
import type { CheckResult } from './finding.ts';

it('takes checks, and says what else was returned', () => {
  const checks = (): readonly CheckResult[] => [];
  expect(asChecks(checks)).toBe(checks);
  expect(() => asChecks(undefined)).toThrow(
    "The scenario's run() returned no function; it must return the checks",
  );
  expect(() => asChecks(Promise.resolve(checks))).toThrow('returned a promise; it must set up synchronously');
});

it('takes the results of checks, and says what else was returned or yielded', () => {
  const finding = { kind: 'wrong-result', message: 'it was 5' };
  const results = [{ invariant: 'right', finding }, { invariant: 'left', finding: undefined }]; // prettier-ignore
  expect(asResults(results)).toBe(results);
  expect(() => asResults(undefined)).toThrow(
    "The scenario's checks returned undefined; expected a list of results: return () => [ … ].",
  );
  expect(() => asResults(Promise.resolve([]))).toThrow('returned a promise (checks are synchronous)');
  expect(() => asResults([undefined])).toThrow('A check yielded undefined; expected { invariant, finding:');
  expect(() => asResults([{ invariant: 'right', message: 'no' }])).toThrow(
    "A check yielded { invariant: 'right', message: 'no' }",
  );
  expect(() => asResults([{ finding }])).toThrow('A check yielded { finding:');
  expect(() => asResults([{ invariant: 'right', finding: { kind: 'wrong-result' } }])).toThrow('message }');
});
