import { history } from '../frame/history.ts';

const counters = [
  history(
    'two increments are two',
    `a: INCR n
     b: INCR n
     a: GET n`,
  ),
  history(
    'of two that read and set, one increment is lost',
    `a: GET n
     b: GET n
     a: SET n 1
     b: SET n 1`,
  ),
  history(
    'an increment of what is no number',
    `a: SET n x
     b: INCR n
     b: INCRBY n 2
     a: DECR m`,
  ),
];

const transactions = [
  history(
    'WATCH tells that somebody else has set the key',
    `a: WATCH n
     a: GET n
     b: SET n 1
     a: MULTI
     a: SET n 2
     a: EXEC
     b: GET n`,
  ),
  history(
    'WATCH tells of a change after MULTI, and of one that changes nothing',
    `a: SET n 1
     a: WATCH n
     a: MULTI
     b: SET n 1
     a: INCR n
     a: EXEC`,
  ),
  history(
    'WATCH does not see what it does itself before MULTI, but tells of it',
    `a: WATCH n
     a: SET n 1
     a: MULTI
     a: INCR n
     a: EXEC`,
  ),
  history(
    'a key that was set and deleted again has changed',
    `a: WATCH n
     b: SET n 1
     b: DEL n
     a: MULTI
     a: EXEC`,
  ),
  history(
    'a deletion of what is not there changes nothing',
    `a: WATCH n
     b: DEL n
     a: MULTI
     a: SET n 1
     a: EXEC`,
  ),
  history(
    'after EXEC, DISCARD and UNWATCH nothing is watched',
    `a: WATCH n
     a: UNWATCH
     b: SET n 1
     a: MULTI
     a: EXEC
     a: WATCH n
     a: MULTI
     a: DISCARD
     b: SET n 2
     a: MULTI
     a: GET n
     a: EXEC`,
  ),
  history(
    'between the commands of a transaction nobody comes',
    `a: MULTI
     a: INCR n
     b: SET n 10
     a: INCR n
     a: EXEC`,
  ),
  history(
    'a command that fails does not undo the others',
    `a: SET s text
     a: MULTI
     a: INCR n
     a: INCR s
     a: INCR n
     a: EXEC`,
  ),
  history(
    'a command that is refused spoils the transaction',
    `a: MULTI
     a: INCR n
     a: NOSUCH
     a: INCR n
     a: EXEC
     a: INCR n`,
  ),
  history(
    'MULTI in MULTI, WATCH in MULTI, EXEC and DISCARD without',
    `a: MULTI
     a: MULTI
     a: WATCH n
     a: INCR n
     a: EXEC
     a: EXEC
     a: DISCARD`,
  ),
  history(
    'a connection that breaks in a transaction has done nothing',
    `a: MULTI
     a: SET n 1
     a: disconnect
     b: GET n
     a: EXEC`,
  ),
  history(
    'a connection that breaks watches nothing',
    `a: WATCH n
     a: disconnect
     b: SET n 1
     a: MULTI
     a: INCR n
     a: EXEC`,
  ),
];

const RELEASE = `if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("del", KEYS[1]) else return 0 end`;

const locks = [
  history(
    'a lock that is held is not given',
    `a: SET lock a NX PX 60000
     b: SET lock b NX PX 60000
     a: DEL lock
     b: SET lock b NX PX 60000`,
  ),
  history(
    'a lock outlives its connection, until it expires',
    `a: SET lock a NX PX 60000
     a: disconnect
     b: SET lock b NX PX 60000`,
  ),
  history(
    'a lock that has expired is given, and then released by who had it',
    `a: SET lock a NX PX 1
     a: pass 20
     b: SET lock b NX PX 60000
     a: DEL lock
     c: SET lock c NX PX 60000`,
  ),
  history(
    'a script releases only one’s own',
    `a: SET lock a NX PX 1
     a: pass 20
     b: SET lock b NX PX 60000
     a: EVAL '${RELEASE}' 1 lock a
     b: EVAL '${RELEASE}' 1 lock b
     c: SET lock c NX PX 60000`,
  ),
];

const expiry = [
  history(
    'SET forgets the time to live, KEEPTTL and INCR do not',
    `a: SET n 1 PX 60000
     a: INCR n
     a: PERSIST n
     a: PERSIST n
     a: EXPIRE n 60
     a: SET n 2 KEEPTTL
     a: PERSIST n
     a: EXPIRE n 60
     a: SET n 3
     a: TTL n
     a: TTL m`,
  ),
  history(
    'a time to live that is over, or in the past',
    `a: SET n 1
     a: PEXPIRE n 1
     a: pass 20
     a: GET n
     a: SET n 2
     a: EXPIRE n -1
     a: EXISTS n
     a: SET n 3 PX 0`,
  ),
  history(
    'a watched key that expires before EXEC',
    `a: SET n 1 PX 20
     a: WATCH n
     a: pass 60
     a: MULTI
     a: SET m 1
     a: EXEC`,
  ),
  history(
    'a watched key that expires before EXEC, and was looked at since',
    `a: SET n 1 PX 20
     a: WATCH n
     a: pass 60
     b: GET n
     a: MULTI
     a: SET m 1
     a: EXEC`,
  ),
  history(
    'a key that has expired before it is watched',
    `a: SET n 1 PX 1
     a: pass 20
     a: WATCH n
     b: GET n
     a: MULTI
     a: SET m 1
     a: EXEC`,
  ),
  history(
    'a key that expires while its transaction is queued',
    `a: SET n 1 PX 20
     a: MULTI
     a: GET n
     a: INCR n
     a: pass 60
     a: EXEC
     a: TTL n`,
  ),
];

/** Histories of Redis, written by hand. */
export const histories = [...counters, ...transactions, ...locks, ...expiry];
