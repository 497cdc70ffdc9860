import { history } from '../frame/history.ts';

const anomalies = [
  history(
    'dirty write: the second waits',
    `a: add x 1
     b: add x 2
     a: add y 1
     a: commit
     b: add y 2
     b: commit`,
  ),
  history(
    'dirty read: none',
    `a: add x 1
     b: get x
     a: rollback
     b: get x`,
  ),
  history(
    'non-repeatable read: at read committed',
    `a: get x
     b: add x 1
     b: commit
     a: get x`,
  ),
  history(
    'non-repeatable read: not of a snapshot',
    `db: isolation snapshot
     a: get x
     b: add x 1
     b: commit
     a: get x
     a: commit
     a: get x`,
  ),
  history(
    'phantom read: at read committed',
    `a: sum
     b: insert z 30
     b: commit
     a: sum`,
  ),
  history(
    'phantom read: not of a snapshot',
    `db: isolation snapshot
     a: sum
     b: insert z 30
     b: commit
     a: sum`,
  ),
  history(
    'lost update: at read committed',
    `a: get x
     b: get x
     a: put x 11
     b: put x 11
     a: commit
     b: commit`,
  ),
  history(
    'lost update: none where the database adds',
    `a: add x 1
     b: add x 1
     a: commit
     b: commit`,
  ),
  history(
    'lost update: refused with a snapshot, at the statement',
    `db: isolation snapshot
     a: get x
     b: get x
     a: put x 11
     b: put x 11
     a: commit
     b: get x
     b: commit`,
  ),
  history(
    'lost update: none where the first came to nothing',
    `db: isolation snapshot
     b: get x
     a: add x 1
     b: add x 2
     a: rollback
     b: commit`,
  ),
  history(
    'write skew: with a snapshot',
    `db: isolation snapshot
     a: sum
     b: sum
     a: put x 0
     b: put y 0
     a: commit
     b: commit`,
  ),
  history(
    'write skew: refused where it is serializable',
    `db: isolation serializable
     a: sum
     b: sum
     a: put x 0
     b: put y 0
     a: commit
     b: commit`,
  ),
];

const waits = [
  history(
    'of two that insert one key, one waits and finds it taken',
    `a: insert z 1
     b: insert z 2
     a: commit
     b: insert w 3
     b: commit`,
  ),
  history(
    'of two that insert one key, one waits and finds it free',
    `a: insert z 1
     b: insert z 2
     a: rollback
     b: commit`,
  ),
  history(
    'of two that insert one key once, one waits: known',
    `a: once z 1
     b: once z 2
     a: commit
     b: commit`,
  ),
  history(
    'of two that insert one key once, one waits: new',
    `a: once z 1
     b: once z 2
     a: rollback
     b: commit`,
  ),
  history(
    'known to the index, and not to the snapshot',
    `db: isolation snapshot
     a: sum
     b: insert z 1
     b: commit
     a: get z
     a: once z 2
     a: commit`,
  ),
  history(
    'deadlock: whoever closes the circle is told',
    `a: add x 1
     b: add y 2
     a: add y 1
     b: add x 2
     b: commit
     a: commit`,
  ),
  history(
    'deadlock over rows that are not there yet: whoever closes the circle is told',
    `a: put p 1
     b: put q 2
     a: put q 1
     b: put p 2
     b: commit
     a: commit
     c: get p
     c: get q`,
  ),
  history(
    'three wait in a row',
    `a: add x 1
     b: add x 2
     c: add x 3
     a: commit
     b: rollback
     c: commit`,
  ),
];

const ends = [
  history(
    'after an error a transaction takes nothing but its end, and a commit is none',
    `a: add y 1
     a: insert x 1
     b: add y 2
     a: get y
     a: commit
     b: commit`,
  ),
  history(
    'a session that is closed has done nothing',
    `a: add x 1
     b: add x 2
     a: close
     b: commit`,
  ),
  history(
    'the connection breaks in the middle of a commit: the rows are there',
    `a: once z 1
     a: commit, gone
     b: get z
     b: once z 1
     b: commit`,
  ),
  history(
    'the connection breaks in the middle of a commit, and whoever waited goes on behind it',
    `a: once z 1
     b: once z 1
     a: commit, gone
     b: commit`,
  ),
  history(
    'the connection breaks in the middle of a commit of a row that another puts, too',
    `a: put p 1
     b: put p 2
     a: commit, gone
     b: commit
     c: get p`,
  ),
  history(
    'the client goes away while a statement waits: its locks stay until then',
    `a: add x 1
     b: add y 1
     b: add, x 5
     c: add y 7
     a: commit
     c: commit`,
  ),
];

/** Histories of a database, written by hand. */
export const histories = [...anomalies, ...waits, ...ends];
