import { expect, test } from 'vitest';
import type { Event } from '../core/event.ts';
import { Subsequences } from './subsequences.ts';

/** What of an event matters here: whose it is. */
function ordered(tasks: string): Event[] {
  return tasks.split('').map((name) => ({ task: { name } }) as Event);
}

test('the prompt order, and what was seen before, is not new; its reverse is, and half of it is in between', () => {
  const seen = new Subsequences();
  seen.begin(0, ordered('abcdefgh'));
  expect(seen.note(0, ordered('abcdefgh'))).toBe(0);
  const half = seen.note(0, ordered('dcbaefgh'));
  const whole = seen.note(0, ordered('hgfedcba'));
  expect(half).toBeGreaterThan(0);
  expect(whole).toBeGreaterThan(half);
  expect(seen.note(0, ordered('hgfedcba'))).toBe(0);
});

test('workloads are told apart, and one that was not begun shows nothing', () => {
  const seen = new Subsequences();
  seen.begin(0, ordered('abab'));
  seen.begin(1, ordered('abab'));
  seen.note(0, ordered('bbaa'));
  expect(seen.note(1, ordered('bbaa'))).toBeGreaterThan(0);
  expect(seen.note(2, ordered('bbaa'))).toBe(0);
});

test('a run in which events never came, or others did, is taken as it is', () => {
  const seen = new Subsequences();
  seen.begin(0, ordered('abc'));
  expect(seen.note(0, ordered('cx'))).toBeGreaterThan(0);
  expect(() => seen.begin(1, [])).not.toThrow();
  expect(seen.note(1, ordered('a'))).toBe(0);
});
