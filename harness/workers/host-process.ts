import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Answer, valueOf } from './answer.ts';
import type { FromHost, ToHost } from './host.ts';
import type { JobOutcome } from './pool.ts';

const entry = fileURLToPath(new URL('./host.js', import.meta.url));

/** The process of the workers ended while a task was at work. */
export class HostDied extends Error {
  /** By which signal or exit code. */
  readonly how: string;

  constructor(how: string) {
    super(`The process of the workers ended (${how}).`);
    this.how = how;
  }
}

type Opening = Omit<Extract<ToHost, { type: 'open' }>, 'type'>;

/** A process of workers, from the side of the command. It ends with the command, however that ends. */
export class HostProcess {
  readonly #child: ChildProcess;
  readonly #asked = new Map<number, (answered: Answer<JobOutcome<unknown>> | HostDied) => void>();
  readonly #ended: Promise<void>;
  #next = 0;
  share = 0;
  waitedSeconds = 0;

  constructor(opening: Opening, onLook: () => void) {
    this.#child = fork(entry, { serialization: 'advanced', stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.#child.on('message', (message: FromHost) => {
      if (message.type === 'answer') return this.#settle(message.id, message.answer);
      this.share = message.share;
      this.waitedSeconds = message.waitedSeconds;
      onLook();
    });
    this.#ended = new Promise((resolve) => {
      const end = (how: string): void => {
        for (const id of this.#asked.keys()) this.#settle(id, new HostDied(how));
        resolve();
      };
      this.#child.once('exit', (code, signal) => end(signal ?? `exit code ${code}`));
      this.#child.once('error', (error) => end(error.message));
    });
    this.#say({ type: 'open', ...opening });
  }

  /** @throws what is thrown there, and HostDied */
  async run<R>(name: string, task: unknown): Promise<JobOutcome<R>> {
    const id = this.#next++;
    const answered = await new Promise<Answer<JobOutcome<unknown>> | HostDied>((resolve) => {
      this.#asked.set(id, resolve);
      if (!this.#say({ type: 'run', id, name, task })) this.#settle(id, new HostDied('before it was asked'));
    });
    if (answered instanceof HostDied) throw answered;
    return valueOf(answered) as JobOutcome<R>;
  }

  stop(): void {
    this.#say({ type: 'stop' });
  }

  async close(): Promise<void> {
    this.#say({ type: 'close' });
    await this.#ended;
  }

  #say(message: ToHost): boolean {
    // An error of the channel is told by the end of the process.
    return this.#child.connected && (this.#child.send(message, () => {}), true);
  }

  #settle(id: number, answered: Answer<JobOutcome<unknown>> | HostDied): void {
    const tell = this.#asked.get(id);
    this.#asked.delete(id);
    tell?.(answered);
  }
}
