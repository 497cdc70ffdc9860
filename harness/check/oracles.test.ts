import { describe, expect, test } from 'vitest';
import type { DamageRole } from '../core/damage-step.ts';
import type { CheckResult } from '../core/finding.ts';
import { Gauge } from '../world/gauge.ts';
import { atMostOneInFlight } from './at-most-one-in-flight.ts';
import { batchSize } from './batch-size.ts';
import { boundedStop } from './bounded-stop.ts';
import { noCollateralCancellation } from './collateral-cancellation.ts';
import { neverNegative, noLostUpdate, zeroAtEnd } from './counters.ts';
import type { KnownKind } from './kinds.ts';
import { keysAsExpected, noKeyOfDeletedOwner } from './keys.ts';
import { CredentialLog, noKnownBadCredentials } from './known-bad-credentials.ts';
import { closingSignalArrives, Inbox, messagesInOrder } from './messages.ts';
import { mutualExclusion } from './mutual-exclusion.ts';
import { nothingAfterStop } from './nothing-after-stop.ts';
import { noMissedRefresh, refreshesWithinNeed } from './refreshes.ts';
import { nothingPastTimeToLive } from './time-to-live.ts';
import { totalsAgree } from './totals-agree.ts';
import { noStaleOverwrite, VersionLog } from './versions.ts';
import { withinLimit } from './within-limit.ts';

/** A clock whose step the test sets. */
function clock(): { step: number } {
  return { step: 0 };
}

function expectGreen(result: CheckResult, invariant: string): void {
  expect(result).toEqual({ invariant, finding: undefined });
}

/** The steps that a damage rests on, as `[role, step, what]`. */
type Damage = readonly (readonly [DamageRole, number, string])[];

/** @param at the one step that the oracle names, or what it says of several */
function expectRed(
  result: CheckResult,
  invariant: string,
  kind: KnownKind,
  message: string,
  at?: number | Damage,
): void {
  expect(result.invariant).toBe(invariant);
  if (typeof at === 'object') {
    const damage = at.map(([role, step, what]) => ({ role, step, what }));
    expect(result.finding).toEqual({ kind, message, damage });
  } else expect(result.finding).toEqual(at === undefined ? { kind, message } : { kind, message, step: at });
}

/** A gauge of `a` that was entered at steps 1 and 2, and left at 3 and 4, or in between. */
function entered(overlapping: boolean): Gauge {
  const sim = clock();
  const gauge = new Gauge(sim);
  const moves = overlapping
    ? (['enter', 'enter', 'leave', 'leave'] as const)
    : (['enter', 'leave', 'enter', 'leave'] as const);
  for (const move of moves) {
    sim.step += 1;
    gauge[move]('a');
  }
  return gauge;
}

describe('what overlaps', () => {
  test('at most one in flight', () => {
    expectGreen(atMostOneInFlight(entered(false)), 'at-most-one-in-flight');
    const message = '2 of fetch a were in flight at once';
    expectRed(atMostOneInFlight(entered(true)), 'at-most-one-in-flight', 'duplicate-refresh', message, 2);
  });

  test('within the limit', () => {
    expectGreen(withinLimit(entered(true), 2), 'within-limit');
    const message = 'a had 2 at once, its limit is 1';
    expectRed(withinLimit(entered(true), 1), 'within-limit', 'limit-exceeded', message, 2);
  });

  test('mutual exclusion', () => {
    expectGreen(mutualExclusion(entered(false)), 'mutual-exclusion');
    const message = '2 were inside a at once';
    expectRed(mutualExclusion(entered(true)), 'mutual-exclusion', 'mutual-exclusion', message, 2);
  });

  test('a call counts until it settles', async () => {
    const gauge = new Gauge(clock());
    await gauge.during('a', Promise.resolve());
    await gauge.during('a', Promise.reject(new Error('no'))).catch(() => {});
    expectGreen(atMostOneInFlight(gauge), 'at-most-one-in-flight');
    expectGreen(zeroAtEnd(gauge), 'zero-at-end');
  });
});

