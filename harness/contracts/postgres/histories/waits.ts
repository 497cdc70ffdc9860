import { history } from '../../frame/history.ts';

/** Who waits for whom, and what may not be done meanwhile. */
export const waits = [
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
