import { history } from '../frame/history.ts';

/** Histories of Redis, written by hand. */
export const histories = [
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
    'WATCH tells that somebody else has set the key',
    `a: WATCH n
     a: GET n
     b: SET n 1
     a: MULTI
     a: SET n 2
     a: EXEC
     b: GET n`,
  ),
];
