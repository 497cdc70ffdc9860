import { history } from '../../frame/history.ts';

/** Single writes: what each does to revisions and versions. */
export const writes = [
  history(
    'each put has a revision of its own, of whatever key',
    `a: put x 1
     b: put y 1
     a: put x 2
     b: range *`,
  ),
  history(
    'a key that was deleted and put again is a new one',
    `a: put x 1
     a: put x 2
     a: get x by=key
     b: delete x
     b: get x by=key
     b: put x 3
     a: get x by=key`,
  ),
  history(
    'what is not there is deleted without a revision',
    `a: put x 1
     b: delete y
     b: clear p/
     b: get y
     a: put x 2`,
  ),
  history(
    'what is deleted twice takes one revision',
    `a: put x 1
     a: delete x
     b: delete x
     b: put y 1`,
  ),
  history(
    'several keys are put at one revision',
    `a: put-all p/b=1 p/a=2 q=3
     b: range *
     b: put-all p/a=4
     a: range p/`,
  ),
  history(
    'nothing at all is put without a revision',
    `a: put-all
     b: put x 1`,
  ),
  history(
    'a prefix is deleted at one revision, its neighbours are not',
    `a: put-all p/a=1 p/b=2 p=3 p0=4 q/a=5
     b: clear p/
     a: range *
     b: put x 1`,
  ),
  history(
    'a value may be empty, a key may not',
    `a: put x
     b: get x by=key
     a: put  1
     b: get  by=key
     b: delete `,
  ),
  history(
    'of two that put what they read, the later one wins',
    `a: get n
     b: get n
     a: put n 1
     b: put n 1
     a: get n by=key`,
  ),
  history(
    'of two that compare and put, one wins',
    `a: put n 0
     a: get n by=key
     b: get n by=key
     a: cas n a @1
     b: cas n b @1
     b: cas n b @2
     a: get n by=key`,
  ),
  history(
    'of two that compare and put at once, one wins',
    `a: put n 0
     a: cas n 1 @1 || cas n 1 @1
     b: get n by=key`,
  ),
  history(
    'of many that make a key at once, one does',
    `a: cas n 1 0 || cas n 1 0 || cas n 1 0 || cas n 1 0
     b: get n by=key`,
  ),
  history(
    'a revision that is taken again is not seen by who compares values',
    `a: put n 0
     b: txn value(n)=0 ? put n 1
     b: put n 0
     a: txn value(n)=0 ? put n 2 : get n
     a: get n by=key`,
  ),
  history(
    'a key that was made anew is another to who compares revisions',
    `a: put n 0
     b: delete n
     b: put n 0
     a: cas n 1 @1
     a: cas n 1 @3`,
  ),
  history(
    'a key that is gone is compared with 0',
    `a: put n 0
     b: delete n
     a: cas n 1 @1
     a: cas n 1 0
     b: cas n 2 0`,
  ),
  history(
    'what is replaced goes, what stays is put again',
    `a: put-all p/a=1 p/b=1 q/a=1 r=1
     a: put guard me
     b: replace p/,q/ p/a=2 p/c=2 q/a=2 guard=guard@2
     b: range *
     a: put guard you
     b: replace p/,q/ p/a=3 guard=guard@2
     b: range *`,
  ),
  history(
    'what is replaced by nothing is gone',
    `a: put-all p/a=1 p/b=1 pp=1
     b: replace p/ guard=guard0
     b: replace p/ guard=guard0
     a: range *`,
  ),
  history(
    'a prefix that is a key itself is replaced like the others',
    `a: put-all p=0 p/a=1 p/b=1 p/b/c=1
     b: replace p p=1 p/b=2 guard=none0
     a: range *`,
  ),
];
