import { history } from '../../frame/history.ts';

/** Ranges, their order, and reads of the past. */
export const reads = [
  history(
    'keys come in the order of their bytes',
    `a: put-all b=1 a=1 B=1 ä=1 a/=1 aa=1 z=1 😀=1 \uffee=1
     b: range *
     b: read *
     b: range a
     b: range * desc`,
  ),
  history(
    'a span ends before its end',
    `a: put-all a=1 b=2 c=3 d=4
     b: span b d
     b: span b b
     b: span d b`,
  ),
  history(
    'a limit leaves some out, and counts all',
    `a: put-all a=1 b=2 c=3
     b: range * limit=2
     b: range * limit=3
     b: range * limit=1 desc`,
  ),
  history(
    'items come by what is asked for',
    `a: put c 1
     a: put a 3
     b: put b 2
     b: put c 1
     a: range * by=revision
     a: range * by=createRevision
     a: range * by=version desc
     a: range * by=value
     a: range * by=value desc limit=1
     a: range * by=key desc`,
  ),
  history(
    'the past stays as it was',
    `a: put x 1
     b: put x 2
     b: put y 1
     a: delete x
     b: get x rev=@1
     b: get x rev=@2
     b: get x rev=@3
     b: get x rev=@4
     b: range * rev=@2
     b: range * rev=@3
     b: range *`,
  ),
  history(
    'a range of the past has its own order and limit',
    `a: put-all p/b=1 p/a=2 p/c=3
     b: clear p/
     b: put p/d 1
     a: range p/ rev=@1 limit=2
     a: range p/ rev=@1 by=value desc limit=2
     a: range p/ rev=@2
     a: range p/`,
  ),
  history(
    'there is no revision to come',
    `a: put x 1
     b: get x rev=@2
     b: get x rev=@1
     a: put x 2
     b: get x rev=@2`,
  ),
  history(
    'a compacted revision is refused, the compacted one itself is not',
    `a: put x 1
     a: put x 2
     b: put x 3
     b: compact @2
     a: get x rev=@1
     a: get x rev=@2
     a: get x rev=@3
     a: range * rev=@1
     a: get x`,
  ),
  history(
    'what is compacted is compacted once, and not before it is there',
    `a: put x 1
     a: put x 2
     b: compact @3
     b: compact @2
     a: compact @2
     a: compact @1
     b: put x 3
     b: compact @3`,
  ),
  history(
    'a compaction takes no revision, and leaves what is',
    `a: put x 1
     a: put y 1
     a: delete y
     b: compact @3
     b: range *
     a: put y 2
     b: range *`,
  ),
  history(
    'a serializable read of one node sees what is there',
    `a: put x 1
     b: get x serializable
     a: put x 2
     b: get x serializable
     b: get x rev=@1 serializable`,
  ),
  history(
    'two reads at one revision agree, two of the moment may not',
    `a: put-all x=1 y=1
     b: get x by=key
     a: put-all x=2 y=2
     b: get y by=key
     b: get y rev=@1`,
  ),
];
