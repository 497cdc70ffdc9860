import { Gauge, type Sim, Upstream } from 'heddle';
import {
  type Chunk,
  type ChunkStream,
  type CompletionRequest,
  type EndpointClient,
  keyOf,
  type Listing,
  type Reply,
} from '../../systems/model-router/index.ts';

export const MODEL = 'llama';

/** A listing, and when its endpoint wrote it, which the router passes on unseen. */
export interface WrittenListing extends Listing {
  readonly writtenAtMs: number;
}

export interface EndpointsOptions {
  /** What a completion answers. Default: one chunk that reports 3 tokens. */
  readonly chunks?: readonly Chunk[];
  /** Statuses that faults on `http.get` and `http.open` may answer with. */
  readonly statusFaults?: readonly number[];
}

/** Servers of models, `gpu1`, `gpu2`, …, behind the router's HTTP session, with an eye on what is in flight there. */
export class Endpoints {
  readonly names: readonly string[];
  /** Fetches of listings, by URL. */
  readonly fetches: Gauge;
  /** How many fetches of listings were begun. */
  fetchCount = 0;
  /** Completions, by model and endpoint. */
  readonly streams: Gauge;
  /** URLs of which a fetch failed. */
  readonly failed = new Set<string>();
  /** Grows with every change of what the endpoints offer. */
  #version = 1;
  readonly #sim: Sim;
  readonly #upstream: Upstream<WrittenListing, Chunk>;

  constructor(sim: Sim, count: number, options: EndpointsOptions) {
    const { chunks = [chunk(3)], statusFaults } = options;
    this.#sim = sim;
    this.names = Array.from({ length: count }, (_, i) => `gpu${i + 1}`);
    this.fetches = new Gauge(sim);
    this.streams = new Gauge(sim);
    this.#upstream = new Upstream(sim, {
      answer: ({ method }) => (method === 'open' ? { chunks } : { body: this.#listing() }),
      ...(statusFaults !== undefined && { statusFaults }),
    });
  }

  /** Another version of the models is deployed: listings that are written from here on have it. */
  deploy(): void {
    this.#version += 1;
    this.#sim.changed();
  }

  client(): EndpointClient {
    const close = this.#sim.operation('http.close');
    return {
      get: (url) => this.#get(url),
      open: (url, request) => this.#open(url, request),
      close: () => close.call(undefined, () => void this.#upstream.close()),
    };
  }

  #listing(): WrittenListing {
    return { version: this.#version, models: [MODEL], writtenAtMs: this.#sim.nowMs };
  }

  /** A fetch is in flight until its body is read. */
  async #get(url: string): Promise<Reply> {
    this.fetchCount += 1;
    this.fetches.enter(url);
    const reply = await this.#orFail(url, this.#upstream.get(url));
    if (reply.status >= 400) this.#fail(url);
    return { status: reply.status, body: () => this.#read(url, reply.body()) };
  }

  async #read(url: string, body: Promise<Listing>): Promise<Listing> {
    const listing = await this.#orFail(url, body);
    this.fetches.leave(url);
    return listing;
  }

  async #orFail<T>(url: string, call: Promise<T>): Promise<T> {
    try {
      return await call;
    } catch (error) {
      this.#fail(url);
      throw error;
    }
  }

  #fail(url: string): void {
    this.fetches.leave(url);
    this.failed.add(url);
  }

  /** A completion is in flight until its stream is closed. */
  async #open(url: string, request: CompletionRequest): Promise<ChunkStream> {
    const key = keyOf(url.split('/')[0] ?? url, request.model);
    this.streams.enter(key);
    try {
      const stream = await this.#upstream.open(url, request);
      let isOpen = true;
      const close = (): void => {
        if (isOpen) this.streams.leave(key);
        isOpen = false;
        stream.close();
      };
      return { next: () => stream.next(), close };
    } catch (error) {
      this.streams.leave(key);
      throw error;
    }
  }
}

/** A piece of a completion that reports so many tokens. */
export function chunk(completionTokens: number): Chunk {
  return { text: 'hi', promptTokens: 0, completionTokens };
}

export function isWritten(listing: Listing): listing is WrittenListing {
  return 'writtenAtMs' in listing;
}
