import type { Mutant } from '../mutant.ts';

const folder = 'systems/model-router';
const router = `${folder}/hardened.ts`;
const listings = `${folder}/hardened/fresh-listings.ts`;
const slots = `${folder}/hardened/slots.ts`;
const ledger = `${folder}/hardened/usage-ledger.ts`;
const transaction = `${folder}/hardened/write-batch.ts`;

export const mutants: readonly Mutant[] = [
  {
    precaution: 'one-fetch-per-key',
    file: listings,
    find: 'return this.#flights.run(endpoint, (self) => this.#fetch(endpoint, self), scope);',
    replace: "return Task.start('fetch', (self) => this.#fetch(endpoint, self)).result;",
    scenario: 'model-router/listing-by-many-callers',
    invariant: 'no-stale-overwrite',
  },
  {
    precaution: 'one-fetch-per-key',
    file: listings,
    find: 'this.#flights.run(endpoint, (self)',
    replace: "this.#flights.run('any endpoint', (self)",
    scenario: 'model-router/listing-by-many-callers',
    invariant: 'endpoints-independent',
  },
  {
    precaution: 'fetch-outlives-its-callers',
    file: listings,
    find: '(self) => this.#fetch(endpoint, self), scope)',
    replace: '(self) => scope.wait(this.#fetch(endpoint, self)), scope)',
    scenario: 'model-router/cancelled-caller',
    invariant: 'no-collateral-cancellation',
  },
  {
    precaution: 'age-from-the-request',
    file: listings,
    find: 'storedAtMs: askedAtMs',
    replace: 'storedAtMs: Date.now()',
    scenario: 'model-router/expired-listing',
    invariant: 'nothing-past-time-to-live',
  },
  {
    precaution: 'reserve-in-one-step',
    file: slots,
    find: 'if (chosen !== undefined) {',
    replace: 'if (chosen !== undefined) {\n        await new Promise((resolve) => setTimeout(resolve, 1));',
    scenario: 'model-router/last-free-slot',
    invariant: 'within-limit',
  },
  {
    precaution: 'wait-when-saturated',
    file: slots,
    find: 'chooseFree(this.#loadsOf(candidates, model), this.#limit);',
    replace: 'chooseFree(this.#loadsOf(candidates, model), Infinity);',
    scenario: 'model-router/saturated-endpoints',
    invariant: 'within-limit',
  },
  {
    precaution: 'reserve-inside-the-generator',
    file: router,
    find: 'return this.#stream(candidates, model, prompt, scope);',
    replace: `const stream = this.#stream(candidates, model, prompt, scope);
    const first = await stream.next();
    return (async function* () {
      if (first.done !== true) yield first.value;
      yield* stream;
    })();`,
    scenario: 'model-router/client-leaves-early',
    invariant: 'zero-at-end',
  },
  {
    precaution: 'release-without-await',
    file: router,
    find: 'if (upstream !== undefined) release(upstream);',
    replace: `if (upstream !== undefined) {
        await scope.wait(new Promise((resolve) => setTimeout(resolve, 1)));
        release(upstream);
      }`,
    scenario: 'model-router/client-leaves-early',
    invariant: 'zero-at-end',
  },
  {
    precaution: 'close-what-opens-late',
    file: router,
    find: 'else void opening.then(release, () => release(undefined));',
    replace: 'else this.#slots.release(endpoint, model);',
    scenario: 'model-router/client-leaves-early',
    invariant: 'no-request-left-running',
  },
  {
    precaution: 'close-what-opens-late',
    file: router,
    find: 'else void opening.then(release, () => release(undefined));',
    replace: `else {
        this.#slots.release(endpoint, model);
        void opening.then(release, () => release(undefined));
      }`,
    scenario: 'model-router/client-leaves-early',
    invariant: 'never-negative',
  },
  {
    precaution: 'publish-without-await',
    file: `${folder}/hardened/broadcast.ts`,
    find: 'for (const subscription of this.#subscriptions) subscription.put(snapshot);',
    replace: `for (const subscription of this.#subscriptions) {
      setTimeout(() => subscription.put(snapshot), 10 / this.#lastSequence);
    }`,
    scenario: 'model-router/subscribers-come-and-go',
    invariant: 'messages-in-order',
  },
  {
    precaution: 'publish-without-await',
    file: `${folder}/hardened/broadcast.ts`,
    find: 'for (const subscription of this.#subscriptions) subscription.put(snapshot);',
    replace: `for (const subscription of this.#subscriptions) {
      setTimeout(() => subscription.put(snapshot), 1);
    }`,
    scenario: 'model-router/subscribers-come-and-go',
    invariant: 'nothing-after-unsubscribing',
  },
  {
    precaution: 'end-needs-no-room',
    file: `${folder}/hardened/bounded-subscription.ts`,
    find: 'this.#ended = true;',
    replace: 'this.#ended = this.#snapshots.length < this.#limit;',
    scenario: 'model-router/shutdown-with-subscribers',
    invariant: 'closing-signal-arrives',
  },
  {
    precaution: 'stamp-when-recorded',
    file: ledger,
    find: 'series: this.#series,',
    replace: 'series: this.#series.map((row) => ({ ...row, minuteMs: currentMinuteMs() })),',
    scenario: 'model-router/minute-boundary',
    invariant: 'minute-of-taking-up',
  },
  {
    precaution: 'one-flush-at-a-time',
    file: ledger,
    find: "return this.#flights.run('usage', () => this.#writeNext(), scope);",
    replace: 'return this.#writeNext();',
    scenario: 'model-router/usage-during-a-flush',
    invariant: 'no-duplicate-rows',
  },
  {
    precaution: 'keep-until-committed',
    file: ledger,
    find: 'this.#unconfirmed ??= this.#nextBatch();',
    replace: 'this.#unconfirmed = this.#nextBatch();',
    scenario: 'model-router/database-error',
    invariant: 'no-lost-rows',
  },
  {
    precaution: 'copy-and-clear-at-once',
    file: ledger,
    find: 'this.#counts.clear();\n    this.#series = [];',
    replace: `setTimeout(() => {
      this.#counts.clear();
      this.#series = [];
    }, 10);`,
    scenario: 'model-router/usage-during-a-flush',
    invariant: 'no-lost-rows',
  },
  {
    precaution: 'one-transaction',
    file: transaction,
    find: 'for (const row of batch.series)',
    replace: 'await store.commit();\n      await store.begin();\n      for (const row of batch.series)',
    scenario: 'model-router/database-error',
    invariant: 'totals-agree',
  },
  {
    precaution: 'flush-id',
    file: transaction,
    find: "if ((await store.insertFlush(batch.id)) === 'new') {",
    replace: 'await store.insertFlush(batch.id);\n    {',
    scenario: 'model-router/database-error',
    invariant: 'no-duplicate-rows',
  },
  {
    precaution: 'roll-back',
    file: transaction,
    find: 'await store.rollback().catch(() => undefined);',
    replace: '',
    scenario: 'model-router/database-error',
    invariant: 'all-written-at-shutdown',
  },
  {
    precaution: 'shutdown-outlives-its-callers',
    file: router,
    find: `this.#closing ??= Task.start('shutdown(router)', () => this.#close(), this.#spawning);
    return scope.wait(this.#closing.result);`,
    replace: `return (async () => {
      this.#flusher?.cancel();
      await scope.wait(this.#env.endpoints.close());
      this.#ledger.close();
      await scope.wait(this.#flushPersistently(Date.now() + 1_000));
    })();`,
    scenario: 'model-router/shutdown-during-a-flush',
    invariant: 'all-written-at-shutdown',
  },
  {
    precaution: 'refuse-before-the-last-flush',
    file: router,
    find: 'this.#ledger.close();',
    replace: '',
    scenario: 'model-router/shutdown-during-a-flush',
    invariant: 'all-written-at-shutdown',
  },
  {
    precaution: 'bounded-shutdown',
    file: router,
    find: 'await within(stepTimeoutMs, this.#flushPersistently(Date.now() + stepTimeoutMs));',
    replace: 'await this.#flushPersistently(Date.now() + stepTimeoutMs);',
    scenario: 'model-router/database-error',
    invariant: 'bounded-stop',
  },
  {
    precaution: 'retry-at-the-end',
    file: router,
    find: 'if (!(await this.#ledger.flush())) await new Promise((resolve) => setTimeout(resolve, retryPauseMs));',
    replace: 'if (!(await this.#ledger.flush())) return;',
    scenario: 'model-router/database-error',
    invariant: 'all-written-at-shutdown',
  },
  {
    precaution: 'count-what-was-there',
    file: `${folder}/counters/counted-usage.ts`,
    find: `store.save('tokens', key, before + tokens)`,
    replace: `store.save('tokens', key, tokens)`,
    scenario: 'model-router/usage-during-a-flush',
    invariant: 'no-lost-update',
    variant: 'v2-cache-locks',
  },
  {
    variant: 'hardened',
    precaution: 'who waits for a slot is not told of the end',
    file: slots,
    find: 'this.#closed = true;\n    this.#freed.set();',
    replace: 'this.#closed = true;',
    scenario: 'model-router/waiting-at-shutdown',
    invariant: 'waiters-are-told',
    runs: 60,
  },
  {
    variant: 'hardened',
    precaution: 'a chunk is counted when the next one is asked for',
    file: router,
    find: `        if (promptTokens !== 0 || completionTokens !== 0) {
          this.recordTokens({ endpoint, model, promptTokens, completionTokens });
        }
        yield chunk;
`,
    replace: `        yield chunk;
        if (promptTokens !== 0 || completionTokens !== 0) {
          this.recordTokens({ endpoint, model, promptTokens, completionTokens });
        }
`,
    scenario: 'model-router/left-after-one-chunk',
    invariant: 'handed-out-is-counted',
    runs: 60,
  },
  {
    variant: 'hardened',
    precaution: 'the periodic flush never starts',
    file: 'systems/model-router/hardened.ts',
    find: 'this.#flusher ??= Task.start(',
    replace: 'this.#flusher &&= Task.start(',
    scenario: 'model-router/uneventful-hour',
    invariant: 'serves-as-documented',
    runs: 10,
  },
  {
    variant: 'hardened',
    precaution: 'the time limit of the shutdown goes on',
    file: 'systems/model-router/hardened/within.ts',
    find: '  clearTimeout(timer);\n',
    replace: '',
    scenario: 'model-router/uneventful-hour',
    invariant: 'no-timer-left-behind',
    runs: 10,
  },
  {
    variant: 'hardened',
    precaution: 'a flusher that somebody waits for',
    file: 'systems/model-router/hardened.ts',
    find: `      daemon: true,
      ...this.#spawning`,
    replace: `      ...this.#spawning`,
    scenario: 'model-router/background-tasks',
    invariant: 'tasks-are-told',
    runs: 1,
  },
  {
    variant: 'hardened',
    precaution: 'one who waits for a slot and leaves takes all others along',
    file: 'systems/primitives/event.ts',
    find: '(other) => other !== waiter',
    replace: '() => false',
    scenario: 'model-router/waiter-leaves',
    invariant: 'who-stays-is-served',
    runs: 60,
  },
  {
    variant: 'hardened',
    precaution: 'two cancellations in one turn reject two awaits',
    file: 'systems/primitives/task.ts',
    find: 'if (this.#settled || this.#interrupting) return;',
    replace: 'if (this.#settled) return;',
    scenario: 'model-router/cancelled-client',
    invariant: 'cancelled-once-each',
    runs: 60,
  },
  {
    variant: 'hardened',
    precaution: 'a cancellation between two awaits is lost',
    file: 'systems/primitives/task.ts',
    find: 'this.#cancelRequested = true;',
    replace: '',
    scenario: 'model-router/cancelled-client',
    invariant: 'cancelled-once-each',
    runs: 60,
  },
  {
    variant: 'hardened',
    precaution: 'subscribers are not told of slots',
    file: router,
    find: '() => this.#announce()',
    replace: '() => {}',
    scenario: 'model-router/uneventful-hour',
    invariant: 'serves-as-documented',
    runs: 10,
  },
  {
    variant: 'hardened',
    precaution: 'what is recorded during a flush waits for the next one',
    file: router,
    find: 'if (!(await this.#ledger.flush())) return;',
    replace: 'await this.#ledger.flush();\n      return;',
    scenario: 'model-router/uneventful-hour',
    invariant: 'serves-as-documented',
    runs: 10,
  },
  {
    variant: 'hardened',
    precaution: 'the last flush is tried again without a pause',
    file: router,
    find: 'if (!(await this.#ledger.flush())) await new Promise((resolve) => setTimeout(resolve, retryPauseMs));',
    replace: 'if (!(await this.#ledger.flush())) await new Promise((resolve) => setTimeout(resolve, 1));',
    scenario: 'model-router/database-gone',
    invariant: 'serves-as-documented',
    runs: 1,
  },
  {
    variant: 'hardened',
    precaution: 'the sleep of a cancelled flusher goes on',
    file: 'systems/primitives/task.ts',
    find: '() => clearTimeout(timer)',
    replace: '() => {}',
    scenario: 'model-router/background-tasks',
    invariant: 'no-timer-left-behind',
    runs: 1,
  },
];
