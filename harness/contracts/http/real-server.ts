import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** What the server's process answers. */
export interface ServerAnswer {
  readonly port?: number;
  /** What it says, where it is asked something. */
  readonly told?: string;
  readonly log?: readonly string[];
  readonly error?: string;
}

/** The process in which the servers are. It ends with this one. */
export class RealServer {
  readonly #process: ChildProcess;

  constructor(program: string) {
    this.#process = fork(program);
  }

  /** One message at a time. */
  async ask(action: string): Promise<ServerAnswer> {
    const answered = once(this.#process, 'message');
    this.#process.send(action);
    const [answer] = (await answered) as [ServerAnswer];
    return answer;
  }

  async stop(): Promise<void> {
    const stopped = once(this.#process, 'exit');
    this.#process.disconnect();
    await stopped;
  }
}
