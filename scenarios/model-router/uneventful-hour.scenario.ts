/*
 * Nothing goes wrong: two clients read a completion each, at the same time; a subscriber listens, another one leaves;
 * workers flush; listings grow old and are asked for again. Then the router is shut down. From [router-document]: an
 * endpoint is chosen by its load, usage is counted while a completion is read, tokens when it reports them; rows carry the
 * minute; buffers are flushed every ten seconds; listings are fresh for five minutes.
 * Invariants: clients get the chunks that the endpoint sent; counters, snapshots and tables have all that was used, while
 * the router runs; caches are asked as long as they are fresh, and no longer; no timer is left behind.
 * No faults: whatever failed would excuse the router.
 */
import { type CheckResult, held, scenario, violated } from 'heddle';
import { type Chunk, modelRouter, type Snapshot } from '../../systems/model-router/index.ts';
import { noTimerLeftBehind, timerKinds } from '../timers.ts';
import { errorOf, sleep } from './comparison.ts';
import { MODEL } from './endpoints.ts';
import { Fleet } from './fleet.ts';
import { COUNTS, SERIES } from './usage-tables.ts';
import { beyondItsOwnLock } from './variants.ts';

const piece = (text: string, promptTokens: number, completionTokens: number): Chunk => ({
  text,
  promptTokens,
  completionTokens,
});
const chunks = [piece('one', 0, 0), piece('two', 5, 7), piece('three', 0, 2), piece('four', 3, 0)];
const used = { promptTokens: 8, completionTokens: 9 };
const MINUTE_MS = 60_000;

export default scenario('an uneventful hour', modelRouter, {
  kinds: timerKinds,
  invariants: ['serves-as-documented', 'no-timer-left-behind'],
  notApplicable: beyondItsOwnLock('*'),
  runs: 40,
  timerLatenessMs: 0,
  run(sim, variant, _, variantId) {
    const fleet = new Fleet(sim, variant, { endpoints: 2, chunks, maxConcurrentConnections: 2 });
    const { router, tables } = fleet;
    let wrong: CheckResult | undefined;
    const compare = (what: string, expected: unknown, actual: unknown): void => {
      const [due, found] = [JSON.stringify(expected), JSON.stringify(actual)];
      const message = `${what}: ${found}, not ${due}`;
      if (due !== found) wrong ??= violated('serves-as-documented', 'wrong-result', message, sim.step);
    };
    const inUse = (): Record<string, number> => busy(fleet.inUse());
    const tokens = (): Record<string, number> => ({
      ...router.usage().tokens,
      ...fleet.counters?.values('tokens'),
    });
    const ofBoth = (value: unknown): Record<string, unknown> => ({
      [`${MODEL} at gpu1`]: value,
      [`${MODEL} at gpu2`]: value,
    });
    let overAtMs = Infinity;
    sim.task('hour', async () => {
      router.startWorkers();
      const snapshots: Snapshot[] = [];
      let closed = false;
      const subscription = await router.subscribe();
      const listening = (async () => {
        for (;;) {
          const snapshot = await subscription.next();
          if (snapshot === undefined) break;
          snapshots.push(snapshot);
        }
        closed = true;
      })();
      const leaver = await router.subscribe();
      await router.unsubscribe(leaver);
      const before = leaver.size;

      // The second goes where there is less to do.
      const first = await router.complete(MODEL, 'hello');
      const texts: string[] = [textOf(await first.next())];
      compare('in use by one', { [`${MODEL} at gpu1`]: 1 }, inUse());
      await sleep(100);
      compare('in use by one, in the snapshot', { [`${MODEL} at gpu1`]: 1 }, busy(snapshots.at(-1)?.usage));
      const second = await router.complete(MODEL, 'hello');
      compare('the first chunk', 'one', textOf(await second.next()));
      compare('in use by two', ofBoth(1), inUse());
      for await (const chunk of first) texts.push(chunk.text);
      compare('the chunks', ['one', 'two', 'three', 'four'], texts);
      compare('in use by the other', { [`${MODEL} at gpu2`]: 1 }, inUse());
      for await (const chunk of second) texts.push(chunk.text);
      compare('how many chunks', 7, texts.length);
      compare('in use by none', {}, inUse());
      await sleep(100);
      compare('in use by none, in the snapshot', {}, busy(snapshots.at(-1)?.usage));
      if (variantId === 'hardened') compare('counters at rest', {}, router.usage().usage);

      const takenUpMs = sim.nowMs;
      await sleep(25_000);
      compare('tokens', ofBoth(17), sorted(tokens()));
      const minuteMs = Math.floor((Date.now() - (sim.nowMs - takenUpMs)) / MINUTE_MS) * MINUTE_MS;
      const rows = [...tables.db.rows(COUNTS)].map((row) => [
        row.endpoint,
        row.promptTokens,
        row.completionTokens,
      ]);
      compare(
        'counts',
        [
          ['gpu1', used.promptTokens, used.completionTokens],
          ['gpu2', used.promptTokens, used.completionTokens],
        ],
        rows.sort(byEndpoint),
      );
      compare(
        'series',
        sumsOf(rows),
        sumsOf(
          [...tables.db.rows(SERIES)].map((row) => [row.endpoint, row.promptTokens, row.completionTokens]),
        ),
      );
      compare('rows of the series', 6, [...tables.db.rows(SERIES)].length);
      compare('minutes', [minuteMs], [...new Set([...tables.db.rows(SERIES)].map((row) => row.minuteMs))]);
      compare('buffered', 0, buffered(router.buffered()));
      await router.publish();
      await sleep(100);
      const last = snapshots.at(-1);
      compare('tokens in the snapshot', sorted(tokens()), sorted(last?.tokens ?? {}));
      compare('the one who left', before, leaver.size);

      await listings(fleet, variantId, compare);

      router.recordTokens({ endpoint: 'gpu1', model: MODEL, promptTokens: 1, completionTokens: 0 });
      await sleep(100);
      await router.flushRemaining();
      compare(
        'flushed at once',
        9,
        tables.db.rows(COUNTS).find(({ endpoint }) => endpoint === 'gpu1')?.promptTokens,
      );
      if (variantId === 'hardened') await duringAFlush(fleet, compare);
      await router.shutdown();
      await listening;
      compare('the end of the subscription', true, closed);
      if (variantId === 'hardened') await afterTheEnd(fleet, compare);
      overAtMs = sim.nowMs;
    });
    return () => [wrong ?? held('serves-as-documented'), noTimerLeftBehind(sim.nowMs, overAtMs)];
  },
});

