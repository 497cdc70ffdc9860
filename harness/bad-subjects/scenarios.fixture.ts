import fc from 'fast-check';
import type { Checks } from '../core/checks.ts';
import { scenario } from '../scenario.ts';
import { bad, badScenario } from './bad-subject.fixture.ts';

const here = /scenarios\.fixture\.ts:\d+/;
const system = { id: 'bad', variants: { only: 0 } };
const returning =
  (checks: unknown): (() => Checks) =>
  () =>
    checks as Checks;

/** Scenarios that are wrong themselves. */
export const scenarios = [
  bad('a check that throws', 'error', ['Error: no such row', here], () => () => {
    throw new Error('no such row');
  }),
  bad('a set-up that throws', 'error', ['TypeError: no such port', here], () => {
    throw new TypeError('no such port');
  }),
  bad('a set-up that throws what is no error', 'error', ['{ status: 500 }'], () => {
    // oxlint-disable-next-line typescript/only-throw-error -- what an author may do
    throw { status: 500 };
  }),
  bad(
    'a set-up that returns a promise',
    'error',
    ['returned a promise; it must set up synchronously'],
    returning(Promise.resolve()),
  ),
  bad('a set-up that returns an array', 'error', ['returned no function'], returning([])),
  bad(
    'checks that return nothing',
    'error',
    ['checks returned undefined', 'return () => [ … ]'],
    returning(() => {}),
  ),
  bad(
    'checks that return a promise',
    'error',
    ['checks returned a promise', 'synchronous'],
    returning(async () => []),
  ),
  bad(
    'checks that return one result',
    'error',
    ['checks returned', '[ … ]'],
    returning(() => ({ invariant: 'a', finding: undefined })),
  ),
  bad(
    'a check that yields nothing',
    'error',
    ['A check yielded undefined'],
    returning(() => [undefined]),
  ),
  bad(
    'a check that yields a promise',
    'error',
    ['A check yielded a promise', 'synchronous'],
    returning(() => [Promise.resolve()]),
  ),
  bad(
    'a check without a name',
    'error',
    ['A check yielded', 'invariant'],
    returning(() => [{ finding: undefined }]),
  ),
  bad(
    'a finding without a message',
    'error',
    ['message'],
    returning(() => [{ invariant: 'a', finding: { kind: 'lost-row' } }]),
  ),
  bad('a cyclic result of a check', 'error', ['A check yielded'], returning(() => { const a: { a?: unknown } = {}; a.a = a; return [a]; })), // prettier-ignore
  bad(
    'a finding of an unknown kind',
    'error',
    ["The kind 'lost-penny' is not declared"],
    returning(() => [{ invariant: 'a', finding: { kind: 'lost-penny', message: 'one' } }]),
    { invariants: ['a'] },
  ),
  bad('an invariant that no check speaks of', 'unknown', ['rows-kept', 'no run checked it'], () => {}, {
    invariants: ['rows-kept'],
  }),
  bad(
    'a check of an invariant that is not declared',
    'error',
    ["invariant 'rows-kept' is not declared", "invariants: ['rows-kept']"],
    returning(() => [{ invariant: 'rows-kept', finding: undefined }]),
  ),
  bad(
    'a violation of an invariant that is not declared',
    'error',
    ["invariant 'rows-kept' is not declared"],
    (sim) => {
      sim.task('writer', () => sim.violation('lost-row', 'rows-kept', 'r1 is lost'));
    },
  ),
  badScenario(
    'an expectation of an invariant that is not declared',
    'refused',
    ['rows-kpet', 'rows-kept'],
    () =>
      scenario('typo', system, {
        invariants: ['rows-kept'],
        expect: { only: { 'rows-kpet': 'violated' } },
        run: returning(() => []),
      }),
  ),
  badScenario('an expectation that is no word', 'refused', ['broken', 'violated', 'holds'], () =>
    scenario('typo', system, {
      invariants: ['a'],
      expect: { only: { a: 'broken' as 'holds' } },
      run: returning(() => []),
    }),
  ),
  badScenario('an unknown variant', 'refused', ['"olny"', 'only'], () =>
    scenario('typo', system, {
      invariants: ['a'],
      expect: { olny: { a: 'violated' } },
      run: returning(() => []),
    }),
  ),
  badScenario('no invariants', 'refused', ['names no invariants'], () =>
    scenario('none', system, { run: returning(() => []) } as never),
  ),
  badScenario('no run', 'refused', ['run'], () => scenario('none', system, { invariants: [] } as never)),
  bad(
    'a fault of an operation that there is not',
    'error',
    ["'db.comit'", 'db.commit'],
    (sim) => {
      const commit = sim.operation('db.commit');
      sim.task('writer', () => commit.call(undefined, () => {}));
    },
    { faults: { operations: { 'db.comit': ['stall'] } } },
  ),
  bad(
    'a cancellation of a task that there is not',
    'error',
    ["The fault menu names the task 'flusher'", 'which no run has', "the task 'writer'"],
    (sim) => {
      sim.task('writer', () =>
        sim.spawn({ name: 'writer', daemon: false, cancel: () => {} }, async () => {}),
      );
    },
    { faults: { cancel: ['writer', 'flusher'] } },
  ),
  bad(
    'a cancellation of a task that nothing can cancel',
    'error',
    ["The fault menu names the task 'writer' (it runs, but nothing can cancel it"],
    (sim) => {
      sim.task('writer', async () => {});
    },
    { faults: { cancel: ['writer'] } },
  ),
  bad(
    'a fault of something else altogether',
    'error',
    ["The fault menu names the operation 'http.get'", "the operation 'db.commit'"],
    (sim) => {
      const commit = sim.operation('db.commit');
      sim.task('writer', () => commit.call(undefined, () => {}));
    },
    { faults: { operations: { 'http.get': ['stall'] } } },
  ),
  bad(
    'a workload with a bigint',
    'refused',
    ['The workload of bad/subject is not plain JSON', '10n'],
    () => {},
    { workload: fc.constant({ rows: 10n }) },
  ),
  bad('a cyclic workload', 'refused', ['not plain JSON'], () => {}, { workload: fc.constant(0).map(() => { const a: { a?: unknown } = {}; a.a = a; return a; }) }), // prettier-ignore
  bad('a workload with a function', 'refused', ['not plain JSON'], () => {}, {
    workload: fc.constant({ call: () => 1 }),
  }),
  bad('a workload with a date', 'refused', ['not plain JSON'], () => {}, {
    workload: fc.constant(new Date(0)),
  }),
  bad('an example that is not plain JSON', 'refused', ['not plain JSON', '2n'], () => {}, {
    workload: fc.constant({ a: 1 }),
    examples: [{ a: 2n }],
  }),
  bad('a filter that never passes', 'refused', ['workload', 'filter'], () => {}, {
    workload: fc.integer().filter(() => false),
  }),
  bad('an arbitrary that throws', 'refused', ['workload', 'no luck'], () => {}, { workload: fc.integer().map(() => { throw new Error('no luck'); }) }), // prettier-ignore
  bad('a workload that is no arbitrary', 'refused', ['workload', 'arbitrary'], () => {}, {
    workload: { rows: 3 } as never,
  }),
  bad(
    'a run that writes to its workload',
    'error',
    ['TypeError', 'rows', here],
    (_, workload: { rows: number }) => {
      workload.rows += 1;
    },
    { workload: fc.record({ rows: fc.integer() }) },
  ),
  bad('a task whose name is no text', 'error', ['sim.task(name, body) got no name', here], (sim) => {
    sim.task(undefined as never, async () => {});
  }),
  bad('a task without a body', 'error', ["sim.task('writer', body) got no function", here], (sim) => {
    sim.task('writer', undefined as never);
  }),
  bad(
    'a latency that ends before it begins',
    'error',
    ["latencyMs of the operation 'call' is [10, 1]", here],
    (sim) => {
      const call = sim.operation('call', { latencyMs: [10, 1] });
      sim.task('caller', () => call.call(undefined, () => {}));
    },
  ),
  bad('a latency that is no number', 'error', ["'call'", 'latencyMs'], (sim) => {
    const call = sim.operation('call', { latencyMs: [Number.NaN, 5] });
    sim.task('caller', () => call.call(undefined, () => {}));
  }),
  bad('a step bound of nothing', 'refused', ['maxSteps'], () => {}, { maxSteps: 0 }),
];
