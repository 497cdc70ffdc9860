import fs from 'node:fs';
import { Random } from '../../core/random.ts';

/** A call of `node:fs`, with the descriptors of its program as `fd 0`, `fd 1` …: how it is made, whoever answers it. */
export interface RandomCall {
  readonly name: string;
  readonly args: readonly unknown[];
}

const NAMES = ['a', 'b', 'd', 'd/a', 'd/e', 'd/e/f', 'x/y', 'l', 'd/l', 'l/a', '.', 'd/..', 'd/', 'a/'];
const NAMED = NAMES.slice(0, 9);
const FLAGS = ['r', 'w', 'r+', 'a', 'wx', 'a+', 'w+', 'ax', 'as'];
const TARGETS = ['a', 'd', '../a', 'nowhere', 'l', './d/e'];
/** None that only root could read, or only others: so it does not matter who runs the tests. */
const MODES = [0o755, 0o700, 0o711];
const TIMES = [1, 1_600_000_000.5, 12.25];

export const FD = /^fd (\d+)$/;

/** Calls of one program, by a seed; `fds` of them are files that are open by then. */
export function randomCall(random: Random, fds: number, at: number): RandomCall {
  const any = <T>(list: readonly T[]): T => list[random.below(list.length)] as T;
  const path = (): string => any(NAMES);
  const fd = (): string => `fd ${random.below(Math.max(1, fds))}`;
  const calls: (() => RandomCall)[] = [
    () => ({ name: 'openSync', args: [path(), any(FLAGS)] }),
    () => ({ name: 'openSync', args: [path(), any(FLAGS)] }),
    () => ({ name: 'closeSync', args: [fd()] }),
    () => ({ name: 'writeSync', args: [fd(), `text ${at}`] }),
    () => ({ name: 'writeSync', args: [fd(), `at ${at}`, random.below(20)] }),
    () => ({ name: 'readSync', args: [fd(), 'buffer', 0, 8, any([null, 0, 3, 30])] }),
    () => ({ name: 'ftruncateSync', args: [fd(), random.below(12)] }),
    () => ({ name: 'fstatSync', args: [fd()] }),
    () => ({ name: 'fsyncSync', args: [fd()] }),
    () => ({ name: 'readFileSync', args: [path(), any(['utf8', 'latin1', undefined])] }),
    () => ({ name: 'readFileSync', args: [fd(), any(['utf8', 'latin1'])] }),
    () => ({ name: 'writeFileSync', args: [path(), `whole ${at}`] }),
    () => ({ name: 'appendFileSync', args: [path(), `more ${at}`] }),
    () => ({ name: 'mkdirSync', args: [path()] }),
    () => ({ name: 'mkdirSync', args: [path(), { recursive: true }] }),
    () => ({ name: 'rmdirSync', args: [path()] }),
    () => ({ name: 'unlinkSync', args: [path()] }),
    () => ({ name: 'renameSync', args: [path(), path()] }),
    () => ({ name: 'linkSync', args: [path(), path()] }),
    () => ({ name: 'symlinkSync', args: [any(TARGETS), path()] }),
    () => ({ name: 'readlinkSync', args: [path()] }),
    () => ({ name: 'readdirSync', args: [path()] }),
    () => ({ name: 'readdirSync', args: [path(), { withFileTypes: true }] }),
    () => ({ name: 'readdirSync', args: [path(), { recursive: true }] }),
    () => ({ name: 'readdirSync', args: [path(), 'buffer'] }),
    () => ({ name: 'statSync', args: [path()] }),
    () => ({ name: 'statSync', args: [path(), { throwIfNoEntry: false }] }),
    () => ({ name: 'lstatSync', args: [path(), { bigint: true }] }),
    () => ({ name: 'existsSync', args: [path()] }),
    () => ({ name: 'accessSync', args: [path(), any([0, 1, 2, 4])] }),
    () => ({ name: 'realpathSync', args: [path()] }),
    () => ({ name: 'realpathSync.native', args: [path()] }),
    () => ({ name: 'copyFileSync', args: [path(), path(), any([0, 1])] }),
    () => ({ name: 'truncateSync', args: [path(), random.below(9)] }),
    () => ({ name: 'chmodSync', args: [path(), any(MODES)] }),
    () => ({ name: 'utimesSync', args: [path(), any(TIMES), any(TIMES)] }),
    () => ({ name: 'lutimesSync', args: [path(), any(TIMES), any(TIMES)] }),
    // Of `.` it says from Node 24 on that it does not know what went wrong.
    () => ({ name: 'rmSync', args: [any(NAMED), { recursive: true, force: true }] }),
    () => ({ name: 'rmSync', args: [any(NAMED)] }),
    () => ({ name: 'opendirSync', args: [path()] }),
    () => ({ name: 'writevSync', args: [fd(), [Buffer.from('one'), Buffer.from('two')]] }),
    () => ({ name: 'readvSync', args: [fd(), 'buffers'] }),
  ];
  return any(calls)();
}

/** What is the same on every disk, of what a call answers. */
export function told(value: unknown, root: string): unknown {
  if (value instanceof fs.Stats || isBigStats(value)) return toldOf(value as fs.Stats | fs.BigIntStats);
  if (Buffer.isBuffer(value)) return `<${value.toString('latin1')}>`;
  if (Array.isArray(value))
    return value.map((each) => told(each, root)).sort((a, b) => (String(a) < String(b) ? -1 : 1));
  if (value instanceof fs.Dirent) return [value.name, value.isDirectory(), value.isSymbolicLink()];
  if (typeof value === 'string') return value.replaceAll(root, '');
  return value;
}

function isBigStats(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'mtimeNs' in value;
}

function toldOf(stats: fs.Stats | fs.BigIntStats): unknown {
  const { mode, nlink, size } = stats;
  const isFolder = stats.isDirectory();
  const isOld = stats.mtimeMs < 1.65e12;
  return [
    Number(mode),
    isFolder ? '' : Number(nlink),
    isFolder ? '' : Number(size),
    isOld ? Number(stats.mtimeMs) : '',
  ];
}

export function toldError(error: unknown, root: string): unknown {
  const { message, code, errno, syscall, path, dest } = error as NodeJS.ErrnoException & { dest?: string };
  const without = (text: string | undefined): unknown => text?.replaceAll(root, '');
  return { message: without(message), code, errno, syscall, path: without(path), dest: without(dest) };
}
