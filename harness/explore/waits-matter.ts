import type { Program } from '../program/program.ts';

/** A run that was said to hang, as others did that looked the same, does something else where the wait is waited out. */
export class WaitsMatterError extends Error {
  override readonly name = 'WaitsMatterError';
}

/** @throws WaitsMatterError where what was told of runs may be wrong */
export function checkWaits({ knownWaits }: Program): void {
  if (knownWaits.some(({ areWrong }) => areWrong)) throw new WaitsMatterError();
}
