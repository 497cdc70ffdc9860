import { history } from '../../frame/history.ts';

/** Transactions: compares, branches, and what is refused. */
export const transactions = [
  history(
    'a transaction without compares succeeds',
    `a: txn - ? put x 1
     b: txn - ? -
     b: txn - ? get x : put x 2`,
  ),
  history(
    'one compare that does not hold takes the other branch',
    `a: put x 1
     b: txn version(x)=1 & version(y)=1 ? put x 2 : put z 1 ; get x
     a: range *`,
  ),
  history(
    'a transaction that only reads has no revision of its own',
    `a: put x 1
     b: txn revision(x)=@1 ? get x
     b: txn revision(x)>@1 ? get x : range *
     a: put x 2`,
  ),
  history(
    'all that a transaction changes has one revision',
    `a: put-all x=1 y=1 z=1
     b: txn - ? put x 2 ; delete y ; put w 1 ; clear z
     a: range *
     a: put v 1`,
  ),
  history(
    'a transaction that changes nothing takes none',
    `a: put x 1
     b: txn - ? delete y ; clear q/
     a: put x 2`,
  ),
  history(
    'a read sees what came before it in its transaction',
    `a: put-all x=1 y=1
     b: txn - ? get x ; put x 2 ; get x ; delete y ; range *`,
  ),
  history(
    'a read at an earlier revision does not',
    `a: put x 1
     a: put x 2
     b: txn - ? put x 3 ; get x rev=@1 ; get x rev=@2`,
  ),
  history(
    'a key is not put twice in one transaction',
    `a: txn - ? put x 1 ; put x 2
     a: txn - ? put x 1 ; put y 1 ; put x 1
     b: range *
     b: put z 1`,
  ),
  history(
    'also not in the branch that is not taken',
    `a: txn version(x)=0 ? put x 1 : put y 1 ; put y 2
     b: txn version(x)=0 ? put x 1 : put x 2
     a: range *`,
  ),
  history(
    'a key is not put and deleted in one transaction',
    `a: put x 0
     a: txn - ? delete x ; put x 1
     a: txn - ? put x 1 ; delete x
     b: range *`,
  ),
  history(
    'nor put under a prefix that is deleted',
    `a: put-all p/a=1 p/b=1
     b: txn - ? clear p/ ; put p/a 2
     b: txn - ? put p/c 2 ; clear p/
     b: txn - ? clear p/ ; put pa 2
     a: range *`,
  ),
  history(
    'but where everything is deleted, keys may be put',
    `a: put x 1
     b: watch w *
     a: txn - ? clear * ; put x 2 ; put y 2
     b: range *
     b: events w`,
  ),
  history(
    'what is deleted twice in one transaction is deleted once',
    `a: put-all p/a=1 p/b=1
     b: txn - ? delete p/a ; clear p/ ; delete p/b`,
  ),
  history(
    'numbers of a key that is not there are 0',
    `a: txn version(x)=0 & createRevision(x)=0 & revision(x)=0 & lease(x)=0 ? put x 1
     b: txn version(x)>0 & createRevision(x)=@1 & revision(x)=@1 & lease(x)=0 ? put x 2
     a: txn version(x)=2 & createRevision(x)<@2 & revision(x)=@2 & revision(x)!=@1 ? get x`,
  ),
  history(
    'a value that is not there is neither this nor another',
    `a: txn value(x)= ? get x : put y 1
     a: txn value(x)!=1 ? get x : put y 2
     a: txn value(x)<1 ? get x : put y 3
     b: range *`,
  ),
  history(
    'values are compared byte by byte',
    `a: put-all x=10 y=9 u=ä s=😀 p=\uffee
     b: txn value(x)<9 ? get x
     b: txn value(y)>10 ? get y
     b: txn value(u)>z ? get u
     b: txn value(s)>\uffee ? get s : get p`,
  ),
  history(
    'an unequal value holds, an equal one does not',
    `a: put x 1
     b: txn value(x)!=2 ? put y 1
     b: txn value(x)!=1 ? put z 1 : put z 2
     a: range *`,
  ),
  history(
    'a version counts puts',
    `a: put x 1
     a: put x 1
     b: txn version(x)=2 ? put x 1
     b: txn version(x)=2 ? put x 1 : get x`,
  ),
  history(
    'a transaction with an unknown lease does nothing',
    `a: txn - ? put x 1 ; put y 1 lease=7
     b: range *
     b: put z 1`,
  ),
  history(
    'a branch that is not taken may name an unknown lease',
    `a: txn version(x)=0 ? put x 1 : put y 1 lease=7
     b: range *`,
  ),
  history(
    'a transaction that reads a revision to come does nothing',
    `a: put x 1
     b: txn - ? put x 2 ; get x rev=@9
     a: get x by=key`,
  ),
  history(
    'a transaction that reads a compacted revision does nothing',
    `a: put x 1
     a: put x 2
     a: put x 3
     a: compact @3
     b: txn - ? put x 4 ; get x rev=@1
     a: get x by=key`,
  ),
  history(
    'a transaction without a key is refused',
    `a: txn version()=0 ? put x 1
     a: txn - ? put  1
     a: txn - ? get 
     b: range *`,
  ),
  history(
    'a transaction has 128 operations at the most',
    `a: put-all ${numbered(128)}
     b: put-all ${numbered(129)}
     b: range k limit=1`,
  ),
  history(
    'two transfers, each from what it read, do not both go through',
    `a: put-all from=10 to=0
     a: txn - ? get from ; get to
     b: txn - ? get from ; get to
     a: txn revision(from)=@1 & revision(to)=@1 ? put from 5 ; put to 5
     b: txn revision(from)=@1 & revision(to)=@1 ? put from 5 ; put to 5 : get from ; get to`,
  ),
  history(
    'write skew is there where only what is written is compared',
    `a: put-all x=1 y=1
     a: txn revision(x)=@1 ? put x 0
     b: txn revision(y)=@1 ? put y 0
     a: range *`,
  ),
  history(
    'and is not where all that was read is compared',
    `a: put-all x=1 y=1
     a: txn revision(x)=@1 & revision(y)=@1 ? put x 0
     b: txn revision(x)=@1 & revision(y)=@1 ? put y 0 : range *`,
  ),
];

function numbered(count: number): string {
  return Array.from({ length: count }, (_, i) => `k${i}=1`).join(' ');
}
