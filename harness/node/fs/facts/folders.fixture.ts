import fs from 'node:fs';
import { called, type FsFact, problem } from './fs-fact.fixture.ts';

/** Of test/parallel/test-fs-{mkdir,mkdtemp,readdir,rmdir,rm,opendir,symlink,link,readlink,realpath,rename,copyfile,cp,…}.js. */
export const folderFacts: readonly FsFact[] = [
  {
    name: 'mkdir makes one folder, and says where one is',
    async program(log, at) {
      log(await called((done) => fs.mkdir(at('d'), done)), fs.statSync(at('d')).isDirectory());
      log(await problem(() => fs.mkdirSync(at('d'))), await problem(() => fs.mkdirSync(at('x/y'))));
    },
    noted: '[] true; EEXIST mkdir ENOENT mkdir',
  },
  {
    name: 'mkdir of many gives the first that it made',
    async program(log, at) {
      const short = (path: unknown): unknown => (typeof path === 'string' ? path.slice(at('').length) : path);
      log(short(fs.mkdirSync(at('a/b/c'), { recursive: true })));
      const [, second] = await called((done) => fs.mkdir(at('a/b/c/d/e'), { recursive: true }, done));
      const [, third] = await called((done) => fs.mkdir(at('a/b/c/d/e'), { recursive: true }, done));
      log(short(second), short(third), short(await fs.promises.mkdir(at('a/f/g'), { recursive: true })));
    },
    noted: 'a; a/b/c/d undefined a/f',
  },
  {
    name: 'mkdir of many stops at a file',
    async program(log, at) {
      fs.writeFileSync(at('a'), '');
      log(await problem(() => fs.mkdirSync(at('a'), { recursive: true })));
      log(await problem(() => fs.mkdirSync(at('a/b/c'), { recursive: true })));
    },
    noted: 'EEXIST mkdir; ENOTDIR mkdir',
  },
  {
    name: 'mkdtemp gives names that are new, with six more letters',
    async program(log, at) {
      const one = fs.mkdtempSync(at('x-'));
      const two = await fs.promises.mkdtemp(at('x-'));
      log(one !== two, one.length - at('x-').length, fs.statSync(two).isDirectory());
      log((fs.statSync(one).mode & 0o777).toString(8), await problem(() => fs.mkdtempSync(at('n/x-'))));
    },
    noted: 'true 6 true; 700 ENOENT mkdtemp',
  },
  {
    name: 'readdir gives names, with types where that is asked for',
    async program(log, at) {
      fs.mkdirSync(at('d'));
      fs.writeFileSync(at('b'), '');
      fs.symlinkSync('b', at('a'));
      log(fs.readdirSync(at('.')));
      const entries = await fs.promises.readdir(at('.'), { withFileTypes: true });
      log(
        entries.map((each) => `${each.name}${each.isDirectory() ? '/' : each.isSymbolicLink() ? '@' : ''}`),
      );
      log(fs.readdirSync(at('.'), 'buffer').map((each) => Buffer.isBuffer(each)));
      log(await problem(() => fs.readdirSync(at('b'))), await problem(() => fs.readdirSync(at('n'))));
    },
    noted: '[a,b,d]; [a@,b,d/]; [true,true,true]; ENOTDIR scandir ENOENT scandir',
  },
  {
    name: 'readdir goes into folders where that is asked for',
    async program(log, at) {
      fs.mkdirSync(at('a/b'), { recursive: true });
      fs.writeFileSync(at('a/b/c'), '');
      fs.writeFileSync(at('d'), '');
      log(fs.readdirSync(at('.'), { recursive: true }).map(String).sort());
      log((await fs.promises.readdir(at('.'), { recursive: true })).sort());
      const [, names] = await called<string[]>((done) => fs.readdir(at('.'), { recursive: true }, done));
      log(names?.sort());
    },
    noted: '[a,a/b,a/b/c,d]; [a,a/b,a/b/c,d]; [a,a/b,a/b/c,d]',
  },
  {
    name: 'rmdir takes empty folders alone',
    async program(log, at) {
      fs.mkdirSync(at('d/e'), { recursive: true });
      fs.writeFileSync(at('f'), '');
      log(await problem(() => fs.rmdirSync(at('d'))), await problem(() => fs.rmdirSync(at('f'))));
      fs.rmdirSync(at('d/e'));
      log(await called((done) => fs.rmdir(at('d'), done)), fs.existsSync(at('d')));
    },
    noted: 'ENOTEMPTY rmdir ENOTDIR rmdir; [] false',
  },
  {
    name: 'rm takes files, and folders where that is asked for',
    async program(log, at) {
      fs.mkdirSync(at('d/e/f'), { recursive: true });
      fs.writeFileSync(at('d/e/g'), '');
      log(await problem(() => fs.rmSync(at('d'))), await problem(() => fs.rmSync(at('n'))));
      fs.rmSync(at('n'), { force: true });
      await called((done) => fs.rm(at('d/e/g'), done));
      fs.rmSync(at('d'), { recursive: true });
      log(fs.readdirSync(at('.')));
    },
    noted: 'ERR_FS_EISDIR rm ENOENT lstat; []',
  },
  {
    name: 'rm of a tree takes links, and not what they lead to',
    async program(log, at) {
      fs.mkdirSync(at('d'));
      fs.mkdirSync(at('kept'));
      fs.writeFileSync(at('kept/a'), '');
      fs.symlinkSync(at('kept'), at('d/link'));
      await fs.promises.rm(at('d'), { recursive: true });
      log(fs.readdirSync(at('.')), fs.readdirSync(at('kept')));
    },
    noted: '[kept] [a]',
  },
  {
    name: 'opendir gives one entry after the other, then nothing',
    async program(log, at) {
      fs.writeFileSync(at('a'), '');
      fs.mkdirSync(at('b'));
      const names: string[] = [];
      for await (const entry of await fs.promises.opendir(at('.')))
        names.push(`${entry.name} ${entry.isDirectory()}`);
      log(names.sort());
      const dir = fs.opendirSync(at('.'), { bufferSize: 1 });
      log([dir.readSync()?.name, (await dir.read())?.name].map(String).sort(), dir.readSync());
      dir.closeSync();
      log(await problem(() => dir.readSync()), await problem(() => fs.promises.opendir(at('a'))));
    },
    noted: '[a false,b true]; [a,b] null; ERR_DIR_CLOSED ENOTDIR opendir',
  },
  {
    name: 'a symbolic link is what it says; stat follows it, lstat does not',
    async program(log, at) {
      fs.writeFileSync(at('a'), 'abc');
      await called((done) => fs.symlink('a', at('l'), done));
      log(fs.readlinkSync(at('l')), fs.readFileSync(at('l'), 'utf8'), fs.lstatSync(at('l')).isSymbolicLink());
      log(
        fs.statSync(at('l')).size,
        fs.lstatSync(at('l')).size,
        await problem(() => fs.readlinkSync(at('a'))),
      );
      log(await problem(() => fs.symlinkSync('b', at('l'))));
    },
    noted: 'a abc true; 3 1 EINVAL readlink; EEXIST symlink',
  },
  {
    name: 'links that lead to one another are found out, and one that leads nowhere can be written through',
    async program(log, at) {
      fs.symlinkSync('b', at('a'));
      fs.symlinkSync('a', at('b'));
      log(await problem(() => fs.statSync(at('a'))), await problem(() => fs.readFileSync(at('b'))));
      fs.symlinkSync('c', at('l'));
      log(await problem(() => fs.statSync(at('l'))), fs.existsSync(at('l')));
      fs.writeFileSync(at('l'), 'through');
      log(fs.readFileSync(at('c'), 'utf8'));
    },
    noted: 'ELOOP stat ELOOP open; ENOENT stat false; through',
  },
  {
    name: 'a hard link is another name of the same file',
    async program(log, at) {
      fs.writeFileSync(at('a'), 'abc');
      await fs.promises.link(at('a'), at('b'));
      fs.appendFileSync(at('b'), 'd');
      const [one, two] = [fs.statSync(at('a')), fs.statSync(at('b'))];
      log(fs.readFileSync(at('a'), 'utf8'), one.nlink, one.ino === two.ino);
      fs.unlinkSync(at('a'));
      log(fs.statSync(at('b')).nlink, await problem(() => fs.linkSync(at('n'), at('c'))));
      log(
        await problem(() => fs.linkSync(at('.'), at('c'))),
        await problem(() => fs.linkSync(at('b'), at('b'))),
      );
    },
    noted: 'abcd 2 true; 1 ENOENT link; EPERM link EEXIST link',
  },
  {
    name: 'realpath has no links in it, in all its forms',
    async program(log, at) {
      fs.mkdirSync(at('d/e'), { recursive: true });
      fs.symlinkSync('d', at('l'));
      const short = (path: unknown): string => String(path).slice(at('').length);
      log(short(fs.realpathSync(at('l/e/../e'))), short(fs.realpathSync.native(at('l/e'))));
      log(short(await fs.promises.realpath(at('l/e'))));
      log(
        short((await called((done) => fs.realpath(at('l/e'), done)))[1]),
        await problem(() => fs.realpathSync(at('n'))),
      );
    },
    noted: 'd/e d/e; d/e; d/e ENOENT lstat',
  },
  {
    name: 'rename takes the place of a file, or of an empty folder',
    async program(log, at) {
      fs.writeFileSync(at('a'), 'a');
      fs.writeFileSync(at('b'), 'b');
      await called((done) => fs.rename(at('a'), at('b'), done));
      fs.mkdirSync(at('d'));
      fs.mkdirSync(at('e'));
      fs.writeFileSync(at('d/x'), '');
      fs.renameSync(at('d'), at('e'));
      log(fs.readFileSync(at('b'), 'utf8'), fs.readdirSync(at('.')), fs.readdirSync(at('e')));
    },
    noted: 'a [b,e] [x]',
  },
  {
    name: 'rename refuses what cannot be',
    async program(log, at) {
      fs.mkdirSync(at('d/e'), { recursive: true });
      fs.mkdirSync(at('f'));
      fs.writeFileSync(at('a'), '');
      log(
        await problem(() => fs.renameSync(at('d'), at('d/e/g'))),
        await problem(() => fs.renameSync(at('f'), at('d'))),
      );
      log(
        await problem(() => fs.renameSync(at('a'), at('d'))),
        await problem(() => fs.renameSync(at('d'), at('a'))),
      );
      log(await problem(() => fs.renameSync(at('n'), at('m'))));
    },
    noted: 'EINVAL rename ENOTEMPTY rename; EISDIR rename ENOTDIR rename; ENOENT rename',
  },
  {
    name: 'an error of two paths has both',
    async program(log, at) {
      const [error] = await called<NodeJS.ErrnoException & { dest?: string }>((done) =>
        fs.rename(at('n'), at('m'), done),
      );
      log(error?.path === at('n'), error?.dest === at('m'), error?.message.replaceAll(at(''), ''));
    },
    noted: "true true ENOENT: no such file or directory, rename 'n' -> 'm'",
  },
  {
    name: 'copyFile copies content and mode, and may be told not to replace',
    async program(log, at) {
      fs.writeFileSync(at('a'), 'abc', { mode: 0o640 });
      await fs.promises.copyFile(at('a'), at('b'));
      log(fs.readFileSync(at('b'), 'utf8'), (fs.statSync(at('b')).mode & 0o777).toString(8));
      log(await problem(() => fs.copyFileSync(at('a'), at('b'), fs.constants.COPYFILE_EXCL)));
      log(
        await problem(() => fs.copyFileSync(at('n'), at('c'))),
        await problem(() => fs.copyFileSync(at('.'), at('c'))),
      );
    },
    noted: 'abc 640; EEXIST copyfile; ENOENT copyfile EISDIR copyfile',
  },
  {
    name: 'cp copies trees',
    async program(log, at) {
      fs.mkdirSync(at('a/b'), { recursive: true });
      fs.writeFileSync(at('a/b/c'), 'abc');
      await fs.promises.cp(at('a'), at('d'), { recursive: true });
      log(fs.readFileSync(at('d/b/c'), 'utf8'), await problem(() => fs.promises.cp(at('a'), at('e'))));
    },
    noted: 'abc ERR_FS_EISDIR cp',
  },
  {
    name: 'cpSync copies trees, too, and files over files',
    async program(log, at) {
      fs.mkdirSync(at('a/b'), { recursive: true });
      fs.writeFileSync(at('a/b/c'), 'abc');
      fs.cpSync(at('a'), at('d'), { recursive: true });
      fs.writeFileSync(at('a/b/c'), 'new');
      fs.cpSync(at('a/b/c'), at('d/b/c'));
      log(
        fs.readFileSync(at('d/b/c'), 'utf8'),
        (await problem(() => fs.cpSync(at('a'), at('e')))).split(' ')[0],
      );
    },
    noted: 'new ERR_FS_EISDIR',
  },
  {
    name: 'chmod sets permissions',
    async program(log, at) {
      fs.writeFileSync(at('a'), '');
      await called((done) => fs.chmod(at('a'), 0o604, done));
      log((fs.statSync(at('a')).mode & 0o777).toString(8));
      const fd = fs.openSync(at('a'), 'r');
      fs.fchmodSync(fd, '640');
      log((fs.fstatSync(fd).mode & 0o777).toString(8), await problem(() => fs.chmodSync(at('n'), 0o600)));
      fs.closeSync(fd);
    },
    noted: '604; 640 ENOENT chmod',
  },
  {
    name: 'utimes sets times, of links their own',
    async program(log, at) {
      fs.writeFileSync(at('a'), '');
      fs.symlinkSync('a', at('l'));
      fs.utimesSync(at('a'), 10, new Date(20_500));
      await fs.promises.lutimes(at('l'), 30, 40);
      const fd = fs.openSync(at('a'), 'r+');
      log(fs.statSync(at('a')).atimeMs, fs.statSync(at('l')).mtimeMs, fs.lstatSync(at('l')).mtimeMs);
      fs.futimesSync(fd, 1.25, '2');
      fs.closeSync(fd);
      log(fs.statSync(at('a')).atime.toISOString(), fs.statSync(at('a'), { bigint: true }).mtimeNs);
    },
    noted: '10000 20500 40000; 1970-01-01T00:00:01.250Z 2000000000',
  },
  {
    name: 'stat of what is not there throws, or not where that is asked for',
    async program(log, at) {
      log(await problem(() => fs.statSync(at('n'))), fs.statSync(at('n'), { throwIfNoEntry: false }));
      log(await problem(() => fs.promises.lstat(at('n'))), fs.lstatSync(at('n'), { throwIfNoEntry: false }));
    },
    noted: 'ENOENT stat undefined; ENOENT lstat undefined',
  },
  {
    name: 'stat tells kinds and sizes, in big numbers too',
    async program(log, at) {
      fs.writeFileSync(at('a'), Buffer.alloc(5000));
      const stats = fs.statSync(at('a'));
      const big = await fs.promises.stat(at('a'), { bigint: true });
      log(stats.isFile(), stats.isDirectory(), stats.size, big.size, typeof big.mtimeNs);
      log(stats.mtime instanceof Date, (await fs.promises.statfs(at('a'))).bsize > 0);
    },
    noted: 'true false 5000 5000 bigint; true true',
  },
  {
    name: 'paths may be bytes or URLs, and have nothing to do with a null byte',
    async program(log, at) {
      fs.writeFileSync(Buffer.from(at('ä')), 'x');
      log(fs.readFileSync(new URL(`file://${at('ä')}`), 'utf8'), fs.readdirSync(at('.')));
      log(
        await problem(() => fs.readFileSync(at('a\0b'))),
        await problem(() => fs.readFileSync(at('x'.repeat(300)))),
      );
    },
    noted: 'x [ä]; ERR_INVALID_ARG_VALUE ENAMETOOLONG open',
  },
];
