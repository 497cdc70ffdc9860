import fc from 'fast-check';
import { UsageError } from '../core/usage-error.ts';
import type { Sim } from '../core/sim.ts';
import type { TestBody } from './body-scenario.ts';
import { rowName } from './row-name.ts';
import type { Arbitraries, PropOptions, TestApi, TestFunction } from './test-api.ts';
import type { TestOptions } from './test-options.ts';

/** Whether a test is run: like its neighbours, alone, or not at all. */
export type TestMode = 'run' | 'only' | 'skip';

/** How a runner is told of tests. */
export interface Registrar {
  add(mode: TestMode, name: string, body: TestBody, options: TestOptions): void;
  todo(name: string): void;
}

/** What a test file of that runner calls. */
export function testApi(registrar: Registrar): TestApi {
  return Object.assign(testFunction(registrar, 'run'), {
    only: testFunction(registrar, 'only'),
    skip: testFunction(registrar, 'skip'),
    todo: (name: string) => registrar.todo(name),
  });
}

function testFunction(registrar: Registrar, mode: TestMode): TestFunction {
  const add = (name: string, ...given: readonly unknown[]): void => {
    const { options, body } = sorted(name, given);
    registrar.add(mode, name, body, options);
  };
  const each =
    (table: readonly unknown[]) =>
    (name: string, ...given: readonly unknown[]): void => {
      const { options, body } = sorted(name, given);
      for (const [index, row] of table.entries()) {
        const values: readonly unknown[] = Array.isArray(row) ? row : [row];
        registrar.add(mode, rowName(name, row, index), (sim) => body(sim, ...values), options);
      }
    };
  const prop =
    (arbitraries: Arbitraries, options: PropOptions<Arbitraries> = {}) =>
    (name: string, ...given: readonly unknown[]): void => {
      const { body } = sorted(name, given);
      const isList = Array.isArray(arbitraries);
      const workload = isList
        ? fc.tuple(...(arbitraries as fc.Arbitrary<unknown>[]))
        : fc.record(arbitraries as Record<string, fc.Arbitrary<unknown>>);
      const drawn: TestBody = (sim, values) =>
        isList ? body(sim, ...(values as unknown[])) : body(sim, values);
      registrar.add(mode, name, drawn, { ...options, workload });
    };
  return Object.assign(add, { each, prop }) as TestFunction;
}

type Body = (sim: Sim, ...values: unknown[]) => unknown;

/** Test files are run without a type checker. */
function sorted(
  name: unknown,
  given: readonly unknown[],
): { readonly options: TestOptions; readonly body: Body } {
  const [options, body] = given.length > 1 ? given : [{}, given[0]];
  if (typeof name !== 'string' || name === '')
    throw new UsageError('A test has no name; expected: test(name, async (sim) => { … }).');
  if (typeof body !== 'function')
    throw new UsageError(`The test '${name}' has no body; expected: test(name, async (sim) => { … }).`);
  if (typeof options !== 'object' || options === null)
    throw new UsageError(
      `The options of the test '${name}' stand between its name and its body: { runs: 100 }.`,
    );
  return { options, body: body as Body };
}
