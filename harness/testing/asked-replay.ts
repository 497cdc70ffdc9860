import { UsageError } from '../core/usage-error.ts';
import { decodeToken, type Token } from '../schedule/token.ts';
import { fileOfTest, nameOfTest } from '../test-id.ts';

/** The environment variable that holds the token of the one run that is wanted. */
export const REPLAY_VARIABLE = 'HEDDLE_REPLAY';

/**
 * The run that is to be seen again instead of an exploration; undefined where none is.
 * @throws UsageError where it is no token
 */
export function askedReplay(env: NodeJS.ProcessEnv = process.env): Token | undefined {
  const text = env[REPLAY_VARIABLE];
  return text === undefined || text === '' ? undefined : decodeToken(text);
}

/** Tests that a runner came to while one of them was asked for. */
const met = new Set<string>();

/** Whether a test is to be left out, because the run of another is to be seen again. */
export function isLeftOut(id: string): boolean {
  const token = askedReplay();
  if (token === undefined) return false;
  met.add(id);
  return token.scenario !== id;
}

/**
 * Asked at the end of a file: it must not pass in silence where the test that was asked for is not there any more.
 * @throws UsageError where the runner came to other tests of its file, and not to it
 */
export function checkMet(): void {
  const id = askedReplay()?.scenario ?? '';
  const file = fileOfTest(id);
  if (file === undefined || met.has(id)) return;
  if (![...met].some((other) => fileOfTest(other) === file)) return;
  throw new UsageError(`${file} has no test "${nameOfTest(id)}": it was renamed or deleted since.`);
}
