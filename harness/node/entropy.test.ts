import crypto from 'node:crypto';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { simulate } from '../program/simulate.ts';

/** What the tasks of one run drew, and the run. */
async function draw(body: (drawn: unknown[]) => unknown): Promise<unknown[]> {
  const drawn: unknown[] = [];
  const run = await simulate((sim) => {
    sim.task('gambler', () => body(drawn));
  });
  expect([run.ending, run.findings]).toEqual(['quiescent', []]);
  return drawn;
}

const sources: readonly (readonly [name: string, draw: () => unknown])[] = [
  ['Math.random', () => Math.random()],
  ['randomUUID', () => crypto.randomUUID({ disableEntropyCache: true })],
  ['webcrypto.randomUUID', () => crypto.webcrypto.randomUUID()],
  ['getRandomValues', () => crypto.getRandomValues(new Uint16Array(4))],
  ['webcrypto.getRandomValues', () => crypto.webcrypto.getRandomValues(new Uint8Array(4))],
  ['randomBytes', () => crypto.randomBytes(8).toString('hex')],
  ['randomBytes, calling back', () => promisify(crypto.randomBytes)(8)],
  ['randomInt', () => crypto.randomInt(5, 1_000_000)],
  ['randomInt with one bound', () => crypto.randomInt(1_000_000)],
  [
    'randomInt, calling back',
    () =>
      promisify((callback: (error: Error | null, n: number) => void) =>
        crypto.randomInt(1_000_000, callback),
      )(),
  ],
  ['randomFillSync', () => crypto.randomFillSync(new Uint8Array(8), 2, 4)],
  [
    'randomFill',
    () => new Promise((resolve) => crypto.randomFill(new Uint32Array(8), 2, (_, view) => resolve(view))),
  ],
  ['generateKeySync', () => crypto.generateKeySync('aes', { length: 128 }).export()],
  ['generateKey', async () => (await promisify(crypto.generateKey)('hmac', { length: 64 })).export()],
];

test.each(sources)('%s is seeded, and draws anew each time', async (_name, source) => {
  const twice = async (drawn: unknown[]): Promise<void> => {
    drawn.push(await source(), await source());
  };
  const drawn = await draw(twice);
  expect(drawn).toEqual(await draw(twice));
  expect(drawn[0]).not.toEqual(drawn[1]);
});

test('randomFillSync fills the part that it is told, counted in elements', async () => {
  const [view] = (await draw((drawn) => drawn.push(crypto.randomFillSync(new Uint32Array(6), 2, 3)))) as [
    Uint32Array,
  ];
  expect([...view].map((element) => element !== 0)).toEqual([false, false, true, true, true, false]);
});

test('a callback comes in an event of its own, after what is under way', async () => {
  const log = await draw((drawn) => {
    crypto.randomBytes(1, () => drawn.push('callback'));
    process.nextTick(() => drawn.push('tick'));
    drawn.push('set');
  });
  expect(log).toEqual(['set', 'tick', 'callback']);
});

test('wrong arguments are refused as Node refuses them', async () => {
  const wrong: readonly (() => unknown)[] = [
    () => crypto.randomInt(5, 3),
    () => crypto.randomBytes(-1),
    () => crypto.randomFillSync(new Uint8Array(4), 5),
    () => (crypto.randomFill as (view: Uint8Array) => void)(new Uint8Array(4)),
    () => crypto.getRandomValues(new Uint8Array(70_000)),
  ];
  const messages = (): unknown[] =>
    wrong.map((call) => {
      try {
        return call();
      } catch (error) {
        return (error as Error).message;
      }
    });
  const real = messages();
  expect(await draw((drawn) => drawn.push(...messages()))).toEqual(real);
});

test('what an author draws does not depend on what the code under test drew', async () => {
  const authors: number[] = [];
  for (const draws of [0, 3]) {
    await simulate((sim) => {
      for (let i = 0; i < draws; i++) Math.random();
      authors.push(sim.random.unit());
    });
  }
  expect(authors[0]).toBe(authors[1]);
});
