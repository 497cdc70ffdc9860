import type { Random } from '../../core/random.ts';
import type { Binding } from '../bindings/internals.ts';

interface KeyObjectHandle {
  init(type: unknown, bytes: Uint8Array): void;
}

/** What `RandomBytesJob` does. */
export function fillRandomly(random: Random, [target, offset, size]: readonly unknown[]): void {
  const bytes = ArrayBuffer.isView(target)
    ? new Uint8Array(target.buffer, target.byteOffset, target.byteLength)
    : new Uint8Array(target as ArrayBuffer);
  draw(random, bytes.subarray(offset as number, (offset as number) + (size as number)));
}

/** What `SecretKeyGenJob` makes: a key of so many bits. */
export function seededKey(random: Random, binding: Binding, [bits]: readonly unknown[]): object {
  const Handle = binding['KeyObjectHandle'] as new () => KeyObjectHandle;
  const handle = new Handle();
  handle.init(binding['kKeyTypeSecret'], draw(random, new Uint8Array((bits as number) >> 3)));
  return handle;
}

function draw(random: Random, bytes: Uint8Array): Uint8Array {
  for (let i = 0; i < bytes.length; i++) bytes[i] = random.below(256);
  return bytes;
}
