import type {
  Chunk,
  ChunkStream,
  CompletionRequest,
  CountsRow,
  EndpointClient,
  Listing,
  Reply,
  SeriesRow,
  UsageStore,
} from './ports.ts';

/** Where one call of an operation waits until it is let through, or failed. */
class Gate {
  // Set by the executor below, which runs at once.
  open!: () => void;
  fail!: (error: Error) => void;
  readonly passed = new Promise<void>((resolve, reject) => {
    this.open = resolve;
    this.fail = reject;
  });
}

/** Lets a test hold single calls of a fake's operations. */
export class Gates {
  readonly #next = new Map<string, Gate[]>();

  /** Holds the next call of `operation` that is not held yet. */
  hold(operation: string): Gate {
    const gate = new Gate();
    this.#next.set(operation, [...(this.#next.get(operation) ?? []), gate]);
    return gate;
  }

  async pass(operation: string): Promise<void> {
    await this.#next.get(operation)?.shift()?.passed;
  }
}

/** Endpoints that all offer the same models; every listing has a newer version than the one before. */
export class FakeEndpoints implements EndpointClient {
  readonly gates = new Gates();
  readonly gets: string[] = [];
  readonly opened: string[] = [];
  models: readonly string[] = ['llama'];
  chunks: readonly Chunk[] = [{ text: 'hi', promptTokens: 2, completionTokens: 3 }];
  openStreams = 0;
  closed = false;
  #version = 0;

  async get(url: string): Promise<Reply> {
    this.gets.push(url);
    this.#version += 1;
    const listing: Listing = { version: this.#version, models: this.models };
    await this.gates.pass(`get ${url}`);
    return { status: 200, body: async () => listing };
  }

  async open(url: string, _request: CompletionRequest): Promise<ChunkStream> {
    this.opened.push(url);
    await this.gates.pass('open');
    this.openStreams += 1;
    const rest = [...this.chunks];
    let isOpen = true;
    return {
      next: async () => {
        await this.gates.pass('next');
        return rest.shift();
      },
      close: () => {
        if (isOpen) this.openStreams -= 1;
        isOpen = false;
      },
    };
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}

interface Transaction {
  readonly counts: CountsRow[];
  readonly series: SeriesRow[];
  readonly flushes: string[];
}

/** A database connection with transactions. An operation is held before its effect, a reply after it. */
export class FakeStore implements UsageStore {
  readonly gates = new Gates();
  readonly counts: CountsRow[] = [];
  readonly series: SeriesRow[] = [];
  readonly #flushes = new Set<string>();
  #transaction: Transaction | undefined;

  async begin(): Promise<void> {
    await this.gates.pass('begin');
    if (this.#transaction !== undefined) throw new Error('there is a transaction already');
    this.#transaction = { counts: [], series: [], flushes: [] };
  }

  async insertCounts(row: CountsRow): Promise<void> {
    await this.gates.pass('insertCounts');
    this.#open().counts.push(row);
  }

  async insertSeries(row: SeriesRow): Promise<void> {
    await this.gates.pass('insertSeries');
    this.#open().series.push(row);
  }

  async insertFlush(id: string): Promise<'new' | 'known'> {
    if (this.#flushes.has(id)) return 'known';
    this.#open().flushes.push(id);
    return 'new';
  }

  async commit(): Promise<void> {
    await this.gates.pass('commit');
    const { counts, series, flushes } = this.#open();
    this.counts.push(...counts);
    this.series.push(...series);
    for (const id of flushes) this.#flushes.add(id);
    this.#transaction = undefined;
    await this.gates.pass('reply to commit');
  }

  async rollback(): Promise<void> {
    this.#open();
    this.#transaction = undefined;
  }

  #open(): Transaction {
    if (this.#transaction === undefined) throw new Error('there is no transaction');
    return this.#transaction;
  }
}

export function tokensIn(rows: readonly CountsRow[]): number {
  return rows.reduce((sum, row) => sum + row.promptTokens + row.completionTokens, 0);
}
