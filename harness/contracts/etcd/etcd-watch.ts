import type { WatchOptions } from '../../world/watch.ts';
import { itemOf, type Json, rangeJson } from './gateway.ts';
import type { Change } from './shown.ts';

type Wire = {
  readonly result?: {
    readonly header: { readonly revision?: string };
    readonly created?: boolean;
    readonly canceled?: boolean;
    readonly compact_revision?: string;
    readonly events?: readonly {
      readonly type?: 'DELETE';
      readonly kv: NonNullable<Parameters<typeof itemOf>[0]>;
      readonly prev_kv?: Parameters<typeof itemOf>[0];
    }[];
  };
};

/** How long what nobody can wait for is given to arrive: etcd looks every 100 ms after watches of the past. */
const SETTLED_MS = 250;
const PATIENCE_MS = 2_000;

/** A watch of a real etcd: a response that goes on until it is aborted. */
export class EtcdWatch {
  readonly session: string;
  /** The revision of the last change that it was told. */
  revision = 0;
  end: string | undefined;
  readonly #abort = new AbortController();
  readonly #isWhole: boolean;
  readonly #from: number | undefined;
  readonly #batches: Change[][] = [];
  #count = 0;
  #opened: (revision: number) => void = () => {};
  readonly opened = new Promise<number>((resolve) => (this.#opened = resolve));

  constructor(session: string, origin: string, prefix: string, options: WatchOptions) {
    this.session = session;
    // Whoever watches everything is told of each revision, and need not be given time.
    this.#isWhole = prefix === '' && options.only === undefined;
    this.#from = options.fromRevision;
    void this.#read(origin, createJson(prefix, options));
  }

  /** Waits for so many changes; else for that revision, where everything is watched; else for a while. */
  async arrived(count: number | undefined, revision: number): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    const isDone = (): boolean =>
      this.end !== undefined || (count === undefined ? this.revision >= revision : this.#count >= count);
    if (count !== undefined || this.#isWhole)
      while (!isDone() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 1));
    if (!this.#isWhole) await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
  }

  /** What came, and is forgotten by this. */
  take(): Change[][] {
    this.#count = 0;
    return this.#batches.splice(0);
  }

  close(): void {
    this.end ??= 'closed';
    this.#abort.abort();
  }

  async #read(origin: string, body: Json): Promise<void> {
    try {
      const request = { method: 'POST', body: JSON.stringify(body), signal: this.#abort.signal };
      const response = await fetch(`${origin}/v3/watch`, request);
      let text = '';
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += chunk;
        const lines = text.split('\n');
        text = lines.pop() ?? '';
        for (const line of lines) this.#take(JSON.parse(line) as Wire);
      }
      this.end ??= 'no more';
    } catch (error) {
      this.end ??= String(error);
    }
  }

  #take({ result }: Wire): void {
    if (result === undefined || this.end !== undefined) return;
    if (result.created === true) {
      const revision = Number(result.header.revision);
      // Of what was before, and of what is before it is to begin, it is told nothing.
      this.revision = this.#from === undefined ? revision : this.#from - 1;
      this.#opened(revision);
    }
    if (result.canceled === true)
      this.end = result.compact_revision === undefined ? 'cancelled' : 'compacted';
    let batch: Change[] | undefined;
    for (const { type, kv, prev_kv } of result.events ?? []) {
      const revision = Number(kv.mod_revision);
      // Several transactions may come in one response; of one, nothing may come in another.
      if (batch?.[0]?.revision !== revision) this.#batches.push((batch = []));
      const item = type === 'DELETE' ? undefined : itemOf(kv);
      const key = Buffer.from(kv.key, 'base64').toString();
      batch.push({
        type: type === 'DELETE' ? 'delete' : 'put',
        key,
        revision,
        item,
        previous: itemOf(prev_kv),
      });
      this.revision = revision;
      this.#count += 1;
    }
  }
}

function createJson(prefix: string, { fromRevision, only }: WatchOptions): Json {
  return {
    create_request: {
      ...rangeJson({ prefix }),
      prev_kv: true,
      ...(fromRevision !== undefined && { start_revision: `${fromRevision}` }),
      ...(only !== undefined && { filters: [only === 'put' ? 'NODELETE' : 'NOPUT'] }),
    },
  };
}
