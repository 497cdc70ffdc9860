import { history } from '../frame/history.ts';

/** Those whose names are known since "A Critique of ANSI SQL Isolation Levels" (Berenson et al. 1995), and Hermitage. */
const anomalies = [
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

const waits = [
  history(
    'a BEGIN in a transaction only warns, but may not choose another isolation after a query',
    `a: BEGIN
     a: BEGIN ISOLATION LEVEL REPEATABLE READ
     a: SELECT v FROM t WHERE id = 1
     b: UPDATE t SET v = 0 WHERE id = 1
     a: BEGIN ISOLATION LEVEL REPEATABLE READ
     a: BEGIN
     a: SELECT v FROM t WHERE id = 1
     a: BEGIN ISOLATION LEVEL READ COMMITTED
     a: COMMIT`,
  ),
  history(
    'a condition is looked at again after a wait',
    `a: BEGIN
     a: UPDATE t SET v = 0 WHERE id = 1
     b: UPDATE t SET v = v + 5 WHERE id = 1 AND v = 10
     a: COMMIT`,
  ),
  history(
    'a row that is deleted meanwhile is passed over',
    `a: BEGIN
     a: DELETE FROM t WHERE id = 1
     b: UPDATE t SET v = 0 WHERE id = 1
     a: COMMIT`,
  ),
  history(
    'three wait in a row, and go on one after the other',
    `a: BEGIN
     b: BEGIN
     c: BEGIN
     a: UPDATE t SET v = v + 1 WHERE id = 1
     b: UPDATE t SET v = v + 1 WHERE id = 1 RETURNING v
     c: UPDATE t SET v = v + 1 WHERE id = 1 RETURNING v
     a: COMMIT
     b: COMMIT
     c: COMMIT`,
  ),
  history(
    'whoever waits goes on when the other rolls back',
    `a: BEGIN
     a: UPDATE t SET v = 0 WHERE id = 1
     b: UPDATE t SET v = v + 1 WHERE id = 1 RETURNING v
     a: ROLLBACK`,
  ),
  history(
    'readers do not wait for writers, nor writers for readers',
    `a: BEGIN
     a: UPDATE t SET v = 0 WHERE id = 1
     b: SELECT v FROM t WHERE id = 1
     b: BEGIN
     b: SELECT v FROM t WHERE id = 2
     a: UPDATE t SET v = 0 WHERE id = 2
     a: COMMIT
     b: SELECT v FROM t WHERE id = 2
     b: COMMIT`,
  ),
  history(
    'deadlock: whoever closes the circle is told',
    `a: BEGIN
     b: BEGIN
     a: UPDATE t SET v = 1 WHERE id = 1
     b: UPDATE t SET v = 2 WHERE id = 2
     a: UPDATE t SET v = 1 WHERE id = 2
     b: UPDATE t SET v = 2 WHERE id = 1
     b: SELECT v FROM t WHERE id = 1
     b: COMMIT
     a: COMMIT`,
  ),
  history(
    'deadlock of three',
    `a: BEGIN
     b: BEGIN
     c: BEGIN
     a: UPDATE t SET v = 1 WHERE id = 1
     b: UPDATE t SET v = 2 WHERE id = 2
     c: INSERT INTO t VALUES (3, 3)
     a: UPDATE t SET v = 1 WHERE id = 2
     b: INSERT INTO t VALUES (3, 2)
     c: UPDATE t SET v = 3 WHERE id = 1
     c: ROLLBACK
     b: COMMIT
     a: COMMIT`,
  ),
  history(
    'NOWAIT and SKIP LOCKED do not wait',
    `a: BEGIN
     a: SELECT v FROM t WHERE id = 1 FOR UPDATE
     b: SELECT v FROM t WHERE id = 1 FOR UPDATE NOWAIT
     b: SELECT id FROM t ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
     a: COMMIT`,
  ),
  history(
    'an insert waits for another of the same key: taken',
    `a: BEGIN
     a: INSERT INTO t VALUES (3, 1)
     b: INSERT INTO t VALUES (3, 2)
     a: COMMIT`,
  ),
  history(
    'an insert waits for another of the same key: free',
    `a: BEGIN
     a: INSERT INTO t VALUES (3, 1)
     b: INSERT INTO t VALUES (3, 2)
     a: ROLLBACK`,
  ),
  history(
    'ON CONFLICT DO NOTHING waits, too',
    `a: BEGIN
     a: INSERT INTO t VALUES (3, 1)
     b: INSERT INTO t VALUES (3, 2) ON CONFLICT DO NOTHING
     a: COMMIT
     c: BEGIN
     c: DELETE FROM t WHERE id = 3
     b: INSERT INTO t VALUES (3, 2) ON CONFLICT DO NOTHING
     c: ROLLBACK`,
  ),
  history(
    'ON CONFLICT DO NOTHING waits, and inserts where the other came to nothing',
    `a: BEGIN
     a: INSERT INTO t VALUES (3, 1)
     b: INSERT INTO t VALUES (3, 2) ON CONFLICT DO NOTHING
     a: ROLLBACK`,
  ),
  history(
    'an insert waits for who deletes the row of its key',
    `a: BEGIN
     a: DELETE FROM t WHERE id = 1
     b: INSERT INTO t VALUES (1, 2)
     a: COMMIT`,
  ),
];

const failures = [
  history(
    'after an error a transaction takes nothing but its end, and its locks are gone',
    `a: BEGIN
     a: UPDATE t SET v = 0 WHERE id = 1
     a: INSERT INTO t VALUES (2, 0)
     b: UPDATE t SET v = v + 1 WHERE id = 1 RETURNING v
     a: SELECT v FROM t WHERE id = 1
     a: COMMIT`,
  ),
  history(
    'a statement that waits is cancelled, and the transaction with it',
    `a: BEGIN
     a: UPDATE t SET v = 0 WHERE id = 1
     b: BEGIN
     b: UPDATE t SET v = 1 WHERE id = 2
     b: UPDATE t SET v = 1 WHERE id = 1
     c: cancel b
     b: SELECT v FROM t WHERE id = 1
     b: COMMIT
     a: COMMIT`,
  ),
  history(
    'nothing to cancel: an idle transaction goes on',
    `a: BEGIN
     a: UPDATE t SET v = 0 WHERE id = 1
     b: cancel a
     a: COMMIT`,
  ),
  history(
    'the lock timeout is over',
    `a: BEGIN
     a: UPDATE t SET v = 0 WHERE id = 1
     b: BEGIN
     b: SET LOCAL lock_timeout = 1
     b: UPDATE t SET v = 1 WHERE id = 1
     b: COMMIT
     a: COMMIT`,
  ),
  history(
    'a backend is terminated in a transaction: rolled back',
    `a: BEGIN
     a: UPDATE t SET v = 0 WHERE id = 1
     b: UPDATE t SET v = v + 1 WHERE id = 1 RETURNING v
     c: terminate a
     a: SELECT v FROM t WHERE id = 1`,
  ),
  history(
    'a backend that waits is terminated',
    `a: BEGIN
     a: UPDATE t SET v = 0 WHERE id = 1
     b: UPDATE t SET v = 1 WHERE id = 1
     c: terminate b
     a: COMMIT`,
  ),
  history(
    'a client that disconnects loses its transaction and its locks',
    `a: BEGIN
     a: UPDATE t SET v = 0 WHERE id = 1
     b: UPDATE t SET v = v + 1 WHERE id = 1 RETURNING v
     a: disconnect`,
  ),
  history(
    'gone in the middle of a commit: committed all the same',
    `a: BEGIN
     a: INSERT INTO t VALUES (3, 30)
     a: COMMIT, gone
     b: INSERT INTO t VALUES (3, 31) ON CONFLICT DO NOTHING`,
  ),
  history(
    'gone in the middle of a statement: done all the same',
    `a: UPDATE t SET v = 0 WHERE id = 1, gone
     b: SELECT v FROM t WHERE id = 1`,
  ),
  history(
    'gone while the statement waits: it waits on, and is done',
    `a: BEGIN
     a: UPDATE t SET v = 5 WHERE id = 1
     b: UPDATE t SET v = v + 1 WHERE id = 1, gone
     a: COMMIT
     a: SELECT v FROM t WHERE id = 1`,
  ),
  history(
    'gone while a statement of a transaction waits: it is rolled back later',
    `a: BEGIN
     a: UPDATE t SET v = 5 WHERE id = 1
     b: BEGIN
     b: INSERT INTO t VALUES (3, 30)
     b: UPDATE t SET v = v + 1 WHERE id = 1, gone
     c: INSERT INTO t VALUES (3, 31)
     a: COMMIT`,
  ),
];

/** Histories of PostgreSQL, written by hand. */
export const histories = [...anomalies, ...waits, ...failures];
