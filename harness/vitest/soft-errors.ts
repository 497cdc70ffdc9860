import type { TestBody } from '../testing/body-scenario.ts';

/** An assertion that did not hold, as vitest notes it. */
interface SoftError {
  readonly name?: string;
  readonly message?: string;
}

/** Where `expect.soft` leaves what the end of a test is to tell. */
interface Noted {
  readonly result?: { state?: string; readonly errors?: SoftError[] };
}

/** A body whose `expect.soft` belongs to its run: the first that does not hold is what the body throws at its end. */
export function withSoftErrors(task: object, body: TestBody): TestBody {
  return async (sim, workload) => {
    const { result } = task as Noted;
    const before = result?.errors?.length ?? 0;
    const state = result?.state;
    let soft: readonly SoftError[] = [];
    try {
      await body(sim, workload);
    } finally {
      soft = result?.errors?.splice(before) ?? [];
      if (result !== undefined && soft.length > 0 && state !== undefined) result.state = state;
    }
    const [first] = soft;
    if (first !== undefined) throw Object.assign(new Error(first.message), { ...first });
  };
}
