import type { Mutant } from '../mutant.ts';

const file = 'systems/batch-writer/hardened.ts';

export const mutants: readonly Mutant[] = [
  {
    precaution: 'charge-once',
    file,
    find: `if (found === 'new') await charge(`,
    replace: `if (found !== undefined) await charge(`,
    scenario: 'batch-writer/users-spend',
    invariant: 'totals-agree',
  },
  {
    precaution: 'refuse-after-stop',
    file,
    find: 'if (this.#stopping) throw new WriterStopped(row);',
    replace: '',
    scenario: 'batch-writer/put-after-stop',
    invariant: 'nothing-after-stop',
  },
  {
    precaution: 'share-the-stop',
    file,
    find: 'this.#stopped ??= this.#shutDown();',
    replace: 'this.#stopped = this.#shutDown();',
    scenario: 'batch-writer/two-stops',
    invariant: 'nothing-after-stop',
  },
  {
    precaution: 'wake-idle-writer',
    file,
    find: '    this.#changed.set();\n    let expired',
    replace: '    let expired',
    scenario: 'batch-writer/idle-writer-stops',
    invariant: 'bounded-stop',
  },
  {
    precaution: 'bound-stop',
    file,
    find: '      expired = true;\n      this.#writer?.cancel();\n',
    replace: '',
    scenario: 'batch-writer/wedged-flush',
    invariant: 'bounded-stop',
  },
  {
    precaution: 'bound-stop',
    file,
    find: '      expired = true;\n',
    replace: '',
    scenario: 'batch-writer/wedged-flush',
    invariant: 'bounded-stop',
  },
  {
    precaution: 'one-flush-at-a-time',
    file,
    find: '      await taskEnd(this.#writer);\n      if (',
    replace: '      if (',
    scenario: 'batch-writer/shutdown-with-rows-queued',
    invariant: 'no-lost-rows',
  },
  {
    precaution: 'report-the-rest',
    file,
    find: 'if (this.#rows.length > 0) this.#options.onDropped?.(this.#rows.splice(0), new StopGaveUp());',
    replace: '',
    scenario: 'batch-writer/wedged-flush',
    invariant: 'nothing-after-stop',
  },
  {
    precaution: 'cap-batch',
    file,
    find: 'this.#rows.slice(0, this.#maxBatch);',
    replace: 'this.#rows.slice();',
    scenario: 'batch-writer/shutdown-with-rows-queued',
    invariant: 'batch-size',
  },
  {
    precaution: 'forget-after-commit',
    file,
    find: `    const failure = await this.#commit(batch, self);
    // Precaution forget-after-commit: a cancellation may end the flush at any await before this line, and a row that
    // had left the buffer by then would be nowhere.
    this.#rows.splice(0, batch.length);
`,
    replace: `    this.#rows.splice(0, batch.length);
    const failure = await this.#commit(batch, self);
`,
    scenario: 'batch-writer/cancelled-tasks',
    invariant: 'no-lost-rows',
  },
  {
    precaution: 'idempotent-insert',
    file,
    find: 'transaction.insertOnce(row.id, row)',
    replace: 'transaction.insert(row)',
    scenario: 'batch-writer/lost-reply',
    invariant: 'no-duplicate-rows',
  },
  {
    precaution: 'idempotent-insert',
    file,
    find: 'transaction.insertOnce(row.id, row)',
    replace: 'transaction.insert(row)',
    scenario: 'batch-writer/crash',
    invariant: 'no-duplicate-rows',
  },
];
