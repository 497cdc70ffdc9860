import { inEmptyContext } from './async-storage.ts';
import { told } from './author-result.ts';
import { context } from './context.ts';
import { damageOf } from './damage-of.ts';
import type { Run } from './run.ts';

/**
 * What an author demands of the world, synchronously: it holds where this returns nothing or true; it does not where
 * this throws, returns false, or a sentence that says what is wrong.
 */
export type Condition = () => boolean | string | void;

/**
 * What is wrong, in a sentence that may be empty; undefined where the condition holds.
 * @param what the call that declared it, as it stands in the author's code
 * @throws Error where the condition says nothing of the kind, or does more than to look
 */
export function wrongWith(run: Run, what: string, condition: Condition): string | undefined {
  const created = run.created.length;
  const promises = context.promises;
  const outer = context.task;
  context.task = run.main;
  let said: unknown;
  try {
    said = inEmptyContext(condition);
  } catch (error) {
    said = `${damageOf(error)}${run.observer?.placeOf(error) ?? ''}`;
  } finally {
    context.task = outer;
  }
  if (run.created.length !== created) {
    const event = run.created[created];
    const label = event === undefined ? '' : ` (${event.type.name})`;
    throw new Error(`The check of ${what} started something${label}; it may only look.`);
  }
  // Jobs of the check's own are not the next step's.
  if (context.promises !== promises) run.drain();
  if (said === undefined || said === true) return undefined;
  if (said === false) return '';
  if (typeof said === 'string') return said;
  throw new Error(
    `The check of ${what} returned ${told(said)}; expected nothing or true where it holds, false or a sentence where it does not.`,
  );
}
