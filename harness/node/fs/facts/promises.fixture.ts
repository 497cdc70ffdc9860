import fs from 'node:fs';
import { open, readFile, writeFile, appendFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { called, type FsFact, problem } from './fs-fact.fixture.ts';

/** Of test/parallel/test-fs-promises*.js, and test-fs-{read,write}-stream*.js. */
export const promiseFacts: readonly FsFact[] = [
  {
    name: 'a FileHandle reads and writes, and is closed once',
    async program(log, at) {
      const file = await open(at('a'), 'w+');
      log(
        (await file.write('abcdef')).bytesWritten,
        (await file.write(Buffer.from('XY'), 0, 2, 1)).bytesWritten,
      );
      const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(4), position: 0 });
      log(bytesRead, buffer.toString(), (await file.stat()).size, typeof file.fd);
      await file.close();
      log(file.fd, await problem(() => file.stat()));
    },
    noted: '6 2; 4 aXYd 6 number; -1 EBADF fstat',
  },
  {
    name: 'a FileHandle reads all, from where it stands',
    async program(log, at) {
      fs.writeFileSync(at('a'), 'abcdef');
      const file = await open(at('a'));
      await file.read(Buffer.alloc(2), 0, 2);
      log(await file.readFile('utf8'), JSON.stringify(await file.readFile('utf8')));
      await file.close();
    },
    noted: 'cdef ""',
  },
  {
    name: 'a FileHandle writes all, appends, cuts off, sets times and mode, syncs',
    async program(log, at) {
      const file = await open(at('a'), 'a+');
      await file.writeFile('abc');
      await file.appendFile('def');
      await file.truncate(4);
      await file.utimes(1, 2);
      await file.chmod(0o600);
      await file.sync();
      await file.datasync();
      const { size, mtimeMs, mode } = await file.stat();
      log(size, mtimeMs, (mode & 0o777).toString(8), fs.readFileSync(at('a'), 'utf8'));
      await file.close();
    },
    noted: '4 2000 600 abcd',
  },
  {
    name: 'a FileHandle reads and writes several buffers',
    async program(log, at) {
      const file = await open(at('a'), 'w+');
      log((await file.writev([Buffer.from('ab'), Buffer.from('cd')])).bytesWritten);
      const buffers = [Buffer.alloc(1), Buffer.alloc(5)];
      log((await file.readv(buffers, 0)).bytesRead, String(buffers).replaceAll('\0', '.'));
      await file.close();
    },
    noted: '4; 4 a,bcd..',
  },
  {
    name: 'a FileHandle gives lines',
    async program(log, at) {
      fs.writeFileSync(at('a'), 'one\ntwo\r\nthree');
      const lines: string[] = [];
      for await (const line of (await open(at('a'))).readLines()) lines.push(line);
      log(lines);
    },
    noted: '[one,two,three]',
  },
  {
    name: 'a FileHandle gives streams, which close it',
    async program(log, at) {
      const file = await open(at('a'), 'w');
      await pipeline(['one', 'two'], file.createWriteStream());
      log(file.fd, await text((await open(at('a'))).createReadStream({ start: 1, end: 3 })));
    },
    noted: '-1 net',
  },
  {
    name: 'open rejects with what the system says',
    async program(log, at) {
      log(await problem(() => open(at('n'))), await problem(() => open(at('.'), 'w')));
      log(await problem(() => open(at('x/y'), 'w')));
    },
    noted: 'ENOENT open EISDIR open; ENOENT open',
  },
  {
    name: 'readFile and writeFile in promises take encodings, flags and modes',
    async program(log, at) {
      await writeFile(at('a'), 'c3bc', { encoding: 'hex', mode: 0o600 });
      log(await readFile(at('a'), 'utf8'), (await readFile(at('a'))).length);
      await writeFile(at('a'), '!', { flag: 'a' });
      log(await readFile(at('a'), { encoding: 'utf8', flag: 'r' }), await problem(() => readFile(at('n'))));
      log(await problem(() => writeFile(at('a'), '', { flag: 'wx' })));
    },
    noted: 'ü 2; ü! ENOENT open; EEXIST open',
  },
  {
    name: 'writeFile in promises takes all that can be iterated',
    async program(log, at) {
      await writeFile(at('a'), ['one', 'two']);
      await appendFile(at('a'), await (async () => Buffer.from('three'))());
      log(await readFile(at('a'), 'utf8'), await problem(() => writeFile(at('a'), 1 as never)));
    },
    noted: 'onetwothree ERR_INVALID_ARG_TYPE',
  },
  {
    name: 'large files are read whole',
    async program(log, at) {
      const content = Buffer.alloc(1_500_000, 'abc');
      await writeFile(at('a'), content);
      log((await readFile(at('a'))).equals(content));
      const [, read] = await called<Buffer>((done) => fs.readFile(at('a'), done));
      log(read?.equals(content), fs.readFileSync(at('a')).equals(content));
    },
    noted: 'true; true true',
  },
  {
    name: 'an empty file is read as nothing, in all forms',
    async program(log, at) {
      await writeFile(at('a'), '');
      log((await readFile(at('a'))).length, JSON.stringify(await readFile(at('a'), 'utf8')));
      log((await called<Buffer>((done) => fs.readFile(at('a'), done)))[1]?.length, fs.statSync(at('a')).size);
    },
    noted: '0 ""; 0 0',
  },
  {
    name: 'a stream of a file opens, is ready, gives data, ends and closes',
    async program(log, at) {
      fs.writeFileSync(at('a'), 'abc');
      await new Promise<void>((resolve) => {
        const stream = fs.createReadStream(at('a'), 'utf8');
        for (const event of ['open', 'ready', 'data', 'end'])
          stream.on(event, (what: unknown) => log(event, typeof what === 'string' ? what : ''));
        stream.on('close', () => {
          log('close', stream.bytesRead, stream.closed);
          resolve();
        });
      });
    },
    noted: 'open ; ready ; data abc; end ; close 3 true',
  },
  {
    name: 'a stream gives the part that was asked for, in pieces',
    async program(log, at) {
      fs.writeFileSync(at('a'), '0123456789');
      const pieces: string[] = [];
      const options = { start: 2, end: 8, highWaterMark: 3, encoding: 'utf8' } as const;
      for await (const piece of fs.createReadStream(at('a'), options)) pieces.push(piece as string);
      log(pieces);
    },
    noted: '[234,567,8]',
  },
  {
    name: 'a stream of what is not there fails when it opens',
    async program(log, at) {
      const stream = fs.createReadStream(at('n'));
      log(await problem(() => text(stream)));
    },
    noted: 'ENOENT open',
  },
  {
    name: 'a stream is written in order, and counts bytes',
    async program(log, at) {
      const stream = fs.createWriteStream(at('a'), { flags: 'wx' });
      stream.write('one');
      stream.write(Buffer.from('two'));
      await new Promise<void>((resolve) => stream.end('three', resolve));
      log(stream.bytesWritten, fs.readFileSync(at('a'), 'utf8'));
    },
    noted: '11 onetwothree',
  },
  {
    name: 'a stream is written from a place on, or at the end',
    async program(log, at) {
      fs.writeFileSync(at('a'), '0123456789');
      await pipeline(['XY'], fs.createWriteStream(at('a'), { flags: 'r+', start: 3 }));
      await pipeline(['Z'], fs.createWriteStream(at('a'), { flags: 'a' }));
      log(fs.readFileSync(at('a'), 'utf8'));
    },
    noted: '012XY56789Z',
  },
  {
    name: 'chunks that wait are written together, all of them',
    async program(log, at) {
      const stream = fs.createWriteStream(at('a'));
      for (let i = 0; i < 20; i++) stream.write(`${i},`);
      await new Promise<void>((resolve) => stream.end(resolve));
      log(fs.readFileSync(at('a'), 'utf8'));
    },
    noted: '0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,',
  },
  {
    name: 'a stream that is destroyed closes its descriptor',
    async program(log, at) {
      fs.writeFileSync(at('a'), 'abc');
      const stream = fs.createReadStream(at('a'));
      const fd = await new Promise<number>((resolve) => stream.on('open', resolve));
      await new Promise<void>((resolve) => {
        stream.on('close', resolve);
        stream.destroy();
      });
      log(await problem(() => fs.fstatSync(fd)), stream.destroyed);
    },
    noted: 'EBADF fstat true',
  },
  {
    name: 'streams may share a descriptor that they do not close',
    async program(log, at) {
      const fd = fs.openSync(at('a'), 'w+');
      await pipeline(['abc'], fs.createWriteStream(at('ignored'), { fd, autoClose: false }));
      log(await text(fs.createReadStream(at('ignored'), { fd, autoClose: false, start: 1 })));
      fs.closeSync(fd);
    },
    noted: 'bc',
  },
  {
    name: 'a file is piped into another',
    async program(log, at) {
      fs.writeFileSync(at('a'), 'x'.repeat(200_000));
      await pipeline(fs.createReadStream(at('a')), fs.createWriteStream(at('b')));
      log(fs.statSync(at('b')).size);
    },
    noted: '200000',
  },
  {
    name: 'what an aborted signal ends says so',
    async program(log, at) {
      const abort = new AbortController();
      const written = writeFile(at('a'), Buffer.alloc(10), { signal: abort.signal });
      abort.abort();
      log(
        await written.then(
          () => 'written',
          (error: Error) => error.name,
        ),
      );
      log(await readFile(at('a'), { signal: AbortSignal.abort() }).catch((error: Error) => error.name));
    },
    noted: 'AbortError; AbortError',
  },
];
