import { history } from '../../frame/history.ts';

/** Leases. What waits for time takes it on the real side: a lease is ended up to a second after it has run out. */
export const leases = [
  history(
    'a lease that is revoked takes its keys with it, at one revision',
    `a: grant 1 60
     a: put x 1 lease=1
     a: put y 1 lease=1
     b: put z 1
     b: time-to-live 1
     a: revoke 1
     b: range *
     b: put z 2`,
  ),
  history(
    'a lease without keys ends without a revision',
    `a: grant 1 60
     a: put x 1
     a: revoke 1
     b: put x 2`,
  ),
  history(
    'a put needs a lease that is there',
    `a: put x 1 lease=9
     b: get x
     b: put x 1`,
  ),
  history(
    'a lease that is gone is known no more',
    `a: grant 1 60
     a: revoke 1
     a: put x 1 lease=1
     a: revoke 1
     a: keep-alive 1
     a: time-to-live 1`,
  ),
  history(
    'a lease is granted once',
    `a: grant 1 60
     b: grant 1 30
     b: time-to-live 1
     a: revoke 1
     b: grant 1 30`,
  ),
  history(
    'a put without its lease frees the key',
    `a: grant 1 60
     a: put x 1 lease=1
     a: put y 1 lease=1
     b: put x 2
     b: time-to-live 1
     a: revoke 1
     b: range *`,
  ),
  history(
    'a put with another lease moves the key',
    `a: grant 1 60
     b: grant 2 60
     a: put x 1 lease=1
     b: put x 2 lease=2
     a: time-to-live 1
     b: time-to-live 2
     a: revoke 1
     b: get x by=key
     b: revoke 2
     b: get x`,
  ),
  history(
    'a key that was deleted has its lease no more',
    `a: grant 1 60
     a: put x 1 lease=1
     b: delete x
     a: time-to-live 1
     b: put x 2
     a: revoke 1
     b: get x by=key`,
  ),
  history(
    'a lease that is compared tells whose key it is',
    `a: grant 1 60
     b: grant 2 60
     a: txn version(lock)=0 ? put lock a lease=1
     b: txn version(lock)=0 ? put lock b lease=2 : get lock
     a: txn lease(lock)=1 ? put lock a2 lease=1
     a: revoke 1
     b: txn version(lock)=0 ? put lock b lease=2
     a: txn lease(lock)=1 ? delete lock : get lock`,
  ),
  history(
    'a lease that runs out deletes its keys in their order, at one revision',
    `b: watch w *
     a: grant 1 1
     a: put y 1 lease=1
     a: put x 1 lease=1
     a: put z 1
     a: pass 2600
     b: range *
     b: events w
     a: keep-alive 1
     a: time-to-live 1
     a: put x 2 lease=1`,
  ),
  history(
    'a lease that is kept alive goes on',
    `a: grant 1 2
     a: put x 1 lease=1
     a: pass 1400
     a: keep-alive 1
     a: pass 1400
     b: get x by=key
     a: pass 2600
     b: get x`,
  ),
  history(
    'the holder of a lock that has run out cannot write as if it held it',
    `a: grant 1 1
     a: txn version(lock)=0 ? put lock a lease=1
     a: pass 2600
     b: txn version(lock)=0 ? put lock b
     a: txn createRevision(lock)=@1 ? put data a : get lock
     b: txn createRevision(lock)=@3 ? put data b
     b: range *`,
  ),
  history(
    'a lease of no seconds has the least there are',
    `a: grant 1 0
     a: grant 2 1`,
  ),
];
