import { history } from '../../frame/history.ts';

/** Those whose names are known since "A Critique of ANSI SQL Isolation Levels" (Berenson et al. 1995), and Hermitage. */
export const anomalies = [
  history(
    'dirty write: the second waits',
    `a: BEGIN
     b: BEGIN
     a: UPDATE t SET v = 11 WHERE id = 1
     b: UPDATE t SET v = 12 WHERE id = 1
     a: UPDATE t SET v = 21 WHERE id = 2
     a: COMMIT
     b: UPDATE t SET v = 22 WHERE id = 2
     b: COMMIT`,
  ),
  history(
    'dirty read: not at read uncommitted either',
    `a: BEGIN
     b: BEGIN ISOLATION LEVEL READ UNCOMMITTED
     a: UPDATE t SET v = 101 WHERE id = 1
     b: SELECT v FROM t WHERE id = 1
     a: ROLLBACK
     b: SELECT v FROM t WHERE id = 1
     b: COMMIT`,
  ),
  history(
    'non-repeatable read: at read committed',
    `a: BEGIN
     a: SELECT v FROM t WHERE id = 1
     b: UPDATE t SET v = 11 WHERE id = 1
     a: SELECT v FROM t WHERE id = 1
     a: COMMIT`,
  ),
  history(
    'non-repeatable read: not at repeatable read',
    `a: BEGIN ISOLATION LEVEL REPEATABLE READ
     a: SELECT v FROM t WHERE id = 1
     b: UPDATE t SET v = 11 WHERE id = 1
     a: SELECT v FROM t WHERE id = 1
     a: COMMIT
     a: SELECT v FROM t WHERE id = 1`,
  ),
  history(
    'phantom read: at read committed',
    `a: BEGIN
     a: SELECT id FROM t WHERE v > 15
     b: INSERT INTO t VALUES (3, 30)
     a: SELECT id FROM t WHERE v > 15 ORDER BY id
     a: COMMIT`,
  ),
  history(
    'phantom read: not at repeatable read',
    `a: BEGIN ISOLATION LEVEL REPEATABLE READ
     a: SELECT id FROM t WHERE v > 15
     b: INSERT INTO t VALUES (3, 30)
     a: SELECT id FROM t WHERE v > 15
     a: COMMIT`,
  ),
  history(
    'the snapshot is that of the first statement, not of BEGIN',
    `a: BEGIN ISOLATION LEVEL REPEATABLE READ
     b: UPDATE t SET v = 11 WHERE id = 1
     a: SELECT v FROM t WHERE id = 1
     b: UPDATE t SET v = 12 WHERE id = 1
     a: SELECT v FROM t WHERE id = 1
     a: COMMIT`,
  ),
  history(
    'read skew: at read committed',
    `a: BEGIN
     a: SELECT v FROM t WHERE id = 1
     b: BEGIN
     b: UPDATE t SET v = 12 WHERE id = 1
     b: UPDATE t SET v = 18 WHERE id = 2
     b: COMMIT
     a: SELECT v FROM t WHERE id = 2
     a: COMMIT`,
  ),
  history(
    'read skew: not at repeatable read',
    `a: BEGIN ISOLATION LEVEL REPEATABLE READ
     a: SELECT v FROM t WHERE id = 1
     b: BEGIN
     b: UPDATE t SET v = 12 WHERE id = 1
     b: UPDATE t SET v = 18 WHERE id = 2
     b: COMMIT
     a: SELECT v FROM t WHERE id = 2
     a: COMMIT`,
  ),
  history(
    'lost update: at read committed',
    `a: BEGIN
     b: BEGIN
     a: SELECT v FROM t WHERE id = 1
     b: SELECT v FROM t WHERE id = 1
     a: UPDATE t SET v = 11 WHERE id = 1
     b: UPDATE t SET v = 11 WHERE id = 1
     a: COMMIT
     b: COMMIT`,
  ),
  history(
    'lost update: refused at repeatable read',
    `a: BEGIN ISOLATION LEVEL REPEATABLE READ
     b: BEGIN ISOLATION LEVEL REPEATABLE READ
     a: SELECT v FROM t WHERE id = 1
     b: SELECT v FROM t WHERE id = 1
     a: UPDATE t SET v = 11 WHERE id = 1
     b: UPDATE t SET v = 11 WHERE id = 1
     a: COMMIT
     b: COMMIT`,
  ),
  history(
    'lost update: none where the first came to nothing',
    `a: BEGIN ISOLATION LEVEL REPEATABLE READ
     b: BEGIN ISOLATION LEVEL REPEATABLE READ
     b: SELECT v FROM t WHERE id = 1
     a: UPDATE t SET v = 11 WHERE id = 1
     b: UPDATE t SET v = 12 WHERE id = 1
     a: ROLLBACK
     b: COMMIT`,
  ),
  history(
    'lost update: not with SELECT FOR UPDATE',
    `a: BEGIN
     b: BEGIN
     a: SELECT v FROM t WHERE id = 1 FOR UPDATE
     b: SELECT v FROM t WHERE id = 1 FOR UPDATE
     a: UPDATE t SET v = v + 1 WHERE id = 1
     a: COMMIT
     b: UPDATE t SET v = v + 1 WHERE id = 1
     b: COMMIT`,
  ),
  history(
    'write skew: at repeatable read',
    `a: BEGIN ISOLATION LEVEL REPEATABLE READ
     b: BEGIN ISOLATION LEVEL REPEATABLE READ
     a: SELECT sum(v) FROM t
     b: SELECT sum(v) FROM t
     a: UPDATE t SET v = 0 WHERE id = 1
     b: UPDATE t SET v = 0 WHERE id = 2
     a: COMMIT
     b: COMMIT`,
  ),
  history(
    'write skew: refused at serializable',
    `a: BEGIN ISOLATION LEVEL SERIALIZABLE
     b: BEGIN ISOLATION LEVEL SERIALIZABLE
     a: SELECT sum(v) FROM t
     b: SELECT sum(v) FROM t
     a: UPDATE t SET v = 0 WHERE id = 1
     b: UPDATE t SET v = 0 WHERE id = 2
     a: COMMIT
     b: COMMIT`,
  ),
  history(
    'write skew of phantoms: refused at serializable',
    `a: BEGIN ISOLATION LEVEL SERIALIZABLE
     b: BEGIN ISOLATION LEVEL SERIALIZABLE
     a: SELECT count(*) FROM t
     b: SELECT count(*) FROM t
     a: INSERT INTO t VALUES (3, 30)
     b: INSERT INTO t VALUES (4, 30)
     a: COMMIT
     b: COMMIT`,
  ),
  history(
    'one reads what the other changes: serializable, and in one order',
    `a: BEGIN ISOLATION LEVEL SERIALIZABLE
     b: BEGIN ISOLATION LEVEL SERIALIZABLE
     a: SELECT sum(v) FROM t
     b: UPDATE t SET v = 0 WHERE id = 1
     b: COMMIT
     a: COMMIT`,
  ),
  history(
    'read-only anomaly (Fekete, O’Neil, O’Neil 2004): at repeatable read',
    `b: BEGIN ISOLATION LEVEL REPEATABLE READ
     b: SELECT sum(v) FROM t
     a: BEGIN ISOLATION LEVEL REPEATABLE READ
     a: UPDATE t SET v = 40 WHERE id = 2
     a: COMMIT
     c: BEGIN ISOLATION LEVEL REPEATABLE READ
     c: SELECT id, v FROM t ORDER BY id
     c: COMMIT
     b: UPDATE t SET v = 0 WHERE id = 1
     b: COMMIT`,
  ),
];
