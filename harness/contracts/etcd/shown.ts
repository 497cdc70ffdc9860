import type { KeyValueResponse, RangeResponse } from '../../world/key-value-requests.ts';
import type { KeyValue, KeyValueChange } from '../../world/key-value.ts';

/** What an item is, the step aside, which only the simulation knows. */
export type Item = Omit<KeyValue, 'step'>;
/** A change, as both sides tell it. */
export interface Change extends Pick<KeyValueChange, 'type' | 'key' | 'revision'> {
  readonly item: Item | undefined;
  readonly previous: Item | undefined;
}
/** An answer, as both sides tell it. */
export type Response =
  | { readonly type: 'put'; readonly previous: Item | undefined }
  | { readonly type: 'delete'; readonly deleted: readonly Item[] }
  | (Omit<RangeResponse, 'items'> & { readonly items: readonly Item[] });

/** Answers in one line, with revisions counted from `base` on. */
export class Shown {
  readonly #base: number;

  constructor(base: number) {
    this.#base = base;
  }

  revision(revision: number): string {
    return `@${revision - this.#base}`;
  }

  item(item: Item | undefined): string {
    if (item === undefined) return 'nothing';
    const { key, value, revision, createRevision, version, lease } = item;
    const told = [
      `${key}=${value}`,
      this.revision(revision),
      `created${this.revision(createRevision)}`,
      `v${version}`,
    ];
    return [...told, ...(lease === 0 ? [] : [`lease${lease}`])].join(' ');
  }

  items(items: readonly Item[]): string {
    return `[${items.map((item) => this.item(item)).join(', ')}]`;
  }

  response(response: Response | KeyValueResponse): string {
    if (response.type === 'put') return `put after ${this.item(response.previous)}`;
    if (response.type === 'delete') return `deleted ${this.items(response.deleted)}`;
    const { items, count, more } = response;
    return `${this.items(items)} of ${count}${more ? ', more' : ''}`;
  }

  transaction(
    succeeded: boolean,
    revision: number,
    responses: readonly (Response | KeyValueResponse)[],
  ): string {
    const told = [succeeded ? 'succeeded' : 'failed', this.revision(revision)].join(' ');
    return [told, ...responses.map((response) => this.response(response))].join('; ');
  }

  /** What a watch was told: a bracket for what came together, and why it ended, if it did. */
  changes(batches: readonly (readonly Change[])[], end: string | undefined): string {
    const told = batches.map((batch) => {
      const changes = batch.map(({ type, key, item, previous }) => {
        const now = type === 'delete' ? `${key} deleted` : this.item(item);
        return `${now} after ${this.item(previous)}`;
      });
      return `${this.revision(batch[0]?.revision ?? 0)}[${changes.join(', ')}]`;
    });
    return [...told, ...(end === undefined ? [] : [`ended: ${end}`])].join(' ') || 'no events';
  }
}