describe('counters', () => {
  test('never negative', () => {
    const gauge = entered(false);
    expectGreen(neverNegative(gauge), 'never-negative');
    gauge.leave('a');
    expectRed(neverNegative(gauge), 'never-negative', 'leaked-slot', 'a fell to -1', 4);
  });

  test('zero at the end', () => {
    expectGreen(zeroAtEnd([['a', 0]]), 'zero-at-end');
    const message = 'not back at 0: b is 1';
    expectRed(
      zeroAtEnd([
        ['a', 0],
        ['b', 1],
      ]),
      'zero-at-end',
      'leaked-slot',
      message,
    );
  });

  test('no lost update', () => {
    expectGreen(
      noLostUpdate(
        [
          ['a', 2],
          ['b', 0],
        ],
        [['a', 2]],
      ),
      'no-lost-update',
    );
    const message = 'updates were lost: a is 1, not 2';
    expectRed(noLostUpdate([['a', 2]], [['a', 1]]), 'no-lost-update', 'lost-update', message);
  });

  test('totals agree', () => {
    const counts = { name: 'counts', totals: [['a', 3]] as const };
    expectGreen(totalsAgree(counts, { name: 'series', totals: [['a', 3]] }), 'totals-agree');
    const message = 'totals disagree: a is 3 in counts, 0 in series';
    const series = { name: 'series', totals: [] };
    expectRed(totalsAgree(counts, series), 'totals-agree', 'inconsistent-totals', message);
  });
});

describe('shutdown', () => {
  test('bounded stop', () => {
    expectGreen(boundedStop({ startedAtMs: 5, settledAtMs: 15 }, 10), 'bounded-stop');
    expectGreen(boundedStop({ startedAtMs: undefined, settledAtMs: undefined }, 10), 'bounded-stop');
    const slow = 'stop took 11 ms; its bound is 10 ms';
    expectRed(boundedStop({ startedAtMs: 5, settledAtMs: 16 }, 10), 'bounded-stop', 'unbounded-stop', slow);
    const probe = { startedAtMs: 5, startedAtStep: 2, settledAtMs: 16, settledAtStep: 7 };
    expectRed(boundedStop(probe, 10), 'bounded-stop', 'unbounded-stop', slow, [
      ['origin', 2, 'stop was called'],
      ['noticed', 7, 'stop ended, too late'],
    ]);
    const endless = 'stop never ended; its bound is 10 ms';
    const handle = { started: true, settledAtMs: undefined };
    expectRed(boundedStop(handle, 10), 'bounded-stop', 'unbounded-stop', endless);
  });

  test('nothing after stop', () => {
    const stop = { settledStep: 7, buffered: 0, running: 0 };
    const check = (part: Partial<typeof stop>, steps: number[] = []): CheckResult =>
      nothingAfterStop(
        { ...stop, ...part },
        steps.map((step) => ({ step })),
      );
    expectGreen(check({}, [6, 7]), 'nothing-after-stop');
    const red = (result: CheckResult, message: string, damage: Damage): void =>
      expectRed(result, 'nothing-after-stop', 'work-after-stop', message, damage);
    red(check({ buffered: 2 }), '2 rows still buffered when stop resolved', [
      ['no-return', 7, 'stop resolved with 2 rows buffered'],
    ]);
    red(check({ running: 1 }), '1 flush still running when stop resolved', [
      ['no-return', 7, 'stop resolved while 1 flush ran'],
    ]);
    red(check({}, [9, 8]), '2 writes after stop had resolved', [
      ['origin', 7, 'stop resolved'],
      ['no-return', 8, 'the first write after that'],
    ]);
  });

  test('nothing after stop: a row put too late, which nobody will write', () => {
    const stop = { settledStep: 7, buffered: 0, running: 0 };
    const result = nothingAfterStop(stop, [], [{ id: 'r3' }]);
    const message = '1 row buffered for ever, although stop has resolved: r3';
    expectRed(result, 'nothing-after-stop', 'work-after-stop', message, [['origin', 7, 'stop resolved']]);
    expectGreen(
      nothingAfterStop({ ...stop, settledStep: undefined }, [], [{ id: 'r3' }]),
      'nothing-after-stop',
    );
  });

  test('batch size', () => {
    expectGreen(batchSize([{ size: 2 }], 2), 'batch-size');
    const message = 'a batch had 3 rows, its bound is 2';
    expectRed(batchSize([{ size: 3, step: 4 }], 2), 'batch-size', 'oversized-batch', message, 4);
  });
});

