import { history } from '../../frame/history.ts';

/** What is left where a statement, a transaction or a connection came to nothing. */
export const failures = [
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
