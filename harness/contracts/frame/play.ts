import { setTimeout as pause } from 'node:timers/promises';
import { type History, lineOf } from './history.ts';
import type { Sessions } from './sessions.ts';

/** What was seen at a step. */
export interface Observation {
  /** The step, as a line; `outcome` for what is left in the end. */
  readonly step: string;
  /** What the session was told; `blocks` where that came later, or never; `busy` where it could not say anything. */
  readonly seen: string;
  /** Which sessions were told, after this step, what they had waited for: `b: done`. */
  readonly later: readonly string[];
}

/** How often a service may be asked whether a step waits, 1 ms apart, before it is said to hang. */
const ASKED_MAX = 20_000;

/** Plays the steps in their order, each when those before it are answered or wait for others. */
export async function play({ name, steps }: Pick<History, 'name' | 'steps'>, sessions: Sessions) {
  const blocked = new Map<string, Promise<string>>();
  const observations: Observation[] = [];
  try {
    for (const step of steps) {
      const line = lineOf(step);
      if (blocked.has(step.session)) {
        observations.push({ step: line, seen: 'busy', later: [] });
        continue;
      }
      const call = sessions.perform(step.session, step.action);
      const seen = await settledOrBlocked(call, sessions, step.session);
      if (seen === undefined) blocked.set(step.session, call);
      observations.push({ step: line, seen: seen ?? 'blocks', later: await released(blocked, sessions) });
    }
    const left = await sessions.outcome?.();
    if (left !== undefined) observations.push({ step: 'outcome', seen: left, later: [] });
    return observations;
  } catch (error) {
    throw new Error(`"${name}" could not be played: ${(error as Error).message}`, { cause: error });
  } finally {
    await sessions.close?.();
  }
}

/** What those are told who wait no longer; who is answered may let others go on. */
async function released(blocked: Map<string, Promise<string>>, sessions: Sessions): Promise<string[]> {
  const told: string[] = [];
  for (let before = -1; before < told.length;) {
    before = told.length;
    for (const [session, answer] of blocked) {
      const settled = await settledOrBlocked(answer, sessions, session);
      if (settled === undefined) continue;
      told.push(`${session}: ${settled}`);
      blocked.delete(session);
    }
  }
  return told.toSorted();
}

/** The answer, undefined where it will not come before others do something. */
async function settledOrBlocked(
  answer: Promise<string>,
  sessions: Sessions,
  session: string,
): Promise<string | undefined> {
  for (let asked = 0; asked < ASKED_MAX; asked++) {
    if (await isSoon(answer)) return answer;
    // What is answered does not wait, whatever the service said before it came.
    if ((await sessions.waits?.(session)) === true && !(await isSoon(answer))) return undefined;
  }
  throw new Error(`${session} is not answered, and does not wait for others`);
}

/** Whether it is settled in a moment. */
function isSoon(answer: Promise<unknown>): Promise<boolean> {
  return Promise.race([
    answer.then(
      () => true,
      () => true,
    ),
    pause(1, false),
  ]);
}
