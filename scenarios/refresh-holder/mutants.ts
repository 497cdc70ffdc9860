import type { Mutant } from '../mutant.ts';

const file = 'systems/refresh-holder/hardened.ts';
const wait = "await this.#refreshes.run('session', () => this.#refresh(), scope);";

/** The caller that starts the refresh takes it along when it is cancelled. */
const endsWithCaller = `await this.#refreshes.run('session', async () => {
      const created = this.env.threads.run('refresh', () => this.env.tokens.createSession());
      this.session = await scope.wait(created);
    }, scope);`;

export const mutants: readonly Mutant[] = [
  {
    precaution: 'mark-names-the-generation',
    file,
    find: 'Math.max(this.rejectedUpTo, generation)',
    replace: 'this.session.generation',
    scenario: 'refresh-holder/late-rejections',
    invariant: 'refreshes-within-need',
  },
  {
    precaution: 'one-refresh-for-all',
    file,
    find: wait,
    replace: 'await scope.wait(this.#refresh());',
    scenario: 'refresh-holder/callers-find-the-mark',
    invariant: 'at-most-one-in-flight',
  },
  {
    precaution: 'failure-is-told',
    file,
    find: wait,
    replace: wait.replace(';', '.catch(() => {});'),
    scenario: 'refresh-holder/refresh-fails',
    invariant: 'no-known-bad-credentials',
  },
  {
    precaution: 'refresh-outlives-caller',
    file,
    find: wait,
    replace: endsWithCaller,
    scenario: 'refresh-holder/refresher-cancelled-once',
    invariant: 'at-most-one-in-flight',
  },
  {
    precaution: 'refresh-outlives-caller',
    file,
    find: wait,
    replace: endsWithCaller,
    scenario: 'refresh-holder/refresher-cancelled-twice',
    invariant: 'thread-not-left-behind',
  },
  {
    variant: 'hardened',
    precaution: 'only the first staleness is remembered',
    file,
    find: 'this.rejectedUpTo = Math.max(this.rejectedUpTo, generation);',
    replace: 'this.rejectedUpTo ||= generation;',
    scenario: 'refresh-holder/two-stalenesses',
    invariant: 'no-missed-refresh',
    runs: 100,
  },
  {
    variant: 'hardened',
    precaution: 'each who waited for a failed attempt makes one of his own',
    file,
    find: wait,
    replace: wait.replace(';', '.catch(() => this.#refresh());'),
    scenario: 'refresh-holder/one-failure-for-all',
    invariant: 'one-failure-for-all',
    runs: 100,
  },
  {
    variant: 'hardened',
    precaution: 'a rejection with 403 is not heeded',
    file: 'systems/refresh-holder/signing-client.ts',
    find: 'if (status === 401 || status === 403)',
    replace: 'if (status === 401)',
    scenario: 'refresh-holder/late-rejections',
    invariant: 'reply-passed-on',
  },
  {
    variant: 'hardened',
    precaution: 'a refresh that nobody is told of',
    file: 'systems/refresh-holder/hardened.ts',
    find: `options.spawn === undefined ? {}`,
    replace: `options.spawn !== undefined ? {}`,
    scenario: 'refresh-holder/background-tasks',
    invariant: 'tasks-are-told',
    runs: 1,
  },
];
