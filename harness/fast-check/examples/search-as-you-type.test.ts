import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scheduler } from '../index.ts';

type Search = (query: string) => Promise<readonly string[]>;

/** Quiet milliseconds after which a query is sent. */
const QUIET_MS = 100;

/** A field with suggestions below. A search starts when nothing was typed for a moment; its answer is shown. */
class Field {
  query = '';
  shown: readonly string[] = [];
  #timer: NodeJS.Timeout | undefined;
  readonly #search: Search;
  /** Whether an answer to what is no longer in the field is dropped. */
  readonly #dropsStale: boolean;

  constructor(search: Search, dropsStale: boolean) {
    this.#search = search;
    this.#dropsStale = dropsStale;
  }

  type(query: string): void {
    this.query = query;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#load(query), QUIET_MS);
  }

  async #load(query: string): Promise<void> {
    const found = await this.#search(query);
    if (this.#dropsStale && query !== this.query) return;
    this.shown = found;
  }
}

const words = ['a', 'ab', 'abc', 'b', 'ba'];
const matches = (query: string): readonly string[] => words.filter((word) => word.startsWith(query));

/** Whoever types, with pauses, sees in the end what belongs to what stands in the field. */
const property = (dropsStale: boolean): fc.IAsyncProperty<unknown> =>
  fc.asyncProperty(
    scheduler(),
    fc.array(fc.record({ query: fc.constantFrom('a', 'b'), pauseMs: fc.constantFrom(10, 200) }), {
      maxLength: 5,
    }),
    async (s, typed) => {
      const search = s.scheduleFunction(async function search(query: string) {
        return matches(query);
      });
      const field = new Field(search, dropsStale);
      for (const { query, pauseMs } of typed) {
        field.type(query);
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
      await new Promise((resolve) => setTimeout(resolve, 2 * QUIET_MS));
      await s.waitIdle();
      expect(field.shown).toEqual(field.query === '' ? [] : matches(field.query));
    },
  );

test('a field that drops stale answers holds, in virtual time', () => fc.assert(property(true), { seed: 1 }));

test('one that shows every answer is red at two queries, of which the first is answered last', async () => {
  const { counterexample } = await fc.check(property(false), { seed: 1 });
  const [s, typed] = counterexample as [unknown, { readonly pauseMs: number }[]];
  expect(typed).toHaveLength(2);
  expect(typed[0]?.pauseMs).toBe(200);
  expect(fc.stringify(s)).toMatch(/'property: search\("(.)"\)#1' was held until 'property: search\("(?!\1)/);
});
