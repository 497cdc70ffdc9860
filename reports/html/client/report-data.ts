import type { FailureDetail, Told } from '../model/failure-detail.ts';
import { type Leaf, leavesOf } from '../model/leaf.ts';
import { type PackedFailure, unpackFailure } from '../model/packed-failure.ts';
import type { SearchIndex } from '../model/search-index.ts';
import type { Summary } from '../model/summary.ts';
import type { TestedView } from '../model/tested-views.ts';

/** What stands in the page: the summary at once, all else inflated when it is asked for. */
export class ReportData {
  readonly summary: Summary;
  #leaves: readonly Leaf[] | undefined;
  readonly #inflated = new Map<string, Promise<unknown>>();

  constructor() {
    this.summary = JSON.parse(textOf('summary')) as Summary;
  }

  get leaves(): readonly Leaf[] {
    return (this.#leaves ??= leavesOf(this.summary));
  }

  async failure(number: number): Promise<FailureDetail> {
    const [packed, strings] = await Promise.all([
      inflate(`failure-${number}`) as Promise<PackedFailure>,
      this.#once('strings') as Promise<readonly string[]>,
    ]);
    return unpackFailure(packed, strings);
  }

  async told(): Promise<Told> {
    return (await this.#once('told')) as Told;
  }

  async tested(): Promise<readonly (TestedView | null)[]> {
    return (await this.#once('tested')) as readonly (TestedView | null)[];
  }

  async search(): Promise<SearchIndex> {
    return (await this.#once('search')) as SearchIndex;
  }

  #once(id: string): Promise<unknown> {
    const known = this.#inflated.get(id) ?? inflate(id);
    this.#inflated.set(id, known);
    return known;
  }
}

async function inflate(id: string): Promise<unknown> {
  const bytes = Uint8Array.from(atob(textOf(id)), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return JSON.parse(await new Response(stream).text()) as unknown;
}

function textOf(id: string): string {
  const text = document.getElementById(id)?.textContent;
  if (text === null || text === undefined) throw new Error(`This page has no part "${id}".`);
  return text;
}
