import { type CheckResult, held, type Sim, violated } from 'heddle';

/** What is to be, beside what is: the first difference counts. */
export class Comparison {
  readonly #sim: Sim;
  #wrong: CheckResult | undefined;

  constructor(sim: Sim) {
    this.#sim = sim;
  }

  /** Both are JSON values, whose keys come in the same order. */
  same(what: string, expected: unknown, actual: unknown): void {
    const [due, found] = [JSON.stringify(expected), JSON.stringify(actual)];
    if (due === found) return;
    const message = `${what}: ${found}, not ${due}`;
    this.#wrong ??= violated('serves-as-documented', 'wrong-result', message, this.#sim.step);
  }

  /** All that was compared was the same: `serves-as-documented`. */
  check(): CheckResult {
    return this.#wrong ?? held('serves-as-documented');
  }
}

/** The name of the error with which `call` ends, or that there is none. */
export async function errorOf(call: () => Promise<unknown>): Promise<string> {
  try {
    await call();
    return 'no error';
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms));
}
