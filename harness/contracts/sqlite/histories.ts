import { history } from '../frame/history.ts';

/** Histories of SQLite, written by hand. */
export const histories = [
  history(
    'one writer: the second is told that it is busy, and may try again',
    `a: begin
     b: begin
     a: insert z 1
     b: insert w 2
     a: commit
     b: insert w 2
     b: commit`,
  ),
  history(
    'a transaction begins nothing before its first statement',
    `a: begin
     b: begin
     b: add x 1
     b: commit
     a: get x
     a: commit`,
  ),
  history(
    'a commit is busy as long as somebody reads, and may be tried again',
    `a: begin
     a: get x
     b: begin
     b: add x 1
     b: commit
     a: get x
     a: commit
     b: commit`,
  ),
  history(
    'while a commit is pending nobody begins to read',
    `a: begin
     a: get x
     b: begin
     b: add x 1
     b: commit
     c: begin
     c: get x
     a: get x
     b: rollback
     c: get x`,
  ),
  history(
    'of two that read and then write, one has to give up',
    `a: begin
     b: begin
     a: get x
     b: get x
     a: put x 11
     b: put x 12
     a: commit
     b: rollback
     a: commit`,
  ),
  history(
    'what is not committed is read by its own connection alone',
    `a: begin
     a: add x 1
     a: get x
     b: begin
     b: get x
     b: commit
     a: rollback
     b: begin
     b: get x`,
  ),
  history(
    'a transaction that is left open keeps all others from writing, until its process ends',
    `a: begin
     a: add x 1
     b: begin
     b: add x 2
     b: rollback
     b: begin
     b: add x 2
     a: close
     b: add x 2
     b: commit`,
  ),
  history(
    'a begin in a transaction is refused, and the transaction goes on',
    `a: begin
     a: add x 1
     a: begin
     a: commit
     a: commit`,
  ),
  history(
    'a statement that fails leaves the transaction as it was',
    `a: begin
     a: insert z 1
     a: insert x 1
     a: get z
     a: commit`,
  ),
  history(
    'of two that insert one key once, the second knows it when the first is done',
    `a: begin
     a: once z 1
     b: begin
     b: once z 2
     a: commit
     b: once z 2
     b: commit`,
  ),
];
