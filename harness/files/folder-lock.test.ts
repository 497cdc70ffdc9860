import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOCK_FILE, lockFolder, unlockFolder } from './folder-lock.ts';
import { processIdentity } from './process-identity.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'heddle-lock-'));
  file = path.join(folder, LOCK_FILE);
});
afterEach(() => {
  unlockFolder(folder);
  rmSync(folder, { recursive: true, force: true });
});

const lock = (): void => lockFolder(folder, 'out');
const holder = (pid: number, identity: string | undefined, host = hostname()): void =>
  writeFileSync(file, JSON.stringify({ pid, identity, host, since: 'noon' }));
const age = (seconds: number): void => {
  const then = new Date(Date.now() - seconds * 1000);
  utimesSync(file, then, then);
};
const isOurs = (): boolean =>
  (JSON.parse(readFileSync(file, 'utf8')) as { readonly pid: number }).pid === process.pid;

describe('the lock of a folder', () => {
  it('is there until it is given back, and can be asked for again', () => {
    lock();
    lock();
    expect(isOurs()).toBe(true);
    unlockFolder(folder);
    expect(existsSync(file)).toBe(false);
  });

  it('names the process that holds it', () => {
    holder(process.ppid, processIdentity(process.ppid));
    expect(lock).toThrow(
      `Another heddle (process ${process.ppid}, since noon) writes its report into out. Wait for it, or give this one an --output-dir of its own.`,
    );
  });

  it('is taken over from a process that was killed', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e9)']);
    const { pid = 0 } = child;
    holder(pid, processIdentity(pid));
    expect(lock).toThrow(`process ${pid}`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    lock();
    expect(isOurs()).toBe(true);
  });

  it.runIf(process.platform === 'linux')(
    'is taken over where its process number is another process by now',
    () => {
      holder(process.ppid, '1');
      lock();
      expect(isOurs()).toBe(true);
    },
  );

  it('of another machine is held as long as it is renewed', () => {
    holder(1, '1', 'elsewhere');
    expect(lock).toThrow('process 1 on elsewhere');
    age(120);
    lock();
    expect(isOurs()).toBe(true);
  });

  it.each(['', '{', 'null'])(
    'that holds %j is that of a process which makes it just now, or was killed then',
    (text) => {
      writeFileSync(file, text);
      expect(lock).toThrow('Another heddle writes');
      age(10);
      lock();
      expect(isOurs()).toBe(true);
    },
  );

  it('of another is not given back', () => {
    lock();
    holder(process.ppid, processIdentity(process.ppid));
    unlockFolder(folder);
    expect(existsSync(file)).toBe(true);
  });
});
