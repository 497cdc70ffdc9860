import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scheduler } from '../index.ts';

interface Profile {
  readonly id: string;
  readonly name: string;
}

/** Shows the profile of whoever was asked for last. */
class ProfilePage {
  asked: string | undefined;
  shown: Profile | undefined;
  readonly #load: (id: string) => Promise<Profile>;
  readonly #checks: boolean;

  constructor(load: (id: string) => Promise<Profile>, checks: boolean) {
    this.#load = load;
    this.#checks = checks;
  }

  async show(id: string): Promise<void> {
    this.asked = id;
    const profile = await this.#load(id);
    if (this.#checks && this.asked !== id) return;
    this.shown = profile;
  }
}

/** However loads and clicks interleave: what is shown at any moment is of whom was asked for, or of nobody yet. */
const property = (checks: boolean): fc.IAsyncProperty<unknown> =>
  fc.asyncProperty(
    fc.array(fc.constantFrom('ann', 'bob'), { minLength: 1, maxLength: 6 }),
    scheduler(),
    async (ids, s) => {
      const load = s.scheduleFunction(async function load(id: string) {
        return { id, name: id.toUpperCase() };
      });
      const page = new ProfilePage(load, checks);
      s.scheduleSequence(
        ids.map((id) => ({ label: `click on ${id}`, builder: async () => void page.show(id) })),
      );
      while (s.count() > 0) await s.waitOne();
      expect(page.shown?.id).toBe(page.asked);
    },
  );

test('a page that checks whom an answer is for holds', () => fc.assert(property(true), { seed: 1 }));

test('one that takes every answer is red at two clicks', async () => {
  const { counterexample } = await fc.check(property(false), { seed: 1 });
  const [ids, s] = counterexample as [string[], unknown];
  expect(ids).toHaveLength(2);
  expect(fc.stringify(s)).toContain('-> [task${3}]');
});
