import type { Mutant } from '../mutant.ts';

const file = 'systems/circuit-breaker/hardened.ts';
const rule = 'systems/circuit-breaker/hardened-rule.ts';
const exchange = 'systems/circuit-breaker/exchange.ts';

export const mutants: readonly Mutant[] = [
  {
    precaution: 'lock-around-load-and-store',
    file,
    find: `    await locked(this.#memory, stateCell(model), async () => {
      const state = await this.#state(model);
      await this.#memory.store(stateCell(model), settle(state, result, this.#settings), 'atomic');
    });`,
    replace: `    const state = await this.#state(model);
    await this.#memory.store(stateCell(model), settle(state, result, this.#settings), 'atomic');`,
    scenario: 'circuit-breaker/records-at-once',
    invariant: 'no-lost-record',
  },
  {
    precaution: 'lock-around-load-and-store',
    file,
    find: `    await locked(this.#memory, stateCell(model), async () => {
      const state = await this.#state(model);
      await this.#memory.store(stateCell(model), settle(state, result, this.#settings), 'atomic');
    });`,
    replace: `    const state = await this.#state(model);
    await this.#memory.store(stateCell(model), settle(state, result, this.#settings), 'atomic');`,
    scenario: 'circuit-breaker/availability',
    invariant: 'linearizable',
  },
  {
    precaution: 'atomic-cell',
    file,
    find: `this.#memory.load(stateCell(model), 'atomic')`,
    replace: `this.#memory.load(stateCell(model))`,
    scenario: 'circuit-breaker/check-while-recording',
    invariant: 'no-data-race',
  },
  {
    precaution: 'look-again-under-the-lock',
    file,
    find: `      const admission = admit(state, Date.now());`,
    replace: `      const admission = atFirstSight;`,
    scenario: 'circuit-breaker/after-the-outage',
    invariant: 'at-most-one-probe',
  },
  {
    // Counted as a failure.
    precaution: 'clients-say-nothing',
    file: rule,
    find: `end.kind === 'timed-out' && end.limit === 'gateway' ? 504 : 0`,
    replace: `end.kind === 'timed-out' ? 504 : 0`,
    scenario: 'circuit-breaker/client-timeouts',
    invariant: 'clients-do-not-trip',
  },
  {
    // Counted as a failure, too.
    precaution: 'clients-say-nothing',
    file: rule,
    find: `end.kind === 'timed-out' && end.limit === 'gateway' ? 504 : 0`,
    replace: `504`,
    scenario: 'circuit-breaker/client-cancels',
    invariant: 'clients-do-not-trip',
  },
  {
    // Counted as a success.
    precaution: 'clients-say-nothing',
    file: rule,
    find: `end.kind === 'timed-out' && end.limit === 'gateway' ? 504 : 0`,
    replace: `end.kind === 'timed-out' && end.limit === 'gateway' ? 504 : 200`,
    scenario: 'circuit-breaker/client-cancels',
    invariant: 'clients-do-not-mask',
  },
  {
    precaution: 'epoch-of-admission',
    file: rule,
    find: `if (state.phase === 'open' && result.epoch === state.epoch) {`,
    replace: `if (state.phase === 'open') {`,
    scenario: 'circuit-breaker/late-success',
    invariant: 'late-success-does-not-reopen',
  },
  {
    precaution: 'probe-given-back',
    file: rule,
    find: `    const probeAt = verdict`,
    replace: `    if (verdict === 'nothing') return state;
    const probeAt = verdict`,
    scenario: 'circuit-breaker/after-the-outage',
    invariant: 'model-recovers',
  },
  {
    precaution: 'outage-is-over',
    file: rule,
    find: `  if (state.phase === 'closed' && (result.epoch ?? state.epoch) !== state.epoch) return state;\n`,
    replace: '',
    scenario: 'circuit-breaker/late-failures',
    invariant: 'late-failure-does-not-trip',
  },
  {
    precaution: 'minimum-sample',
    file: rule,
    find: `  if (recent.length < settings.minimumSample) return false;\n`,
    replace: '',
    scenario: 'circuit-breaker/quiet-model',
    invariant: 'minimum-sample',
  },
  {
    variant: 'b4-load-or-store',
    precaution: 'the ratio is reached, not passed',
    file: 'systems/circuit-breaker/failure-ratio-breaker.ts',
    find: 'windowMs, failures) < failureRatio;',
    replace: 'windowMs, failures) <= failureRatio;',
    scenario: 'circuit-breaker/ninety-five-of-a-hundred',
    invariant: 'trips-at-the-ratio',
  },
  {
    variant: 'hardened',
    precaution: 'the minimum sample is passed, not reached',
    file: rule,
    find: 'recent.length < settings.minimumSample',
    replace: 'recent.length <= settings.minimumSample',
    scenario: 'circuit-breaker/by-the-rule',
    invariant: 'follows-its-rule',
  },
  {
    variant: 'hardened',
    precaution: 'a failed probe begins no cool-down',
    file: rule,
    find: "verdict === 'failure' ? result.at + settings.coolDownMs : state.probeAt",
    replace: 'state.probeAt',
    scenario: 'circuit-breaker/calls-in-turn',
    invariant: 'refused-by-the-rule',
  },
  {
    variant: 'hardened',
    precaution: 'a client may ask for more time than the gateway has',
    file: exchange,
    find: 'Math.min(request.timeoutMs ?? maxCallMs, maxCallMs)',
    replace: 'request.timeoutMs ?? maxCallMs',
    scenario: 'circuit-breaker/what-clients-are-told',
    invariant: 'reply-as-it-ended',
  },
  {
    variant: 'hardened',
    precaution: "the gateway's own limit is taken for the client's",
    file: exchange,
    find: 'request.timeoutMs < maxCallMs',
    replace: 'request.timeoutMs <= maxCallMs',
    scenario: 'circuit-breaker/what-clients-are-told',
    invariant: 'recorded-as-it-ended',
  },
  {
    variant: 'hardened',
    precaution: 'the deadline goes on',
    file: exchange,
    find: `  } finally {
    deadline.clear();
  }`,
    replace: '  }',
    scenario: 'circuit-breaker/what-clients-are-told',
    invariant: 'no-timer-left-behind',
  },
  {
    variant: 'hardened',
    precaution: 'a healthy model that is tried like a failing one',
    file: 'systems/circuit-breaker/hardened-rule.ts',
    find: "if (state.phase === 'closed') return { decision: 'send', epoch };",
    replace: "if (state.phase === 'closed') return { decision: 'probe', epoch };",
    scenario: 'circuit-breaker/checks-take-no-lock',
    invariant: 'checks-take-no-lock',
    runs: 1,
  },
  {
    variant: 'hardened',
    precaution: 'a late end that nobody keeps',
    file: 'systems/circuit-breaker/hardened-rule.ts',
    find: "if (state.phase === 'closed' && (result.epoch",
    replace: 'if ((result.epoch',
    scenario: 'circuit-breaker/late-end-is-kept',
    invariant: 'keeps-by-its-rule',
    runs: 1,
  },
  {
    variant: 'hardened',
    precaution: 'a plain store of who tries',
    file,
    find: "startProbe(state), 'atomic')",
    replace: "startProbe(state), 'plain')",
    scenario: 'circuit-breaker/checks-take-no-lock',
    invariant: 'snapshots-are-atomic',
    runs: 1,
  },
  {
    variant: 'hardened',
    precaution: 'who does not try is noted as trying',
    file,
    find: "if (admission.decision === 'probe') {",
    replace: 'if (admission.epoch >= 0) {',
    scenario: 'circuit-breaker/late-at-the-lock',
    invariant: 'model-recovers',
    runs: 1,
  },
];
