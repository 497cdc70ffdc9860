import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync } from 'node:fs';
import net from 'node:net';

/** Who is to run servers that refuse to be run by root. */
const UNPRIVILEGED = 'nobody';

/** All that run now; none outlives this process. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  // PostgreSQL ends at once by it and leaves no shared memory, as it does when it is killed; the others end, too.
  for (const child of running) child.kill('SIGQUIT');
});

/** How this process starts programs that root must not run: as another user, where it is root itself. */
export function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (of: string): number => Number(execFileSync('id', [of, UNPRIVILEGED], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** Makes the folder that of the user who runs servers. */
export function handOver(folder: string): void {
  const { uid, gid } = unprivileged();
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
}

/** A port on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address === 'object' && address !== null) return address.port;
  throw new Error('no port is free');
}

/** A server that runs in a process of its own, from its start to `stop`, or to the end of this process. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  #printed = '';

  /** @param folder what it may write into; also where it runs */
  constructor(program: string, args: readonly string[], folder: string) {
    this.#child = spawn(program, args, {
      cwd: folder,
      env: { ...process.env, HOME: folder, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...unprivileged(),
    });
    running.add(this.#child);
    for (const output of [this.#child.stdout, this.#child.stderr])
      output?.on('data', (chunk: Buffer) => (this.#printed += chunk.toString()));
    this.#ended = new Promise((resolve) => {
      const ended = (): void => {
        running.delete(this.#child);
        resolve();
      };
      this.#child.once('error', (error) => {
        this.#printed += error.message;
        ended();
      });
      this.#child.once('exit', ended);
    });
  }

  /** Waits until a connection is accepted there. @throws Error where the server ends before, or takes too long */
  async listens(port: number, withinMs = 30_000): Promise<void> {
    const until = Date.now() + withinMs;
    while (running.has(this.#child) && Date.now() < until) {
      if (await accepts(port)) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`the server does not listen on port ${port}: ${this.#printed.trim()}`);
  }

  /** Ends it. Resolves when it has ended. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    this.#child.kill(signal);
    const late = setTimeout(() => this.#child.kill('SIGKILL'), 10_000);
    await this.#ended;
    clearTimeout(late);
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
