import { SqlError } from './sql-error.ts';

/** What takes as long as it must wait for others: each promise is such a wait. */
export type Steps<T> = Generator<Promise<void>, T, undefined>;

/** Takes all steps; where there is nothing to wait for, without a wait. */
export async function allSteps<T>(steps: Steps<T>): Promise<T> {
  let step = steps.next();
  while (!step.done) {
    try {
      await step.value;
    } catch (error) {
      step = steps.throw(error);
      continue;
    }
    step = steps.next();
  }
  return step.value;
}

/** Takes all steps now. @throws SqlError where it would have to wait */
export function atOnce<T>(steps: Steps<T>): T {
  const step = steps.next();
  if (step.done) return step.value;
  throw new SqlError('55P03', 'could not obtain a lock at once');
}
