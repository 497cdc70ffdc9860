import { AsyncLocalStorage } from 'node:async_hooks';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { expect, test } from 'vitest';
import { failing } from '../../core/failing.fixture.ts';
import type { Picker } from '../../core/picker.ts';
import { answerOf, inTask } from '../../program/in-task.fixture.ts';
import { simulate } from '../../program/simulate.ts';

const gzip = promisify(zlib.gzip);
const gunzip = promisify(zlib.gunzip);

test('compressing takes its time, in the thread pool, and what comes out is what really would', async () => {
  const real = zlib.gzipSync('content');
  const { value, events } = await inTask(() => gzip('content'));
  expect(value).toEqual(real);
  expect(events).toEqual(['zlib.write(gzip)#1', 'zlib.write(gzip)#2']);
});

const roundTrips = {
  deflate: [zlib.deflate, zlib.inflate],
  deflateRaw: [zlib.deflateRaw, zlib.inflateRaw],
  gzip: [zlib.gzip, zlib.unzip],
  brotli: [zlib.brotliCompress, zlib.brotliDecompress],
} as const;

test.each(Object.entries(roundTrips))('%s is undone by its inverse', async (_, [pack, unpack]) => {
  const text = 'ab'.repeat(100_000);
  const back = await answerOf(async () => promisify(unpack)(await promisify(pack)(text)));
  expect((back as Buffer).toString()).toBe(text);
});

test('zstd too, where Node has it', async () => {
  const { zstdCompress, zstdDecompress } = zlib as unknown as Record<string, typeof zlib.gzip | undefined>;
  if (zstdCompress === undefined || zstdDecompress === undefined) return;
  const back = await answerOf(async () => promisify(zstdDecompress)(await promisify(zstdCompress)('text')));
  expect(back.toString()).toBe('text');
});

test('two tasks compress at once, and either may be through first', async () => {
  const ids = new Set<string>();
  for (const turn of [0, 1]) {
    const picker: Picker = { pick: ({ pending }) => (pending.events.length === 2 ? turn : 0) };
    const run = await simulate(
      (sim) => {
        sim.task('a', () => gzip('a'));
        sim.task('b', () => gzip('b'));
      },
      { node: true, picker },
    );
    ids.add(
      run.delivered
        .slice(2)
        .map((event) => run.idOf(event))
        .join(),
    );
  }
  expect(ids.size).toBe(2);
});

test('what cannot be decompressed is an error, as Node tells it', async () => {
  const error = await answerOf(() => gunzip(Buffer.from('no gzip')).catch((error: unknown) => error));
  expect(error).toMatchObject({ code: 'Z_DATA_ERROR', errno: -3, message: 'incorrect header check' });
});

test('a fault of the menu is an error of zlib', async () => {
  const error = await answerOf(() => gzip('text').catch((error: unknown) => error), {
    menu: { 'zlib.write': ['Z_MEM_ERROR'] },
    picker: failing('zlib.write', 'Z_MEM_ERROR'),
  });
  expect(error).toMatchObject({ code: 'Z_MEM_ERROR', errno: -4 });
});

test('a stream that is destroyed while a chunk is worked on closes, and brings nothing more', async () => {
  const log = await answerOf(
    () =>
      new Promise<string[]>((resolve) => {
        const log: string[] = [];
        const stream = zlib.createGzip();
        stream.on('data', () => log.push('data'));
        stream.write('text', () => log.push('written'));
        stream.on('close', () => {
          log.push('close');
          setTimeout(() => resolve(log), 100);
        });
        stream.flush();
        stream.destroy();
      }),
  );
  expect(log).not.toContain('data');
  expect(log).toContain('close');
});

test('reset and params act on a stream in use', async () => {
  const text = 'abc'.repeat(1000);
  const back = await answerOf(async () => {
    const stream = zlib.createDeflate({ level: 0 });
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.write('thrown away');
    await new Promise<void>((resolve) => stream.flush(() => resolve()));
    stream.reset();
    chunks.length = 0;
    stream.write(text);
    await new Promise<void>((resolve) => stream.params(9, zlib.constants.Z_DEFAULT_STRATEGY, resolve));
    stream.end(text);
    await new Promise((resolve) => stream.on('end', resolve));
    return zlib.inflateSync(Buffer.concat(chunks)).toString();
  });
  expect(back).toBe(text + text);
});

test('CompressionStream compresses, and a pipeline of streams ends', async () => {
  const back = await answerOf(async () => {
    const packed = new Blob(['hello']).stream().pipeThrough(new CompressionStream('gzip'));
    return new Response(packed.pipeThrough(new DecompressionStream('gzip'))).text();
  });
  expect(back).toBe('hello');
  const piped = await answerOf(async () => {
    const chunks: Buffer[] = [];
    await pipeline(
      [Buffer.from('x'.repeat(200_000))],
      zlib.createGzip(),
      zlib.createGunzip(),
      async (source) => {
        for await (const chunk of source) chunks.push(chunk as Buffer);
      },
    );
    return Buffer.concat(chunks).length;
  });
  expect(piped).toBe(200_000);
});

test('a stream calls back in the async context in which it was made', async () => {
  const storage = new AsyncLocalStorage<string>();
  const seen = await answerOf(
    () =>
      new Promise((resolve) => {
        const stream = storage.run('maker', () => zlib.createGzip());
        storage.run('writer', () => stream.end('text'));
        stream.once('data', () => resolve(storage.getStore()));
      }),
  );
  expect(seen).toBe('maker');
});

test('a stream that was made outside of runs works in one, and outside again', async () => {
  const stream = zlib.createGzip();
  const flushed = () => new Promise<boolean>((resolve) => stream.flush(() => resolve(true)));
  await new Promise((resolve) => stream.write('a', resolve));
  expect(await answerOf(flushed)).toBe(true);
  stream.write('b');
  expect(await flushed()).toBe(true);
});
