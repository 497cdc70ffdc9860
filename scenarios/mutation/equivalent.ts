import type { Mutation } from './mutants.ts';

/** Mutants that nobody could notice, and why. */
export interface Equivalence {
  /** From the root of the repository; default: any. */
  readonly file?: string;
  /** As Stryker names it; default: any. */
  readonly mutator?: string;
  /** What the mutants' line says somewhere. */
  readonly line: string;
  /** What is replaced; default: whatever it is. */
  readonly original?: string;
  /** What stands there instead; default: whatever it is. */
  readonly replacement?: string;
  readonly reason: string;
}

/** `circuit-keys.ts`: what `sessionsOfService` does with the entries that are no names. */
const noNames =
  'the entries are a range by this prefix; a weight is too short to leave a name but the empty one, under which there is nothing';
const undefinedPort =
  'a port that is undefined is passed on, and the task takes its default for it all the same';
const cleared =
  'the hardened variants clear the flag right before they wait, so only that they are woken matters to them';
const forOriginals = 'asked by originals only: no hardened variant does';
const settled = 'a body that has ended waits for nothing that an interrupt could reject';
const wokenInVain =
  'who has left is woken in vain, which does nothing; that the next `set` frees him and not his leaving shows in memory alone';
const eachAnswers = 'there is an answer for each who was asked';
const words = 'the words of an error, which no code reads';

