import { history } from '../../frame/history.ts';

/** Watches: what arrives, in which order, together with what, and when they end. */
export const watches = [
  history(
    'a watch is told of each change once, in order',
    `b: watch w *
     a: put x 1
     a: put y 1
     a: put x 2
     a: delete x
     b: events w
     a: put z 1
     b: events w`,
  ),
  history(
    'what one transaction changes arrives together, in the order of its requests',
    `b: watch w *
     a: put-all b=1 a=1
     a: txn - ? put c 1 ; delete b ; put a 2
     b: events w`,
  ),
  history(
    'a range is deleted in the order of its keys',
    `b: watch w *
     a: put-all p/c=1 p/a=1 p/b=1
     a: clear p/
     b: events w`,
  ),
  history(
    'what changed nothing is not told',
    `b: watch w *
     a: delete x
     a: txn version(x)=1 ? put x 1
     a: put x 1
     b: events w`,
  ),
  history(
    'a put of the same value is told',
    `b: watch w *
     a: put x 1
     a: put x 1
     b: events w`,
  ),
  history(
    'a watch begins after what is there',
    `a: put x 1
     b: watch w *
     a: put x 2
     b: events w`,
  ),
  history(
    'a watch of a prefix is told of that alone',
    `b: watch w p/
     a: put-all p/a=1 q/a=1 p=1
     a: put q/a 2
     a: clear *
     b: events w 2`,
  ),
  history(
    'a watch from the past catches up, a revision at a time',
    `a: put x 1
     a: put-all x=2 y=2
     a: delete x
     b: watch w * from=@2
     a: put z 1
     b: events w`,
  ),
  history(
    'a watch from a revision to come is told of nothing before',
    `a: put x 1
     b: watch w * from=@4
     a: put x 2
     a: put x 3
     a: put x 4
     a: put x 5
     b: events w 2`,
  ),
  history(
    'between a read and a watch of what comes, changes are lost',
    `a: put x 1
     b: get x by=key
     a: put x 2
     b: watch w *
     a: put x 3
     b: events w`,
  ),
  history(
    'who watches from the revision after the read loses none',
    `a: put x 1
     b: get x by=key
     a: put x 2
     b: watch w * from=@2
     a: put x 3
     b: events w`,
  ),
  history(
    'a watch for puts is told of no deletes',
    `b: watch w * only=put
     a: put x 1
     a: txn - ? delete x ; put y 1
     a: delete y
     b: events w 2`,
  ),
  history(
    'a watch for deletes is told of no puts',
    `b: watch w * only=delete
     a: put x 1
     a: put x 2
     a: delete x
     a: put x 3
     b: events w 1`,
  ),
  history(
    'a put after a delete has nothing before it',
    `b: watch w *
     a: put x 1
     a: delete x
     a: put x 2
     b: events w`,
  ),
  history(
    'what a transaction puts and deletes was before what it was before the transaction',
    `b: watch w *
     a: put y 1
     a: txn - ? put x 1 ; put y 2 ; clear *
     b: events w`,
  ),
  history(
    'two watches are told the same',
    `b: watch v *
     c: watch w *
     a: put-all x=1 y=1
     a: delete x
     b: events v
     c: events w`,
  ),
  history(
    'a watch that was cancelled is told of nothing more',
    `b: watch w *
     a: put x 1
     b: events w
     b: cancel w
     a: put x 2
     b: events w`,
  ),
  history(
    'who comes back watches from where it was, and loses none',
    `b: watch w *
     a: put x 1
     b: events w
     b: disconnect
     a: put x 2
     a: delete x
     b: watch again * from=@2
     b: events again`,
  ),
  history(
    'who comes back without a revision loses what was meanwhile',
    `b: watch w *
     a: put x 1
     b: events w
     b: disconnect
     a: put x 2
     b: watch again *
     a: put x 3
     b: events again`,
  ),
  history(
    'who comes back after a compaction is told that its past is gone',
    `b: watch w *
     a: put x 1
     b: events w
     b: disconnect
     a: put x 2
     a: put x 3
     a: put x 4
     a: compact @4
     b: watch again * from=@2
     b: events again
     b: range *`,
  ),
  history(
    'a watch from the compacted revision itself is served',
    `a: put x 1
     a: put x 2
     a: put x 3
     a: compact @2
     b: watch w * from=@2
     b: events w`,
  ),
  history(
    'of a deletion at the compacted revision no watch is told',
    `a: put x 1
     a: delete x
     a: put y 1
     a: compact @2
     b: watch w * from=@2
     b: events w`,
  ),
  history(
    'a compaction does not end a watch that is up to date',
    `b: watch w *
     a: put x 1
     a: put x 2
     b: events w
     a: compact @2
     a: put x 3
     b: events w`,
  ),
  history(
    'keys go with their lease in one event',
    `a: grant 1 60
     a: put y 1 lease=1
     a: put x 1 lease=1
     b: watch w *
     a: revoke 1
     b: events w`,
  ),
  history(
    'a replacement tells of puts and of what is gone, of no key twice',
    `a: put-all p/a=1 p/b=1 p/d=1
     b: watch w *
     a: replace p/ p/b=2 p/c=2 guard=none0
     b: events w`,
  ),
];
