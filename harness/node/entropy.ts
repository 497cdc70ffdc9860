import crypto, { type KeyObject } from 'node:crypto';
import { bareType, Event } from '../core/event.ts';
import { inContext } from '../core/context.ts';
import type { Random } from '../core/random.ts';
import { active } from '../core/active-run.ts';
import type { Patches } from '../core/patches.ts';
import { type IntCallback, randomIntsOf } from './random-ints.ts';
import { requireCallback } from './timers.ts';
import { unbound } from '../core/unbound.ts';

/** Node's thread pool answers within so many milliseconds: a draw takes microseconds, but may have to queue. */
const LATENCY_MS_MAX = 10;

type Bytes = ArrayBuffer | NodeJS.ArrayBufferView;
type Callback = (error: null, value: unknown) => void;

/**
 * The real ones, which check their arguments. What they drew is thrown away; what the run's own source draws takes its
 * place.
 */
const randomBytes = unbound(crypto.randomBytes);
const randomFillSync = unbound(crypto.randomFillSync);
const randomInt = unbound(crypto.randomInt);
const randomFill = unbound(crypto.randomFill);
const { generateKey, generateKeySync } = crypto;
// oxlint-disable-next-line typescript/unbound-method -- bound again
const getRandomValues = unbound(globalThis.crypto.getRandomValues).bind(globalThis.crypto);

function random(): Random {
  if (active.run === undefined) throw new Error('Randomness was asked for while no run was going on.');
  return active.run.random;
}

function fill<T extends Bytes>(view: T, firstByte = 0, endByte?: number): T {
  const whole = ArrayBuffer.isView(view)
    ? new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
    : new Uint8Array(view);
  const bytes = whole.subarray(firstByte, endByte);
  const source = random();
  for (let i = 0; i < bytes.length; i++) bytes[i] = source.below(256);
  return view;
}

/** Offset and size count the view's own elements. */
function fillPart<T extends Bytes>(view: T, offset = 0, size?: number): T {
  const width = ArrayBuffer.isView(view) && 'BYTES_PER_ELEMENT' in view ? view.BYTES_PER_ELEMENT : 1;
  return fill(view, offset * width, size === undefined ? undefined : (offset + size) * width);
}

function uuid(): string {
  const bytes = fill(new Uint8Array(16));
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const jobTypes = {
  randomBytes: bareType('operation', 'crypto.randomBytes'),
  randomInt: bareType('operation', 'crypto.randomInt'),
  randomFill: bareType('operation', 'crypto.randomFill'),
  generateKey: bareType('operation', 'crypto.generateKey'),
};

/** Calls back as the thread pool does: in an event of its own. */
function answerLater(name: keyof typeof jobTypes, callback: unknown, draw: () => unknown): void {
  requireCallback(callback);
  const { run } = active;
  if (run === undefined || run.over || run.current.dead) return;
  const { nowMs } = run;
  const done = inContext(() => (callback as Callback)(null, draw()));
  run.add(new Event(jobTypes[name], run.current, undefined, nowMs, nowMs + LATENCY_MS_MAX, done));
}

/** There what draws for these functions is simulated, below them (crypto/). */
function onSimulatedNode(): boolean {
  return active.run?.node !== undefined;
}

function seededBytes(size: number, callback?: unknown): Buffer | undefined {
  if (onSimulatedNode()) return randomBytes(size, callback as never) as Buffer | undefined;
  const bytes = randomBytes(size);
  if (callback === undefined) return fill(bytes);
  answerLater('randomBytes', callback, () => fill(bytes));
  return undefined;
}

/** What the real one takes. It is asked to refuse all else, and nothing more: it keeps bytes from run to run. */
function isRange(low: number, high: number): boolean {
  return Number.isSafeInteger(low) && Number.isSafeInteger(high) && low < high && high - low < 2 ** 48;
}

function seededInt(...given: unknown[]): number | undefined {
  const callback = typeof given.at(-1) === 'function' ? given.pop() : undefined;
  // With one bound alone it is the upper one.
  const [low, high] = (given.length > 1 && given[1] !== undefined ? given : [0, given[0]]) as [
    number,
    number,
  ];
  if (!isRange(low, high)) return randomInt(low, high);
  const draw = (): number => low + random().below(high - low);
  if (onSimulatedNode()) return randomIntsOf(random()).next(draw, callback as IntCallback | undefined);
  if (callback === undefined) return draw();
  answerLater('randomInt', callback, draw);
  return undefined;
}

function seededFillSync(view: Bytes, offset?: number, size?: number): Bytes {
  randomFillSync(view as Uint8Array, offset, size);
  if (onSimulatedNode()) return view;
  return fillPart(view, offset, size);
}

function seededFill(view: Bytes, ...given: unknown[]): void {
  if (onSimulatedNode()) {
    Reflect.apply(randomFill, crypto, [view, ...given]);
    return;
  }
  const callback = given.pop();
  requireCallback(callback);
  const [offset, size] = given as [number?, number?];
  randomFillSync(view as Uint8Array, offset, size);
  answerLater('randomFill', callback, () => fillPart(view, offset, size));
}

type KeyArguments = [type: 'hmac', options: { readonly length: number }];

function seededKeySync(...[type, options]: KeyArguments): KeyObject {
  if (onSimulatedNode()) return generateKeySync(type, options);
  const { symmetricKeySize = 0 } = generateKeySync(type, options);
  return crypto.createSecretKey(fill(new Uint8Array(symmetricKeySize)));
}

function seededKey(...[type, options, callback]: [...KeyArguments, unknown]): void {
  if (onSimulatedNode()) {
    generateKey(type, options, callback as never);
    return;
  }
  requireCallback(callback);
  generateKeySync(type, options);
  answerLater('generateKey', callback, () => seededKeySync(type, options));
}

/** Seeds `Math.random`, and all randomness of `crypto` but that of key pairs, primes and `subtle`. */
export function seedEntropy(patches: Patches): void {
  patches.set(Math, { random: () => random().unit() });
  patches.set(globalThis.crypto, {
    randomUUID: uuid,
    getRandomValues: (view: Uint8Array) =>
      onSimulatedNode() ? getRandomValues(view) : fill(getRandomValues(view)),
  });
  // `crypto.getRandomValues` of the module is sealed, and calls the one above.
  patches.set(crypto, {
    randomUUID: uuid,
    randomBytes: seededBytes,
    pseudoRandomBytes: seededBytes,
    randomInt: seededInt,
    randomFill: seededFill,
    randomFillSync: seededFillSync,
    generateKey: seededKey,
    generateKeySync: seededKeySync,
  });
}
