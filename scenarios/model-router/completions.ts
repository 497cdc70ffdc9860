import { type CheckResult, type Numbers, zeroAtEnd } from 'heddle';
import type { Scope } from '../../systems/model-router/index.ts';
import { MODEL } from './endpoints.ts';
import type { Fleet } from './fleet.ts';

/** A client that asks for a completion, reads so many chunks (default: all) and leaves. */
export async function readCompletion(fleet: Fleet, self: Scope, chunks = Infinity): Promise<void> {
  const stream = await fleet.router.complete(MODEL, 'hello', self);
  try {
    for (let read = 0; read < chunks; read++) if ((await stream.next()).done === true) return;
  } finally {
    await stream.return();
  }
}

/** All usage counters are back at 0. */
export function usageBackAtZero(fleet: Fleet): CheckResult {
  return zeroAtEnd(named('usage of', Object.entries(fleet.inUse())));
}

function named(what: string, numbers: Numbers): [string, number][] {
  return [...numbers].map(([key, value]) => [`${what} ${key}`, value]);
}
