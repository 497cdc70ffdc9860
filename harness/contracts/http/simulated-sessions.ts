import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Sessions } from '../frame/sessions.ts';
import { builtProgram, simulatingFlags } from './built-program.ts';

interface Answer {
  readonly answers?: readonly string[];
  readonly error?: string;
}

let thread: Worker | undefined;

/** The thread in which Node is simulated; it does not keep this process alive. */
function simulatingThread(): Worker {
  thread ??= new Worker(builtProgram('http/simulated-thread'), { execArgv: simulatingFlags });
  thread.unref();
  return thread;
}

/**
 * `fetch` and a server on one simulated Node. A run is over before anybody hears of it: so each step is a run of its own,
 * in which all before it happen first, as they did.
 */
export class SimulatedSessions implements Sessions {
  readonly #steps: (readonly [session: string, action: string])[] = [];

  async perform(session: string, action: string): Promise<string> {
    this.#steps.push([session, action]);
    const worker = simulatingThread();
    const answered = once(worker, 'message');
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage(this.#steps);
    const [{ answers, error }] = (await answered) as [Answer];
    if (error !== undefined) throw new Error(error);
    return answers?.at(-1) ?? '';
  }
}