export const equivalences: readonly Equivalence[] = [
  { line: 'override readonly name =', mutator: 'StringLiteral', reason: words },
  { line: 'super(`', mutator: 'StringLiteral', reason: words },
  { line: "super('", mutator: 'StringLiteral', reason: words },
  {
    line: 'options.spawn === undefined ? {} :',
    original: 'options.spawn === undefined',
    replacement: 'false',
    reason: undefinedPort,
  },
  {
    file: 'systems/batch-writer/hardened.ts',
    line: 'this.#writer?.cancel();',
    replacement: 'this.#writer.cancel',
    reason: 'a stop that lasts beyond its turn has a task: the writer, or the drain that takes its place',
  },
  {
    file: 'systems/circuit-breaker/exchange.ts',
    line: 'const limit =',
    original: 'request.timeoutMs !== undefined',
    replacement: 'true',
    reason:
      'a limit that is undefined is not less than any other, so the rest of the condition says the same',
  },
  {
    file: 'systems/circuit-breaker/exchange.ts',
    line: 'const limit =',
    original: "'client'",
    reason: 'a limit is only compared with the gateway’s',
  },
  {
    file: 'systems/circuit-breaker/hardened-rule.ts',
    line: "return end.kind === 'timed-out' && end.limit === 'gateway'",
    original: "end.kind === 'timed-out'",
    replacement: 'true',
    reason: 'of the ends that come so far only a timeout has a limit',
  },
  {
    file: 'systems/circuit-breaker/hardened-rule.ts',
    line: "return { decision: 'send', epoch }",
    original: "'send'",
    reason: 'a decision is only compared with refuse and probe',
  },
  {
    file: 'systems/circuit-breaker/hardened-rule.ts',
    line: "state.phase === 'open' ? { ...state, probing: true } : state",
    original: "state.phase === 'open'",
    replacement: 'true',
    reason: 'only an open model decides for a probe, and only then it is called',
  },
  {
    file: 'systems/circuit-manager/mirror.ts',
    line: "this.#store.put(key, 'raised')",
    original: "'raised'",
    reason: 'nobody reads what the fence says, only its revision',
  },
  {
    file: 'systems/circuit-manager/circuit-keys.ts',
    line: 'return Object.entries(entries)',
    mutator: 'MethodExpression',
    reason: noNames,
  },
  ...['true', "key.startsWith(servicePrefix(circuit)) || key.endsWith('/name')"].map((replacement) => ({
    file: 'systems/circuit-manager/circuit-keys.ts',
    line: '.filter(([key]) => key.startsWith(servicePrefix(circuit)) && key.endsWith(',
    replacement,
    reason: noNames,
  })),
  {
    file: 'systems/circuit-manager/circuit-keys.ts',
    line: '.filter(([key]) => key.startsWith(servicePrefix(circuit)) && key.endsWith(',
    original: "'/name'",
    reason: noNames,
  },
  {
    file: 'systems/circuit-breaker/sequential.ts',
    line: 'ReadonlySet<number> = new Set(',
    reason: 'of the rules of the originals: the hardened variant has its own',
  },
  {
    file: 'systems/circuit-manager/mirror.ts',
    line: 'const version = Math.max(Date.now(), this.#lastVersion + 1);',
    original: 'this.#lastVersion + 1',
    replacement: 'this.#lastVersion - 1',
    reason:
      'a worker ignores lower versions only, and a later event has a lower one only where somebody sets the clock back; time passes here',
  },
  {
    line: 'const spawning = env.spawn === undefined ? {} :',
    original: 'env.spawn === undefined',
    replacement: 'false',
    reason: undefinedPort,
  },
  {
    line: '...(spawn !== undefined && { spawn })',
    original: 'spawn !== undefined',
    replacement: 'true',
    reason: undefinedPort,
  },
  { file: 'systems/primitives/event.ts', line: 'return this.#set;', reason: forOriginals },
  { file: 'systems/primitives/event.ts', line: 'get isSet()', reason: forOriginals },
  { file: 'systems/primitives/event.ts', line: '  #set = false;', original: 'false', reason: cleared },
  { file: 'systems/primitives/event.ts', line: 'this.#set = true;', original: 'true', reason: cleared },
  {
    file: 'systems/primitives/event.ts',
    line: 'if (this.#set) return undefined;',
    replacement: 'false',
    reason: cleared,
  },
  {
    file: 'systems/primitives/event.ts',
    line: 'return scope.wait(waiter.raised, () => {',
    replacement: '{}',
    reason: wokenInVain,
  },
  {
    file: 'systems/primitives/event.ts',
    line: 'this.#waiters.filter((other) => other !== waiter)',
    replacement: 'this.#waiters',
    reason: wokenInVain,
  },
  {
    file: 'systems/primitives/event.ts',
    line: 'this.#waiters.filter((other) => other !== waiter)',
    original: 'other !== waiter',
    replacement: 'true',
    reason: wokenInVain,
  },
  { file: 'systems/primitives/task.ts', line: 'this.#settled = true;', original: 'true', reason: settled },
  {
    file: 'systems/primitives/task.ts',
    line: '} finally {',
    original: '{ this.#settled = true; }',
    reason: settled,
  },
  {
    file: 'systems/model-router/buffer/token-sums.ts',
    line: 'get isEmpty()',
    reason: forOriginals,
  },
  {
    file: 'systems/model-router/buffer/token-sums.ts',
    line: 'return this.#endpoints.size === 0;',
    reason: forOriginals,
  },
  {
    file: 'systems/model-router/buffer/token-sums.ts',
    line: 'if (entries.size !== size) throw',
    replacement: 'false',
    reason: 'the ledger copies its sums in one go, so none is added meanwhile',
  },
  {
    file: 'systems/model-router/hardened.ts',
    line: 'if (upstream !== undefined) release(upstream);',
    replacement: 'false',
    reason: 'the stream has opened, so the release that follows its opening comes before the client goes on',
  },
  {
    file: 'systems/model-router/hardened/broadcast.ts',
    line: 'this.#lastId += 1;',
    replacement: 'this.#lastId -= 1',
    reason: 'a subscriber’s number only tells it from others',
  },
  {
    file: 'systems/model-router/hardened/fresh-listings.ts',
    line: 'if (failedAtMs !== undefined && isWithin(failedAtMs,',
    original: 'failedAtMs !== undefined',
    replacement: 'true',
    reason: 'since a moment that is undefined no time is within any limit',
  },
  {
    file: 'systems/model-router/hardened/usage-ledger.ts',
    line: 'if (this.isEmpty) return true;',
    original: 'true',
    replacement: 'false',
    reason: 'only the periodic flush asks when there is nothing to write, and it does not heed the answer',
  },
  {
    file: 'systems/model-router/hardened/usage-ledger.ts',
    line: 'this.#batches += 1;',
    replacement: 'this.#batches -= 1',
    reason: 'a batch’s number only tells it from others',
  },
  {
    file: 'systems/model-router/listing/find-candidates.ts',
    line: 'offered[index]?.models',
    replacement: 'offered[index].models',
    reason: eachAnswers,
  },
  {
    file: 'systems/model-router/listing/find-candidates.ts',
    line: 'loaded[index]?.models',
    replacement: 'loaded[index].models',
    reason: eachAnswers,
  },
  {
    file: 'systems/model-router/listing/find-candidates.ts',
    line: '.includes(model) ?? false',
    original: 'false',
    reason: eachAnswers,
  },
  {
    file: 'systems/model-router/errors.ts',
    line: 'constructor(url: string, status: number) {',
    mutator: 'BlockStatement',
    reason: 'it throws then itself, and whoever asks an endpoint takes any error for the same',
  },
];

/** @param texts the sources, by file */
export function equivalenceOf(
  texts: ReadonlyMap<string, string>,
  mutation: Mutation,
): Equivalence | undefined {
  const text = texts.get(mutation.file)?.split('\n')[mutation.line - 1] ?? '';
  return equivalences.find(
    ({ file = mutation.file, line, original, replacement, mutator = mutation.mutator }) =>
      file === mutation.file &&
      mutator === mutation.mutator &&
      text.includes(line) &&
      (original === undefined || original === mutation.original) &&
      (replacement === undefined || replacement === mutation.replacement),
  );
}
