import { internalModule } from '../bindings/internals.ts';

/*
 * From Node 24 on, jobs of `crypto.subtle` make the keys of Web Crypto themselves, and promises; synchronous ones, which
 * stand in for them, do neither.
 */

type CryptoKeyClass = new (
  handle: unknown,
  algorithm: unknown,
  usages: unknown,
  extractable: unknown,
) => object;

const isKeyPair = (name: string): boolean => name.endsWith('KeyPairGenJob');
const isKey = (name: string): boolean => name === 'SecretKeyGenJob';

/** How keys of a pair may be encoded: not at all. */
const NO_ENCODINGS = Array.from({ length: 6 }, () => undefined);

/** The arguments of a job of Web Crypto as a synchronous job takes them: without what keys shall be good for. */
export function syncArguments(name: string, args: readonly unknown[]): readonly unknown[] {
  if (isKeyPair(name)) return [...args.slice(0, -4), ...NO_ENCODINGS];
  return isKey(name) ? args.slice(0, 1) : args;
}

/** What a job of Web Crypto with these arguments makes of the result of a synchronous one. */
export function asWebCrypto(name: string, args: readonly unknown[], result: unknown): unknown {
  if (isKeyPair(name)) {
    const [algorithm, publicUsages, privateUsages, extractable] = args.slice(-4);
    const [publicHandle, privateHandle] = result as readonly [unknown, unknown];
    return {
      publicKey: cryptoKey(publicHandle, algorithm, publicUsages, true),
      privateKey: cryptoKey(privateHandle, algorithm, privateUsages, extractable),
    };
  }
  if (!isKey(name)) return result;
  const [algorithm, usages, extractable] = args.slice(-3);
  return cryptoKey(result, algorithm, usages, extractable);
}

function cryptoKey(...slots: ConstructorParameters<CryptoKeyClass>): object {
  const { InternalCryptoKey } = internalModule('internal/crypto/keys');
  return new (InternalCryptoKey as CryptoKeyClass)(...slots);
}

/** What a promise of Web Crypto is rejected with. */
export function operationError(cause: unknown): DOMException {
  const message = 'The operation failed for an operation-specific reason';
  return new DOMException(message, { name: 'OperationError', cause } as unknown as string);
}
