import fc from 'fast-check';
import type { Step } from '../frame/history.ts';

const key = fc.constantFrom('x', 'y', 'z');
const session = fc.constantFrom('a', 'b', 'c');

const action = fc.oneof(
  { weight: 2, arbitrary: key.map((key) => `insert ${key} 1`) },
  { weight: 2, arbitrary: key.map((key) => `once ${key} 2`) },
  { weight: 3, arbitrary: key.map((key) => `add ${key} 3`) },
  { weight: 1, arbitrary: key.map((key) => `put ${key} 4`) },
  { weight: 1, arbitrary: key.map((key) => `delete ${key}`) },
  { weight: 2, arbitrary: key.map((key) => `get ${key}`) },
  { weight: 4, arbitrary: fc.constantFrom('sum', 'commit', 'commit', 'rollback') },
  { weight: 1, arbitrary: fc.constantFrom('close', 'commit, gone', 'add, x 5') },
);

/** Histories of a database at random: one isolation level, three sessions, four to twelve steps, three rows. */
export const random = fc
  .tuple(
    fc.constantFrom('read-committed', 'snapshot'),
    fc.array(fc.record<Step>({ session, action }), { minLength: 4, maxLength: 12 }),
  )
  .map(([isolation, steps]): readonly Step[] => [
    { session: 'db', action: `isolation ${isolation}` },
    ...steps,
  ]);
