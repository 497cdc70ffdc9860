import { decodeToken, type Token } from '../schedule/token.ts';

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

/** Whether a test is to be left out, because the run of another is to be seen again. */
export function isLeftOut(id: string): boolean {
  const token = askedReplay();
  return token !== undefined && token.scenario !== id;
}
