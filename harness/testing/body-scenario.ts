import type { Sim } from '../core/sim.ts';
import { scenario, type Scenario } from '../scenario.ts';
import { damageOf } from '../core/damage-of.ts';
import type { TestOptions } from './test-options.ts';

/**
 * The body of a test: runs once in each interleaving, as a task called `test`. What it throws, or rejects with, is the
 * violation.
 */
export type TestBody<W = unknown> = (sim: Sim, workload: W) => unknown;

/** The one variant of a test. */
export const TEST_VARIANT = 'test';

/** What the body promises. */
export const TEST_INVARIANT = 'test-passes';

const KIND = 'failed-assertion';

/** A test as a scenario. */
export interface BodyScenario {
  readonly scenario: Scenario;
  /** What the body threw last, as it threw it; undefined where it has not. */
  readonly thrown: () => { readonly error: unknown } | undefined;
}

/**
 * Makes a scenario of a test's body.
 * @param file of the test: what is tested, for the report
 * @param name of the test, with those of the groups around it
 */
export function bodyScenario<W>(
  file: string,
  name: string,
  body: TestBody<W>,
  options: TestOptions<W>,
): BodyScenario {
  const { workload, examples, faults, maxSteps, timerLatenessMs, runForMs, node } = options;
  let last: { readonly error: unknown } | undefined;
  const made = scenario<object, W>(
    name,
    { id: file, variants: { [TEST_VARIANT]: {} } },
    {
      invariants: [TEST_INVARIANT],
      ...(workload !== undefined && { workload }),
      ...(examples !== undefined && { examples }),
      ...(faults !== undefined && { faults }),
      ...(maxSteps !== undefined && { maxSteps }),
      ...(timerLatenessMs !== undefined && { timerLatenessMs }),
      ...(runForMs !== undefined && { runForMs }),
      ...(node !== undefined && { node }),
      run(sim, _variant, given) {
        sim.task('test', async () => {
          try {
            await body(sim, given);
          } catch (error) {
            last = { error };
            sim.violation(KIND, TEST_INVARIANT, damageOf(error));
          }
        });
        return () => [{ invariant: TEST_INVARIANT, finding: undefined }];
      },
    },
  );
  return { scenario: { ...made, hasOpenInvariants: true }, thrown: () => last };
}
