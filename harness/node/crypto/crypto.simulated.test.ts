import { AsyncLocalStorage } from 'node:async_hooks';
import crypto, { webcrypto } from 'node:crypto';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { failing } from '../../core/failing.fixture.ts';
import type { Picker } from '../../core/picker.ts';
import { answerOf, inTask } from '../../program/in-task.fixture.ts';

const { subtle } = webcrypto;
const scrypt = promisify<string, string, number, Buffer>(crypto.scrypt);
const pbkdf2 = promisify(crypto.pbkdf2);
const hex = (bytes: ArrayBuffer | Uint8Array): string => Buffer.from(bytes as Uint8Array).toString('hex');

test('what the thread pool derives comes in an event, and is what really would', async () => {
  const { value, events } = await inTask(() => scrypt('password', 'salt', 16));
  expect(value).toEqual(crypto.scryptSync('password', 'salt', 16));
  expect(events).toEqual(['crypto.Scrypt#1']);
  const { value: key } = await inTask(() => pbkdf2('password', 'salt', 10, 16, 'sha256'));
  expect(key).toEqual(crypto.pbkdf2Sync('password', 'salt', 10, 16, 'sha256'));
  const { value: bits } = await inTask(() => promisify(crypto.hkdf)('sha256', 'key', 'salt', 'info', 16));
  expect(hex(bits)).toBe(hex(crypto.hkdfSync('sha256', 'key', 'salt', 'info', 16)));
});

test('bad arguments throw at once, as Node does', async () => {
  const thrown = await answerOf(() => {
    try {
      crypto.pbkdf2('password', 'salt', 10, 16, 'no digest', () => {});
      return undefined;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code;
    }
  });
  expect(thrown).toBe('ERR_CRYPTO_INVALID_DIGEST');
});

test('what is changed while a job is under way does not change the job', async () => {
  const salt = Buffer.from('salt');
  const key = await answerOf(async () => {
    const pending = pbkdf2('password', salt, 10, 16, 'sha256');
    salt.fill(0);
    return pending;
  });
  expect(key).toEqual(crypto.pbkdf2Sync('password', 'salt', 10, 16, 'sha256'));
});

test('more jobs than the pool has threads wait for one another', async () => {
  const lastFirst: Picker = { pick: ({ pending }) => pending.events.length - 1 };
  const order: number[] = [];
  const { events } = await inTask(
    async () => {
      const derived = Array.from({ length: 6 }, async (_, i) => {
        await pbkdf2('password', 'salt', 1, 8, 'sha1');
        order.push(i);
      });
      await Promise.all(derived);
    },
    { picker: lastFirst },
  );
  expect(events.length).toBe(6);
  expect(order[0]).toBeLessThan(4);
});

test('random bytes are the same in each run, by callback, promise or at once', async () => {
  const draw = () =>
    answerOf(async () => {
      const bytes = await promisify(crypto.randomBytes)(8);
      const filled = await promisify<Uint8Array, Uint8Array>(crypto.randomFill)(new Uint8Array(4));
      const key = await promisify(crypto.generateKey)('hmac', { length: 64 });
      const secret = await subtle.generateKey({ name: 'AES-GCM', length: 128 }, true, ['encrypt']);
      return [
        crypto.randomUUID(),
        hex(bytes),
        hex(filled),
        hex(crypto.randomBytes(4)),
        hex(key.export()),
        hex(crypto.generateKeySync('aes', { length: 128 }).export()),
        hex(await subtle.exportKey('raw', secret)),
        hex(webcrypto.getRandomValues(new Uint8Array(4))),
        crypto.randomInt(1000),
      ];
    });
  const first = await draw();
  expect(await draw()).toEqual(first);
  expect(new Set(first).size).toBe(first.length);
});

test('random bytes are one event, and not two', async () => {
  const { events } = await inTask(() => promisify(crypto.randomBytes)(8));
  expect(events).toEqual(['crypto.RandomBytes#1']);
});

test('randomInt waits for the pool once, and then answers in ticks, in order', async () => {
  const { value, events } = await inTask(async () => {
    const order: number[] = [];
    const next = (i: number) =>
      new Promise<void>((resolve) =>
        crypto.randomInt(10, () => {
          order.push(i);
          resolve();
        }),
      );
    await Promise.all([next(1), next(2)]);
    await next(3);
    return order;
  });
  expect(value).toEqual([1, 2, 3]);
  expect(events).toEqual(['crypto.RandomBytes#1']);
});

test('subtle digests, and each digest is an event', async () => {
  const { value, events } = await inTask(() => subtle.digest('SHA-256', Buffer.from('a')));
  expect(hex(value)).toBe(crypto.createHash('sha256').update('a').digest('hex'));
  expect(events).toEqual(['crypto.Hash#1']);
});

test('subtle encrypts and decrypts with a key that it made', async () => {
  const text = await answerOf(async () => {
    const key = await subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    expect([key.type, key.extractable, key.algorithm, [...key.usages].sort()]).toEqual([
      'secret',
      false,
      { name: 'AES-GCM', length: 256 },
      ['decrypt', 'encrypt'],
    ]);
    const iv = webcrypto.getRandomValues(new Uint8Array(12));
    const secret = await subtle.encrypt({ name: 'AES-GCM', iv }, key, Buffer.from('text'));
    return Buffer.from(await subtle.decrypt({ name: 'AES-GCM', iv }, key, secret)).toString();
  });
  expect(text).toBe('text');
});