describe('refreshes and credentials', () => {
  test('refreshes within need', () => {
    const refreshes = [{ step: 3 }, { step: 5 }];
    expectGreen(refreshesWithinNeed(refreshes, 2), 'refreshes-within-need');
    const message = '2 refreshes for 1 generation that went stale';
    expectRed(refreshesWithinNeed(refreshes, 1), 'refreshes-within-need', 'duplicate-refresh', message, [
      ['origin', 3, 'the last refresh that there was reason for'],
      ['no-return', 5, 'the first refresh that there was no reason for'],
    ]);
  });

  test('no missed refresh', () => {
    const reasons = [
      { id: 'm1', step: 2 },
      { id: 'm2', step: 6 },
    ];
    expectGreen(noMissedRefresh(reasons, [{ step: 6 }]), 'no-missed-refresh');
    const message = 'no refresh followed: m2';
    const origin = ['origin', 6, 'a reason to refresh arose: m2'] as const;
    const begun = [{ step: 5 }];
    expectRed(noMissedRefresh(reasons, begun), 'no-missed-refresh', 'missed-refresh', message, [origin]);
    const noticed = { step: 9, what: 'm2 was in use' };
    expectRed(noMissedRefresh(reasons, begun, noticed), 'no-missed-refresh', 'missed-refresh', message, [
      origin,
      ['noticed', 9, 'm2 was in use'],
    ]);
  });

  test('no known bad credentials', () => {
    const sim = clock();
    const log = new CredentialLog(sim);
    log.requestBegan('q1');
    sim.step = 4;
    log.learnedBad(1);
    log.signed('q1', 1);
    expectGreen(noKnownBadCredentials(log), 'no-known-bad-credentials');
    log.requestBegan('q2');
    sim.step = 9;
    log.signed('q2', 1);
    const message = 'q2 was signed with generation 1, known to be bad before it began';
    expectRed(noKnownBadCredentials(log), 'no-known-bad-credentials', 'known-bad-credentials', message, [
      ['origin', 4, 'the client was told that generation 1 is no good'],
      ['no-return', 9, 'q2 was signed with generation 1'],
    ]);
  });
});

