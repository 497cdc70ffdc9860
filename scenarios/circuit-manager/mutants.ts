import type { Mutant } from '../mutant.ts';

const hardened = 'systems/circuit-manager/hardened.ts';
const mirror = 'systems/circuit-manager/mirror.ts';

export const mutants: readonly Mutant[] = [
  {
    precaution: 'commit-outlives-caller',
    file: hardened,
    find: 'await scope.wait(this.#commitAndReconcile(session, circuits));',
    replace:
      'await scope.wait(session.commit());\n' +
      'await Promise.all(circuits.map((circuit) => this.#reconcile(circuit, scope)));',
    scenario: 'circuit-manager/cancelled-caller',
    invariant: 'session-keys-match-routes',
  },
  {
    precaution: 'reconcile-after-commit',
    file: hardened,
    find: 'await Promise.all(circuits.map((circuit) => this.#reconcile(circuit, uncancellable)));\n',
    replace: '',
    scenario: 'circuit-manager/delete-inside-transaction',
    invariant: 'no-resurrected-keys',
  },
  {
    precaution: 'reconcile-after-commit',
    file: hardened,
    find: '    } finally {\n      // Precaution reconcile-after-commit',
    replace: '    } finally {}\n    {\n      // Without: reconcile-after-commit',
    scenario: 'circuit-manager/database-fault',
    invariant: 'no-resurrected-keys',
  },
  {
    precaution: 'one-pass-per-circuit',
    file: hardened,
    find: 'let task = this.#reconciling.get(circuit);',
    replace: 'let task: Task<void> | undefined;',
    scenario: 'circuit-manager/delete-inside-transaction',
    invariant: 'no-resurrected-keys',
  },
  {
    precaution: 'unmark-before-read',
    file: hardened,
    find: 'while (this.#changed.delete(circuit)) {\n      try {\n        await this.#mirror.show(circuit, () => this.#readCommitted(circuit));',
    replace:
      'while (this.#changed.has(circuit)) {\n      try {\n        await this.#mirror.show(circuit, () => this.#readCommitted(circuit));\n        this.#changed.delete(circuit);',
    scenario: 'circuit-manager/cancelled-caller',
    invariant: 'no-resurrected-keys',
  },
  {
    precaution: 'retry-until-shown',
    file: hardened,
    find: '        this.#changed.add(circuit);\n        await new',
    replace: '        await new',
    scenario: 'circuit-manager/store-fault',
    invariant: 'no-resurrected-keys',
  },
  {
    precaution: 'fence-late-writes',
    file: mirror,
    find: 'if (this.#fence === fence) this.#fence = undefined;',
    replace: '',
    scenario: 'circuit-manager/slow-store',
    invariant: 'no-resurrected-keys',
  },
  {
    precaution: 'sessions-from-the-store',
    file: mirror,
    find: 'return sessionsOfService(circuit, await this.#answer(this.#store.range(servicePrefix(circuit))));',
    replace: 'return [];',
    scenario: 'circuit-manager/scale-out-and-in',
    invariant: 'no-stale-session-keys',
  },
  {
    precaution: 'version-late-events',
    file: mirror,
    find: 'const version = Math.max(Date.now(), this.#lastVersion + 1);',
    replace: 'const version = 0;',
    scenario: 'circuit-manager/legacy-faults',
    invariant: 'no-resurrected-keys',
  },
  {
    precaution: 'give-up-unanswered',
    file: 'systems/circuit-manager/answer.ts',
    find: 'setTimeout(() => reject(new NoAnswer(timeoutMs)), timeoutMs)',
    replace: 'setTimeout(() => {}, timeoutMs)',
    scenario: 'circuit-manager/store-fault',
    invariant: 'no-resurrected-keys',
  },
  {
    variant: 'hardened',
    precaution: 'a weight that is not written',
    file: 'systems/circuit-manager/circuit-keys.ts',
    find: 'String(route.weight)',
    replace: "''",
    scenario: 'circuit-manager/several-circuits',
    invariant: 'keys-as-specified',
  },
  {
    variant: 'hardened',
    precaution: 'the time limit of an answer goes on',
    file: 'systems/circuit-manager/answer.ts',
    find: '    clearTimeout(timer);\n',
    replace: '',
    scenario: 'circuit-manager/several-circuits',
    invariant: 'no-timer-left-behind',
  },
  {
    variant: 'hardened',
    precaution: 'a pass that nobody is told of',
    file: 'systems/circuit-manager/hardened.ts',
    find: `options.spawn === undefined ? {}`,
    replace: `options.spawn !== undefined ? {}`,
    scenario: 'circuit-manager/background-tasks',
    invariant: 'tasks-are-told',
    runs: 1,
  },
];
