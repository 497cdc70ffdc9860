import { type CheckResult, type Documented, logNormalLatency, type Sim, Upstream } from 'heddle';
import type { CreateLogWriter } from '../../systems/batch-writer/index.ts';
import { UsageLog } from './usage-log.ts';

const WARM_UP = { users: 10, forMs: 5_000 };
const LOAD = { users: 100, forMs: 30_000 };
const THINK_MS = 1_000;
const MAX_BATCH = 100;

/** Medians and 95th percentiles of log-normal latencies, in virtual milliseconds. All but the provider's are ours. */
const LATENCY_MS = {
  /**
   * What [otari], in tests/load, calls a realistic provider: `--delay-ms 200 --jitter-sigma 0.4`. (The run whose
   * figures stand beside ours had one that answers at once, and a worker that was out of CPU.)
   */
  provider: [200, 390],
  /** Reading and charging the record of a user, which only one request at a time may do. */
  reserve: [4, 8],
  open: [2, 5],
  /**
   * One row of a batch: ours, and set above capacity. The writer's one connection takes about 73 rows a second, some 10 %
   * less than there are, so that a backlog builds up and the shutdown finds a whole batch in flight, as the source's did.
   */
  insert: [13, 20],
  commit: [20, 60],
} as const;

export const invariants = ['no-lost-rows', 'no-duplicate-rows', 'bounded-stop'];

const columns = ['requests', 'req/s', 'rows', 'cover %', 'failed', 'p50', 'p95', 'p99'] as const;
type Figures = Readonly<Record<(typeof columns)[number], number>>;

/**
 * The figures of [batch-writer-pr], by variant, and what it says of the rows that were lost. Those of p0, the earlier
 * reference run, are those of "async-batch+disabled" in [otari], the results in tests/load, which the pull request
 * brings; its text has the requests and their coverage alone.
 */
export function documented(figures: Readonly<Record<string, Figures>>): Documented {
  const lost = { 'p1-cancel-on-stop': 100, 'p3-stop-event': 0 };
  return {
    source:
      'batch-writer-pr, benchmark results, requests and rows of both scenarios; p0: the earlier reference run, otari, the results in tests/load',
    columns: [...columns, 'nowhere', 'lost', 'both'],
    figures: Object.fromEntries(
      Object.entries(figures).map(([variant, row]) => [
        variant,
        variant in lost ? { ...row, lost: lost[variant as keyof typeof lost] } : row,
      ]),
    ),
  };
}

/**
 * The load test of [batch-writer-pr]: virtual users who ask, wait for the answer, think, and ask again. Each answered
 * request puts one row. When the load ends, the writer is stopped. Measured beside its figures: rows that were nowhere
 * when stop began (neither in the writer's buffer nor in the database: the batch in flight), rows that are lost, and
 * rows that were the one and are the other.
 * @param userOf whose record the request of a virtual user charges
 */
export function runLoad(
  sim: Sim,
  create: CreateLogWriter,
  userOf: (virtualUser: string) => string,
): () => CheckResult[] {
  const { random } = sim;
  const draw = ([medianMs, p95Ms]: readonly [number, number]): (() => readonly [number, number]) =>
    logNormalLatency(random, medianMs, p95Ms);
  const latencyMs = {
    open: draw(LATENCY_MS.open),
    insert: draw(LATENCY_MS.insert),
    commit: draw(LATENCY_MS.commit),
  };
  const log = new UsageLog(sim, create, { maxBatch: MAX_BATCH }, { latencyMs });
  const provider = new Upstream(sim, {
    name: 'provider',
    answer: () => ({ status: 200 }),
    latencyMs: { send: draw(LATENCY_MS.provider) },
  });
  const reserve = sim.operation('reserve', { latencyMs: draw(LATENCY_MS.reserve) });
  const records = new RowLocks();

  let requests = 0;
  let failures = 0;
  const tookMs: number[] = [];

  async function request(virtualUser: string): Promise<number> {
    const id = `${virtualUser}.${(requests += 1)}`;
    const user = userOf(virtualUser);
    const beganMs = sim.nowMs;
    await records.locked(user, () => reserve.call(user, () => {}));
    const status = await provider.status(virtualUser, id);
    if (status === 200) await log.put(id);
    else failures += 1;
    return sim.nowMs - beganMs;
  }

  async function visit(virtualUser: string, untilMs: number, record: (ms: number) => void): Promise<void> {
    while (sim.nowMs < untilMs) {
      record(await request(virtualUser));
      await new Promise((resolve) => setTimeout(resolve, THINK_MS));
    }
  }

  async function crowd({ users, forMs }: typeof LOAD, record: (ms: number) => void): Promise<void> {
    const untilMs = sim.nowMs + forMs;
    await Promise.all(Array.from({ length: users }, (_, i) => visit(`vu${i + 1}`, untilMs, record)));
  }

  log.writer.start();
  sim.task('load', async () => {
    await crowd(WARM_UP, () => {});
    await crowd(LOAD, (ms) => tookMs.push(ms));
    sim.task('sigterm', async () => {
      const nowhere = new Set(missing(log));
      await log.stop();
      const lost = missing(log);
      sim.measure('nowhere', nowhere.size);
      sim.measure('lost', lost.length);
      sim.measure('both', lost.filter((id) => nowhere.has(id)).length);
    });
  });

  return () => {
    const rows = log.stored.length;
    tookMs.sort((a, b) => a - b);
    sim.measure('requests', requests);
    sim.measure('req/s', tookMs.length / (LOAD.forMs / 1_000));
    sim.measure('rows', rows);
    sim.measure('cover %', (rows / requests) * 100);
    sim.measure('failed', failures);
    for (const p of [50, 95, 99]) sim.measure(`p${p}`, percentile(tookMs, p));
    return log.checks(invariants);
  };
}

/** Accepted rows that are neither stored, nor in the writer's buffer, nor reported as dropped. */
function missing(log: UsageLog): string[] {
  const elsewhere = new Set(log.ledger.droppedIds);
  for (const { id } of log.stored) elsewhere.add(id);
  for (const { id } of log.buffered()) elsewhere.add(id);
  return log.ledger.acceptedIds.filter((id) => !elsewhere.has(id));
}

/** Nearest rank; the values are sorted. */
function percentile(sorted: readonly number[], p: number): number {
  return sorted[Math.ceil((p / 100) * sorted.length) - 1] ?? 0;
}

/** Locks of rows, granted in the order in which they were asked for, and held until the work is done. */
class RowLocks {
  readonly #last = new Map<string, Promise<unknown>>();

  locked<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key);
    const done = before === undefined ? work() : before.then(work);
    this.#last.set(key, done);
    return done;
  }
}
