import type { ReportedFinding } from '../../../harness/result.ts';
import { wordsOf } from './filter.ts';
import { StringTable } from './string-table.ts';

/** What failures are found by beside what the lists show: events, files and tokens. Inflated when somebody searches. */
export interface SearchIndex {
  /** Ids of events, and places in files. */
  readonly words: readonly string[];
  /** For each failure of the summary, in its order: places among the words. */
  readonly failures: readonly (readonly number[])[];
  /** The beginnings of their tokens, with the checksum: no two are alike. */
  readonly tokens: readonly string[];
}

/** `hd1.` and a checksum of 4 bytes, in base 64. */
const TOKEN_CHARS = 10;

export class SearchIndexWriter {
  readonly #table = new StringTable();
  readonly #failures: number[][] = [];
  readonly #tokens: string[] = [];

  /** @param steps its own: they may have to be read from the disk, and whoever asks has done so */
  add({ data, token = '' }: Pick<ReportedFinding, 'data' | 'token'>, steps: ReportedFinding['steps']): void {
    const words = [
      ...steps.flatMap(({ event, location }) => [event, location]),
      ...(data?.accesses.flatMap(({ place }) => place) ?? []),
    ].filter((word) => word !== undefined);
    this.#failures.push([...new Set(words)].map((word) => this.#table.placeOf(word)));
    this.#tokens.push(token.slice(0, TOKEN_CHARS));
  }

  get index(): SearchIndex {
    return { words: this.#table.strings, failures: this.#failures, tokens: this.#tokens };
  }
}

/** All that the index knows of one failure, to look for words in. */
export function wordsOfFailure({ words, failures, tokens }: SearchIndex, at: number): string {
  const own = (failures[at] ?? []).map((place) => words[place] ?? '');
  return [...own, tokens[at] ?? ''].join(' ');
}

/** Whether all words of the query are in the text, or are the failure's number (`#285`) or its token. */
export function findsFailure(query: string, number: number, text: string): boolean {
  const lower = text.toLowerCase();
  return wordsOf(query.replace(/^(?:npx )?heddle replay /, '')).every((word) => {
    const [, asked] = /^(?:\S+\.json)?#(\d+)$/.exec(word) ?? [];
    if (asked !== undefined) return Number(asked) === number;
    return lower.includes(/^hd\d+\./.test(word) ? word.slice(0, TOKEN_CHARS) : word);
  });
}
