import fc from 'fast-check';
import type { Step } from '../frame/history.ts';

const key = fc.constantFrom('x', 'y');
const action = fc.oneof(
  key.map((key) => `GET ${key}`),
  key.map((key) => `INCR ${key}`),
  fc.tuple(key, fc.nat(3)).map(([key, value]) => `SET ${key} ${value}`),
  fc.tuple(key, fc.nat(3)).map(([key, value]) => `SET ${key} ${value} NX PX 60000`),
  key.map((key) => `WATCH ${key}`),
  fc.constantFrom('MULTI', 'EXEC', 'DISCARD', 'UNWATCH', 'disconnect'),
);

/** Histories of Redis at random: two or three sessions, four to twelve steps, two keys. */
export const random = fc.array(fc.record<Step>({ session: fc.constantFrom('a', 'b', 'c'), action }), {
  minLength: 4,
  maxLength: 12,
});
