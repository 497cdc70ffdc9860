import fs from 'node:fs';
import { called, type FsFact, problem } from './fs-fact.fixture.ts';

/** Of test/parallel/test-fs-{read,write,append,truncate,readv,writev,open,exists,access,…}.js. */
export const callbackFacts: readonly FsFact[] = [
  {
    name: 'read gives how much it read, and the buffer that it was given',
    async program(log, at) {
      fs.writeFileSync(at('a'), 'xyz\n');
      const buffer = Buffer.alloc(4);
      const fd = fs.openSync(at('a'), 'r');
      const [error, count, same] = await called((done) => fs.read(fd, buffer, 0, 4, 0, done));
      log(error, count, same === buffer, buffer.toString().trim());
      fs.closeSync(fd);
    },
    noted: 'null 4 true xyz',
  },
  {
    name: 'read without a position goes on where the last one ended; with one it does not move',
    async program(log, at) {
      fs.writeFileSync(at('a'), '0123456789');
      const fd = fs.openSync(at('a'), 'r');
      const take = async (position: number | null): Promise<string> => {
        const buffer = Buffer.alloc(3);
        await called((done) => fs.read(fd, buffer, 0, 3, position, done));
        return buffer.toString();
      };
      log(await take(null), await take(6), await take(null));
      fs.closeSync(fd);
    },
    noted: '012 678 345',
  },
  {
    name: 'read takes an object of options, and a big position',
    async program(log, at) {
      fs.writeFileSync(at('a'), '0123456789');
      const fd = fs.openSync(at('a'), 'r');
      const buffer = Buffer.alloc(4);
      const [, count] = await called((done) => fs.read(fd, { buffer, length: 2, position: 7n }, done));
      log(count, buffer.toString('latin1').replaceAll('\0', '.'));
      fs.closeSync(fd);
    },
    noted: '2 78..',
  },
  {
    name: 'reading beyond the end gives nothing',
    async program(log, at) {
      fs.writeFileSync(at('a'), 'abc');
      const fd = fs.openSync(at('a'), 'r');
      const [error, count] = await called((done) => fs.read(fd, Buffer.alloc(3), 0, 3, 10, done));
      log(error, count);
      fs.closeSync(fd);
    },
    noted: 'null 0',
  },
  {
    name: 'write takes text with a position and an encoding',
    async program(log, at) {
      fs.writeFileSync(at('a'), 'abcdef');
      const fd = fs.openSync(at('a'), 'r+');
      const [error, count, text] = await called((done) => fs.write(fd, 'c3bc', 2, 'hex', done));
      log(error, count, text);
      fs.closeSync(fd);
      log(fs.readFileSync(at('a'), 'latin1'));
    },
    noted: 'null 2 c3bc; abÃ¼ef',
  },
  {
    name: 'write beyond the end leaves zeros between',
    async program(log, at) {
      const fd = fs.openSync(at('a'), 'w');
      await called((done) => fs.write(fd, 'x', 3, done));
      fs.closeSync(fd);
      log(JSON.stringify(fs.readFileSync(at('a'), 'latin1')));
    },
    noted: '"\\u0000\\u0000\\u0000x"',
  },
  {
    name: 'what is opened for appending is written at the end, whatever the position',
    async program(log, at) {
      fs.writeFileSync(at('a'), 'abc');
      const fd = fs.openSync(at('a'), 'a+');
      await called((done) => fs.write(fd, 'X', 0, done));
      fs.closeSync(fd);
      log(fs.readFileSync(at('a'), 'utf8'));
    },
    noted: 'abcX',
  },
  {
    name: 'a descriptor of a wrong kind is refused where it is used',
    async program(log, at) {
      fs.writeFileSync(at('a'), 'abc');
      const [r, w] = [fs.openSync(at('a'), 'r'), fs.openSync(at('a'), 'w')];
      log(await problem(() => fs.writeSync(r, 'x')), await problem(() => fs.readSync(w, Buffer.alloc(1))));
      fs.closeSync(r);
      fs.closeSync(w);
    },
    noted: 'EBADF write EBADF read',
  },
  {
    name: 'readv fills one buffer after the other',
    async program(log, at) {
      fs.writeFileSync(at('a'), 'abcdefgh');
      const fd = fs.openSync(at('a'), 'r');
      const buffers = [Buffer.alloc(2), Buffer.alloc(5)];
      const [error, count] = await called((done) => fs.readv(fd, buffers, 1, done));
      log(error, count, String(buffers));
      fs.closeSync(fd);
    },
    noted: 'null 7 bc,defgh',
  },
  {
    name: 'writev writes one buffer after the other, at a position too',
    async program(log, at) {
      fs.writeFileSync(at('a'), '..........');
      const fd = fs.openSync(at('a'), 'r+');
      const buffers = [Buffer.from('ab'), new Uint16Array([0x6463]), new DataView(new ArrayBuffer(0))];
      const [error, count] = await called((done) => fs.writev(fd, buffers, 3, done));
      log(error, count);
      fs.closeSync(fd);
      log(fs.readFileSync(at('a'), 'utf8'));
    },
    noted: 'null 4; ...abcd...',
  },
  {
    name: 'open without flags reads, and says so of what is not there',
    async program(log, at) {
      const [error] = await called<NodeJS.ErrnoException>((done) => fs.open(at('nothing'), done));
      log(error?.code, error?.syscall, error?.path === at('nothing'));
    },
    noted: 'ENOENT open true',
  },
  {
    name: 'wx makes a file, and fails where there is one',
    async program(log, at) {
      fs.closeSync(fs.openSync(at('a'), 'wx'));
      log(await problem(() => fs.openSync(at('a'), 'wx')), await problem(() => fs.openSync(at('a'), 'ax+')));
    },
    noted: 'EEXIST open EEXIST open',
  },
  {
    name: 'a folder can be opened for reading, and not read',
    async program(log, at) {
      const fd = fs.openSync(at('.'), 'r');
      log(fs.fstatSync(fd).isDirectory(), await problem(() => fs.readSync(fd, Buffer.alloc(1))));
      log(await problem(() => fs.openSync(at('.'), 'w')), await problem(() => fs.ftruncateSync(fd, 1)));
      fs.closeSync(fd);
    },
    noted: 'true EISDIR read; EISDIR open EINVAL ftruncate',
  },
  {
    name: 'exists answers yes or no, and never an error',
    async program(log, at) {
      fs.writeFileSync(at('a'), '');
      log(await called((done) => fs.exists(at('a'), done)), await called((done) => fs.exists(at('b'), done)));
      log(fs.existsSync(at('a/b')), fs.existsSync(undefined as never));
    },
    noted: '[true] [false]; false false',
  },
  {
    name: 'access tells what one may do',
    async program(log, at) {
      fs.writeFileSync(at('a'), '', { mode: 0o600 });
      const { constants } = fs;
      log(await problem(() => fs.promises.access(at('a'), constants.R_OK | constants.W_OK)));
      log(await problem(() => fs.promises.access(at('a'), constants.X_OK)));
      log(await problem(() => fs.promises.access(at('b'))));
    },
    noted: 'none; EACCES access; ENOENT access',
  },
  {
    name: 'truncate cuts off, or fills up with zeros',
    async program(log, at) {
      fs.writeFileSync(at('a'), 'abcdef');
      await called((done) => fs.truncate(at('a'), 3, done));
      log(fs.readFileSync(at('a'), 'utf8'));
      fs.truncateSync(at('a'), 5);
      log(JSON.stringify(fs.readFileSync(at('a'), 'latin1')));
      log(await problem(() => fs.truncateSync(at('b'), 1)));
    },
    noted: 'abc; "abc\\u0000\\u0000"; ENOENT open',
  },
  {
    name: 'a file that is removed while it is open goes on',
    async program(log, at) {
      fs.writeFileSync(at('a'), 'abc');
      const fd = fs.openSync(at('a'), 'r+');
      fs.unlinkSync(at('a'));
      fs.writeSync(fd, 'X', 1);
      const buffer = Buffer.alloc(3);
      fs.readSync(fd, buffer, 0, 3, 0);
      log(fs.existsSync(at('a')), buffer.toString(), fs.fstatSync(fd).nlink);
      fs.closeSync(fd);
    },
    noted: 'false aXc 0',
  },
  {
    name: 'the lowest descriptor that is free is the next, and what is closed is closed',
    async program(log, at) {
      fs.writeFileSync(at('a'), '');
      const one = fs.openSync(at('a'), 'r');
      const two = fs.openSync(at('a'), 'r');
      fs.closeSync(one);
      const three = fs.openSync(at('a'), 'r');
      log(three === one, three !== two);
      fs.closeSync(two);
      fs.closeSync(three);
      log(await problem(() => fs.fstatSync(three)));
    },
    noted: 'true true; EBADF fstat',
  },
  {
    name: 'fsync and fdatasync answer when it is done',
    async program(log, at) {
      const fd = fs.openSync(at('a'), 'w');
      log(await called((done) => fs.fsync(fd, done)), await called((done) => fs.fdatasync(fd, done)));
      fs.closeSync(fd);
      log(await problem(() => fs.fsyncSync(1e6)));
    },
    noted: '[] []; EBADF fsync',
  },
  {
    name: 'what has no callback is refused, and so is an encoding that there is not',
    async program(log, at) {
      log(await problem(() => Reflect.apply(fs.stat, fs, [at('a')]) as unknown));
      log(await problem(() => fs.readFileSync(at('a'), 'no encoding' as BufferEncoding)));
    },
    noted: 'ERR_INVALID_ARG_TYPE; ERR_INVALID_ARG_VALUE',
  },
  {
    name: 'readFile and writeFile take descriptors, and leave them open',
    async program(log, at) {
      fs.writeFileSync(at('a'), 'abcdef');
      const fd = fs.openSync(at('a'), 'r+');
      fs.readSync(fd, Buffer.alloc(2));
      const [, rest] = await called((done) => fs.readFile(fd, 'utf8', done));
      await called((done) => fs.writeFile(fd, 'gh', done));
      fs.closeSync(fd);
      log(rest, fs.readFileSync(at('a'), 'utf8'));
    },
    noted: 'cdef abcdefgh',
  },
  {
    name: 'appendFile makes the file, with the mode that it is given',
    async program(log, at) {
      await called((done) => fs.appendFile(at('a'), 'one', { mode: 0o600 }, done));
      await called((done) => fs.appendFile(at('a'), Buffer.from('two'), done));
      log(fs.readFileSync(at('a'), 'utf8'), (fs.statSync(at('a')).mode & 0o777).toString(8));
    },
    noted: 'onetwo 600',
  },
  {
    name: 'readFile that is aborted before it began says so',
    async program(log, at) {
      fs.writeFileSync(at('a'), 'abc');
      const [error] = await called<Error>((done) =>
        fs.readFile(at('a'), { signal: AbortSignal.abort() }, done),
      );
      log(error?.name);
    },
    noted: 'AbortError',
  },
];