describe('keys and caches', () => {
  const ownerOf = (key: string): string => key.slice(0, key.indexOf('/'));

  test('no key of a deleted owner', () => {
    const items = [
      { key: 'c1/router', step: 3 },
      { key: 'c2/router', step: 4 },
    ];
    expectGreen(
      noKeyOfDeletedOwner(items, (owner) => owner === 'c3', ownerOf),
      'no-resurrected-keys',
    );
    const message = 'keys of deleted owners exist: c2/router';
    const result = noKeyOfDeletedOwner(items, (owner) => owner === 'c2', ownerOf);
    expectRed(result, 'no-resurrected-keys', 'resurrected-key', message, [
      ['origin', 4, 'c2/router was written'],
    ]);
  });

  test.each<[number, Damage]>([
    [
      2,
      [
        ['origin', 2, 'c2 was deleted'],
        ['no-return', 4, 'c2/router was written'],
      ],
    ],
    [
      7,
      [
        ['origin', 4, 'c2/router was written'],
        ['no-return', 7, 'c2 was deleted'],
      ],
    ],
  ])('a key of an owner that was deleted in step %i is one from the later of the two on', (at, damage) => {
    const items = [{ key: 'c2/router', step: 4 }];
    const message = 'keys of deleted owners exist: c2/router';
    const result = noKeyOfDeletedOwner(
      items,
      () => true,
      ownerOf,
      () => at,
    );
    expectRed(result, 'no-resurrected-keys', 'resurrected-key', message, damage);
  });

  test('keys as expected', () => {
    expectGreen(keysAsExpected({ a: '1' }, { a: '1' }), 'keys-as-expected');
    const message = 'keys differ: x should not exist, a is 2, not 1, b is missing';
    const result = keysAsExpected({ a: '2', x: '3' }, { a: '1', b: '1' });
    expectRed(result, 'keys-as-expected', 'stale-key', message);
  });

  test('no stale overwrite', () => {
    const sim = clock();
    const log = new VersionLog(sim);
    sim.step = 2;
    for (const version of [1, 2, 2]) log.wrote('a', version);
    log.wrote('b', 1);
    expectGreen(noStaleOverwrite(log), 'no-stale-overwrite');
    sim.step = 5;
    log.wrote('a', 1);
    const message = 'version 1 of a was written over version 2';
    expectRed(noStaleOverwrite(log), 'no-stale-overwrite', 'stale-overwrite', message, [
      ['origin', 2, 'a had version 2'],
      ['no-return', 5, 'a had version 1 again'],
    ]);
  });

  test('nothing past its time to live', () => {
    const served = { key: 'a', takenAtMs: 10, servedAtMs: 309, step: 4 };
    expectGreen(nothingPastTimeToLive([served], 300), 'nothing-past-time-to-live');
    const message = 'a was served at the age of 299 ms; its time to live is 299 ms';
    expectRed(nothingPastTimeToLive([served], 299), 'nothing-past-time-to-live', 'stale-read', message, 4);
  });
});

describe('messages', () => {
  const inbox = (act: (inbox: Inbox) => void): Inbox[] => {
    const made = new Inbox({ step: 3 }, 's1');
    act(made);
    return [made];
  };

  test('in order, and none after the end', () => {
    const good = inbox((box) => {
      box.received(1);
      box.received(3);
      box.closed();
    });
    expectGreen(messagesInOrder(good), 'messages-in-order');
    const red = (act: (box: Inbox) => void, message: string): void =>
      expectRed(messagesInOrder(inbox(act)), 'messages-in-order', 'out-of-order', message, 3);
    red((box) => [2, 1].forEach((n) => box.received(n)), 's1 got message 1 after 2');
    red((box) => (box.closed(), box.received(1)), 's1 got message 1 after it was closed');
    red((box) => (box.unsubscribed(), box.received(1)), 's1 got message 1 after it had unsubscribed');
    red((box) => (box.closed(), box.closed()), 's1 was closed 2 times');
  });

  test('the closing signal arrives', () => {
    expectGreen(closingSignalArrives(inbox((box) => box.closed())), 'closing-signal-arrives');
    const message = 's1 never got its closing signal';
    expectRed(closingSignalArrives(inbox(() => {})), 'closing-signal-arrives', 'missed-delivery', message);
  });
});

describe('cancellation', () => {
  const cancelled = Object.assign(new Error('gone'), { name: 'Cancelled' });
  const task = (name: string, reason?: Error) =>
    ({ name, status: reason === undefined ? 'fulfilled' : 'rejected', reason }) as const;

  test('hurts only whom it meant', () => {
    const tasks = [task('a', cancelled), task('b'), task('c', new Error('other'))];
    expectGreen(noCollateralCancellation(tasks, new Set(['a'])), 'no-collateral-cancellation');
    const hurt = [...tasks, task('d', new Error('fetch failed', { cause: cancelled }))];
    const message = 'd ended as cancelled although only a had been cancelled';
    const result = noCollateralCancellation(hurt, new Set(['a']));
    expectRed(result, 'no-collateral-cancellation', 'collateral-cancellation', message);
  });
});
