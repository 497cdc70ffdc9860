import { decodeToken, encodeToken, type Token } from '../schedule/token.ts';
import { askedReplay } from '../testing/asked-replay.ts';
import { PROPERTY_ID } from './property-id.ts';

/** Where fast-check finds the values of a run. */
export interface Place {
  readonly seed: number;
  readonly path: string;
}

/** A run that is to be made again. */
export interface Replayed {
  readonly token: Token;
  readonly place: Place;
}

/** The token of a property's run with the place of its values, as its variant. */
export function placedToken(token: string, seed: number, path: string | null): string {
  return encodeToken({ ...decodeToken(token), variant: `${seed} ${path ?? ''}` });
}

/**
 * What `HEDDLE_REPLAY` asks for, where that is the run of a property.
 * @throws UsageError where it is no token
 */
export function replayAsked(): Replayed | undefined {
  const token = askedReplay();
  if (token?.scenario !== PROPERTY_ID) return undefined;
  const [seed = '', path = ''] = token.variant.split(' ');
  return { token, place: { seed: Number(seed), path } };
}
