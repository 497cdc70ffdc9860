import type { Sessions } from '../frame/sessions.ts';
import { FetchClients } from './fetch-clients.ts';
import type { RealServer } from './real-server.ts';
import { Told } from './told.ts';

/** How long nothing has to happen on either side until nothing more is thought to come. */
const IDLE_MS = 30;
/** How long a request may take until the server has it, on a machine that is busy. */
const PATIENCE_MS = 5_000;

/** `fetch` in this process, and a server in another: `server` is the session of that, all others are clients. */
export class HttpSessions implements Sessions {
  readonly #server: RealServer;
  readonly #clients: FetchClients;
  readonly #told = new Told();
  #count = 0;

  static async open(server: RealServer): Promise<HttpSessions> {
    const { port = 0 } = await server.ask('listen');
    return new HttpSessions(server, port);
  }

  private constructor(server: RealServer, port: number) {
    this.#server = server;
    this.#clients = new FetchClients(port);
  }

  async perform(session: string, action: string): Promise<string> {
    const [word = '', ms = ''] = action.split(' ');
    if (word === 'pass') await pause(Number(ms));
    else if (session === 'server') {
      const { error } = await this.#server.ask(action);
      if (error !== undefined) return `error: ${error}`;
    } else this.#clients.perform(action);
    return this.#told.since(await this.#idle(FetchClients.isRequest(action)), this.#clients.log);
  }

  /**
   * Waits until nothing happens; what the server has noted by then.
   * @param isAwaited whether something has to happen before
   */
  async #idle(isAwaited: boolean): Promise<readonly string[]> {
    const deadline = Date.now() + (isAwaited ? PATIENCE_MS : 0);
    const begun = this.#count;
    for (let quiet = 0; ;) {
      const { log = [] } = await this.#server.ask('');
      const count = log.length + this.#clients.log.length;
      quiet = count === this.#count ? quiet + 1 : 0;
      this.#count = count;
      // Who has told nothing yet may be slow.
      const isOver = count > begun ? quiet >= 1 : quiet >= 2 && Date.now() >= deadline;
      if (isOver) return log;
      await pause(IDLE_MS);
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
