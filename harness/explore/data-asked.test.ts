import { expect, it } from 'vitest';
import type { ReportedFinding } from '../result.ts';
import { askedForData, type DataAsked } from './data-asked.ts';

const story = {
  system: { id: 'queue', variants: { first: {}, second: {}, third: {} } },
  expect: { second: { 'no-lost-rows': 'violated' }, third: { 'no-lost-rows': 'violated' } },
} as const;

/** Findings by kind and invariant, and a number to tell them apart. */
const findings = [
  'lost-row/no-lost-rows 1',
  'lost-row/no-lost-rows 2',
  'torn-row/no-lost-rows 3',
  'deadlock/no-deadlock 4',
  'deadlock/no-deadlock 5',
].map((text) => {
  const [, kind, invariant, message] = /^(.*)\/(.*) (\d)$/.exec(text) ?? [];
  return { kind, invariant, message } as ReportedFinding;
});

const askedIn = (variant: string, asked: DataAsked): string =>
  askedForData(story, variant, findings, asked)
    .map(({ message }) => message)
    .join('');

it('what is expected is asked for once for each kind and invariant, in the first variant that breaks it', () => {
  expect(askedIn('second', 'first')).toBe('1345');
  expect(askedIn('third', 'first')).toBe('45');
});

it('what is not expected is asked for, always', () => {
  expect(askedIn('first', 'first')).toBe('12345');
});

it('all are asked for, or none, where somebody says so', () => {
  expect(askedIn('third', 'all')).toBe('12345');
  expect(askedIn('first', 'none')).toBe('');
});
