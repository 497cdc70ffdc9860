import type { PreconditionFailure, PropertyFailure } from 'fast-check';
import { active } from '../core/active-run.ts';
import { describeError } from '../core/describe-error.ts';
import { Program } from '../program/program.ts';
import { PROPERTY_ID } from './property-id.ts';
import { type Scenario, scenario } from '../scenario.ts';

/** What fast-check calls the result of one run of a property: null where it holds. */
export type Output = PropertyFailure | PreconditionFailure | null;

export const VARIANT = 'property';
/** Deliveries after which a run of a property is cut off. */
export const MAX_STEPS = 20_000;
const INVARIANT = 'property-holds';

/** A property of fast-check as a program of the engine: its one task runs the property once. */
export class PropertyProgram {
  readonly scenario: Scenario;
  readonly program: Program;
  /** Runs the property, on values of its own. To be set before runs are made. */
  run: () => Promise<Output> = () => Promise.resolve(null);
  /** What the last run came to; undefined where the property never settled. */
  output: Output | undefined;
  /** Whether it held in some run since this was last set to false; else all were left out by a precondition. */
  hasHeld = false;

  constructor() {
    const system = { id: 'fast-check', variants: { [VARIANT]: undefined } };
    this.scenario = scenario('a property of fast-check', system, {
      invariants: [INVARIANT],
      maxSteps: MAX_STEPS,
      kinds: { 'failed-property': 'A property of fast-check did not hold.' },
      run: (sim) => {
        this.output = undefined;
        // Under fast-check all completions come in one macrotask: a handler that is attached later is not late there.
        if (active.run !== undefined) active.run.notes.unheard.isPatient = true;
        sim.task('property', async () => {
          this.output = await this.run();
          if (this.output === null) this.hasHeld = true;
        });
        return () => [{ invariant: INVARIANT, finding: this.#finding }];
      },
    });
    this.program = new Program(PROPERTY_ID, this.scenario, VARIANT, true);
  }

  get #finding(): { readonly kind: string; readonly message: string } | undefined {
    const { output } = this;
    if (!isFailure(output)) return undefined;
    const [message = ''] = describeError(output.error).split('\n');
    return { kind: 'failed-property', message };
  }
}

/** Whether the property itself says that it does not hold. */
export function isFailure(output: Output | undefined): output is PropertyFailure {
  return output !== undefined && output !== null && 'error' in output;
}
