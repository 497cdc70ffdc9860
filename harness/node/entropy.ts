import crypto from 'node:crypto';
import type { Patches } from './patch.ts';
import type { Random } from '../core/random.ts';
import { active } from '../core/active-run.ts';

function random(): Random {
  if (active.run === undefined) throw new Error('Randomness was asked for while no run was going on.');
  return active.run.random;
}

function fill<T extends NodeJS.ArrayBufferView | null>(view: T): T {
  if (view === null) return view;
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  for (let i = 0; i < bytes.length; i++) bytes[i] = random().below(256);
  return view;
}

function uuid(): string {
  const bytes = fill(new Uint8Array(16));
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Seeds `Math.random` and the synchronous randomness of `crypto`, in both of its guises. */
export function seedEntropy(patches: Patches): void {
  patches.set(Math, { random: () => random().unit() });
  patches.set(globalThis.crypto, { randomUUID: uuid, getRandomValues: fill });
  // `crypto.getRandomValues` of the module is sealed, and calls the one above.
  patches.set(crypto, {
    randomUUID: uuid,
    randomBytes: (size: number) => Buffer.from(fill(new Uint8Array(size))),
    randomInt: (low: number, high?: number) =>
      high === undefined ? random().below(low) : low + random().below(high - low),
  });
}