test('what subtle cannot decrypt is an OperationError', async () => {
  const name = await answerOf(async () => {
    const key = await subtle.generateKey({ name: 'AES-GCM', length: 128 }, false, ['decrypt']);
    const error: unknown = await subtle
      .decrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, key, new Uint8Array(32))
      .catch((error: unknown) => error);
    return error instanceof DOMException ? error.name : error;
  });
  expect(name).toBe('OperationError');
});

test('subtle signs and verifies: HMAC, ECDSA, RSA, Ed25519', async () => {
  const verified = await answerOf(async () => {
    const data = Buffer.from('data');
    const hmac = await subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, true, ['sign', 'verify']);
    const results = [await subtle.verify('HMAC', hmac, await subtle.sign('HMAC', hmac, data), data)];
    const ec = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
    const how = { name: 'ECDSA', hash: 'SHA-256' };
    const signature = await subtle.sign(how, ec.privateKey, data);
    results.push(await subtle.verify(how, ec.publicKey, signature, data));
    results.push(await subtle.verify(how, ec.publicKey, signature, Buffer.from('other')));
    const rsa = await subtle.generateKey(
      {
        name: 'RSASSA-PKCS1-v1_5',
        modulusLength: 1024,
        publicExponent: new Uint8Array([1, 0, 1]),
        hash: 'SHA-256',
      },
      true,
      ['sign', 'verify'],
    );
    const signed = await subtle.sign('RSASSA-PKCS1-v1_5', rsa.privateKey, data);
    results.push(await subtle.verify('RSASSA-PKCS1-v1_5', rsa.publicKey, signed, data));
    expect([ec.publicKey.type, ec.privateKey.type, ec.publicKey.usages, ec.privateKey.usages]).toEqual([
      'public',
      'private',
      ['verify'],
      ['sign'],
    ]);
    return results;
  });
  expect(verified).toEqual([true, true, false, true]);
});

test('subtle derives bits: PBKDF2, HKDF, ECDH', async () => {
  const lengths = await answerOf(async () => {
    const password = await subtle.importKey('raw', Buffer.from('password'), 'PBKDF2', false, ['deriveBits']);
    const salt = Buffer.from('salt');
    const bits = await subtle.deriveBits(
      { name: 'PBKDF2', salt, iterations: 10, hash: 'SHA-256' },
      password,
      128,
    );
    expect(hex(bits)).toBe(hex(crypto.pbkdf2Sync('password', 'salt', 10, 16, 'sha256')));
    const input = await subtle.importKey('raw', Buffer.from('key'), 'HKDF', false, ['deriveBits']);
    const info = Buffer.from('info');
    const derived = await subtle.deriveBits({ name: 'HKDF', salt, info, hash: 'SHA-256' }, input, 128);
    const one = await subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
    const two = await subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
    const shared = await subtle.deriveBits({ name: 'ECDH', public: one.publicKey }, two.privateKey, 256);
    const same = await subtle.deriveBits({ name: 'ECDH', public: two.publicKey }, one.privateKey, 256);
    expect(hex(shared)).toBe(hex(same));
    return [bits, derived, shared].map((each) => each.byteLength);
  });
  expect(lengths).toEqual([16, 16, 32]);
});

test('key pairs, primes and signatures are made in events, of numbers that nobody can seed', async () => {
  const { value, events } = await inTask(async () => {
    const pair = await promisify(crypto.generateKeyPair)('ed25519');
    const prime = await promisify<number, ArrayBuffer>(crypto.generatePrime)(32);
    const signature = await promisify<null, Buffer, crypto.KeyObject, Buffer>(crypto.sign)(
      null,
      Buffer.from('data'),
      pair.privateKey,
    );
    const isSigned = crypto.verify(null, Buffer.from('data'), pair.publicKey, signature);
    return [isSigned, await promisify<ArrayBuffer, boolean>(crypto.checkPrime)(prime)];
  });
  expect(value).toEqual([true, true]);
  expect(events).toEqual([
    'crypto.NidKeyPairGen#1',
    'crypto.RandomPrime#1',
    'crypto.Sign#1',
    'crypto.CheckPrime#1',
  ]);
});

test('a fault of the menu is an error', async () => {
  const { value } = await inTask(() => scrypt('password', 'salt', 16).catch((error: unknown) => error), {
    menu: { 'crypto.Scrypt': ['EFAULT'] },
    picker: failing('crypto.Scrypt', 'EFAULT'),
  });
  expect(value).toMatchObject({ code: 'EFAULT' });
});

test('a job calls back in the async context of who asked for it', async () => {
  const storage = new AsyncLocalStorage<string>();
  const seen = await answerOf(
    () =>
      new Promise((resolve) => {
        storage.run('asker', () => crypto.pbkdf2('p', 's', 1, 8, 'sha1', () => resolve(storage.getStore())));
      }),
  );
  expect(seen).toBe('asker');
});

test('outside of runs all is as it was', async () => {
  expect((await promisify(crypto.randomBytes)(8)).length).toBe(8);
  const key = await subtle.generateKey({ name: 'AES-GCM', length: 128 }, true, ['encrypt']);
  expect(hex(await subtle.exportKey('raw', key)).length).toBe(32);
});