type Compare = (what: string, expected: unknown, actual: unknown) => void;

/** Listings are asked for while they are fresh, and again when they are not. */
async function listings(fleet: Fleet, variantId: string, compare: Compare): Promise<void> {
  const { endpoints } = fleet;
  const asked = async (list: () => Promise<unknown>): Promise<number> => {
    const before = endpoints.fetchCount;
    await list();
    // Some refresh in the background.
    await sleep(2_000);
    return endpoints.fetchCount - before;
  };
  const models = (): Promise<unknown> => fleet.list('models', 'gpu1');
  const loaded = (): Promise<unknown> => fleet.list('loaded', 'gpu1');
  await sleep(700_000);
  compare('requests for models never seen fresh', 1, await asked(models));
  compare('requests for fresh models', 0, await asked(models));
  await sleep(285_000);
  compare('requests for models after 289 s', 0, await asked(models));
  await sleep(20_000);
  compare('requests for models after 311 s', 1, await asked(models));
  compare('requests for loaded models', 1, await asked(loaded));
  compare('requests for fresh loaded models', 0, await asked(loaded));
  if (variantId === 'hardened') {
    await sleep(20_000);
    compare('requests for loaded models after 24 s', 0, await asked(loaded));
    await sleep(8_000);
    compare('requests for loaded models after 34 s', 1, await asked(loaded));
    compare('what is cached', [MODEL], fleet.router.cached('loaded', 'gpu1')?.value.models);
  }
  compare('what is listed', [MODEL], (await fleet.list('models', 'gpu2')).models);
}

/** What is recorded while a flush is under way is written when the next one has resolved. */
async function duringAFlush({ router, tables }: Fleet, compare: Compare): Promise<void> {
  const usage = { endpoint: 'gpu2', model: MODEL, promptTokens: 1, completionTokens: 0 };
  const written = (): number | undefined =>
    tables.db.rows(COUNTS).find(({ endpoint }) => endpoint === 'gpu2')?.promptTokens;
  router.recordTokens(usage);
  const first = router.flushRemaining();
  router.recordTokens(usage);
  await router.flushRemaining();
  compare('flushed behind another flush', used.promptTokens + 2, written());
  await first;
}

/** Misuse: whoever comes after the end is turned away. */
async function afterTheEnd({ router }: Fleet, compare: Compare): Promise<void> {
  const late = await router.subscribe();
  compare('a subscriber after the end', undefined, await late.next());
  const completion = async (): Promise<unknown> => (await router.complete(MODEL, 'late')).next();
  compare('a completion after the end', 'RouterClosed', await errorOf(completion));
  const usage = { endpoint: 'gpu1', model: MODEL, promptTokens: 1, completionTokens: 0 };
  compare('a usage after the end', 'RouterClosed', await errorOf(async () => router.recordTokens(usage)));
}

/** Counters that are not at rest. */
function busy(counts: Readonly<Record<string, number>> = {}): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
}

function textOf(result: IteratorResult<Chunk, void>): string {
  return result.done === true ? 'the end' : result.value.text;
}

function buffered({ queued, counts, series }: ReturnType<Fleet['router']['buffered']>): number {
  return queued.length + counts.length + series.length;
}

function sorted(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => a.localeCompare(b)));
}

function sumsOf(rows: readonly (readonly (string | number)[])[]): unknown {
  const sums: Record<string, [number, number]> = {};
  for (const [endpoint, prompt, completion] of rows) {
    const [before, after] = sums[String(endpoint)] ?? [0, 0];
    sums[String(endpoint)] = [before + Number(prompt), after + Number(completion)];
  }
  return Object.entries(sums).sort(byEndpoint);
}

function byEndpoint([a]: readonly unknown[], [b]: readonly unknown[]): number {
  return String(a).localeCompare(String(b));
}
