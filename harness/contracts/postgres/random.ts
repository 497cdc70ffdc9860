import fc from 'fast-check';
import type { Step } from '../frame/history.ts';

const id = fc.integer({ min: 1, max: 3 });
const level = fc.constantFrom('READ COMMITTED', 'REPEATABLE READ');

const action = fc.oneof(
  { weight: 4, arbitrary: level.map((level) => `BEGIN ISOLATION LEVEL ${level}`) },
  { weight: 4, arbitrary: fc.constantFrom('COMMIT', 'COMMIT', 'ROLLBACK') },
  { weight: 2, arbitrary: id.map((id) => `SELECT v FROM t WHERE id = ${id}`) },
  { weight: 1, arbitrary: fc.constant('SELECT id, v FROM t WHERE v > 10 ORDER BY id') },
  { weight: 1, arbitrary: id.map((id) => `SELECT v FROM t WHERE id = ${id} FOR UPDATE`) },
  { weight: 1, arbitrary: id.map((id) => `SELECT v FROM t WHERE id = ${id} FOR UPDATE NOWAIT`) },
  { weight: 3, arbitrary: id.map((id) => `UPDATE t SET v = v + 1 WHERE id = ${id} RETURNING v`) },
  { weight: 1, arbitrary: id.map((id) => `UPDATE t SET v = v * 2 WHERE id = ${id} AND v = 10`) },
  { weight: 2, arbitrary: id.map((id) => `INSERT INTO t VALUES (${id}, 30)`) },
  { weight: 1, arbitrary: id.map((id) => `INSERT INTO t VALUES (${id}, 40) ON CONFLICT DO NOTHING`) },
  {
    weight: 1,
    arbitrary: id.map(
      (id) => `INSERT INTO t VALUES (${id}, 5) ON CONFLICT (id) DO UPDATE SET v = t.v + excluded.v`,
    ),
  },
  { weight: 2, arbitrary: id.map((id) => `DELETE FROM t WHERE id = ${id}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('cancel a', 'cancel b', 'terminate b', 'disconnect', 'COMMIT, gone'),
  },
);

/** Histories of PostgreSQL at random: three sessions, four to twelve steps, three rows. */
export const random = fc.array(fc.record<Step>({ session: fc.constantFrom('a', 'b', 'c'), action }), {
  minLength: 4,
  maxLength: 12,
});
