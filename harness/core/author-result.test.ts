import { expect, it } from 'vitest';
import { asChecks, findingOf } from './author-result.ts';
import type { CheckResult } from './finding.ts';

it('takes checks, and says what else was returned', () => {
  const checks = (): readonly CheckResult[] => [];
  expect(asChecks(checks)).toBe(checks);
  expect(() => asChecks(undefined)).toThrow(
    "The scenario's run() returned no function; it must return the checks",
  );
  expect(() => asChecks(Promise.resolve(checks))).toThrow('returned a promise; it must set up synchronously');
});

it('takes the result of a check, and says what else was yielded', () => {
  const finding = { kind: 'wrong-result', message: 'it was 5' } as const;
  expect(findingOf({ invariant: 'right', finding })).toBe(finding);
  expect(findingOf({ invariant: 'right', finding: undefined })).toBeUndefined();
  const yielded = (value: unknown) => () => findingOf(value as CheckResult);
  expect(yielded(undefined)).toThrow('A check yielded undefined; expected { invariant, finding:');
  expect(yielded({ invariant: 'right', message: 'no' })).toThrow(
    'A check yielded {"invariant":"right","message":"no"}',
  );
});
