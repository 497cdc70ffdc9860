import fc from 'fast-check';
import type { Step } from '../frame/history.ts';

const key = fc.constantFrom('x', 'z');
const action = fc.oneof(
  { weight: 4, arbitrary: fc.constant('begin') },
  { weight: 1, arbitrary: key.map((key) => `insert ${key} 1`) },
  { weight: 1, arbitrary: key.map((key) => `once ${key} 2`) },
  { weight: 2, arbitrary: key.map((key) => `add ${key} 3`) },
  { weight: 1, arbitrary: key.map((key) => `put ${key} 4`) },
  { weight: 1, arbitrary: key.map((key) => `delete ${key}`) },
  { weight: 2, arbitrary: key.map((key) => `get ${key}`) },
  { weight: 4, arbitrary: fc.constantFrom('sum', 'commit', 'commit', 'rollback') },
  { weight: 1, arbitrary: fc.constant('close') },
);

/** Histories of SQLite at random: three connections, four to twelve steps, two rows that are there or not. */
export const random = fc.array(fc.record<Step>({ session: fc.constantFrom('a', 'b', 'c'), action }), {
  minLength: 4,
  maxLength: 12,
});
