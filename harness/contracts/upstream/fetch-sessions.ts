import type { Sessions } from '../frame/sessions.ts';
import type { RealServer } from '../http/real-server.ts';
import { LineReader } from './line-reader.ts';

interface Asked {
  readonly response: Promise<Response>;
  lines: LineReader | undefined;
  isClosed: boolean;
}

/** Until the server has noticed what the client did. */
const NOTICED_MS = 60;

/** A client's session, by `fetch`, with an upstream in another process, which is `server`. */
export class FetchSessions implements Sessions {
  readonly #server: RealServer;
  readonly #origin: string;
  readonly #session = new AbortController();
  readonly #asked = new Map<string, Asked>();

  static async open(server: RealServer): Promise<FetchSessions> {
    const { port } = await server.ask('listen');
    return new FetchSessions(server, `http://127.0.0.1:${port}`);
  }

  private constructor(server: RealServer, origin: string) {
    this.#server = server;
    this.#origin = origin;
  }

  async perform(session: string, action: string): Promise<string> {
    if (session === 'server') {
      await new Promise((resolve) => setTimeout(resolve, NOTICED_MS));
      return (await this.#server.ask(action)).told ?? 'nothing';
    }
    try {
      return await this.#perform(action);
    } catch (error) {
      const { name } = error as Error;
      if (name === 'AbortError') return 'closed';
      if (name === 'TypeError') return 'broken';
      throw error;
    }
  }

  close(): Promise<void> {
    this.#session.abort();
    return Promise.resolve();
  }

  async #perform(action: string): Promise<string> {
    const [word = '', name = '', target = ''] = action.split(' ');
    switch (word) {
      case 'get':
      case 'send':
        return `status ${(await this.#ask(name, word, target)).status}`;
      case 'open':
        return this.#open(name, await this.#ask(name, word, target));
      case 'begin': {
        // Whoever waits for it hears of its end.
        this.#ask(name, 'get', target, true).catch(() => {});
        while ((await this.#server.ask(`is-there ${name}`)).told !== 'true');
        return 'begun';
      }
      case 'await':
        return `status ${(await this.#asked.get(name)?.response)?.status}`;
      case 'body':
        return this.#body(name);
      case 'next':
        return this.#next(name);
      case 'close':
        return this.#close(name);
      case 'leave':
        this.#session.abort();
        return 'left';
      default:
        throw new Error(`"${action}" is nothing that a client does`);
    }
  }

  #ask(name: string, call: string, target: string, waits = false): Promise<Response> {
    const response = fetch(`${this.#origin}${target}`, {
      method: call === 'get' ? 'GET' : 'POST',
      headers: { 'x-call': call, 'x-name': name, ...(waits && { 'x-wait': '1' }) },
      signal: this.#session.signal,
      ...(call !== 'get' && { body: 'hello' }),
    });
    this.#asked.set(name, { response, lines: undefined, isClosed: false });
    return response;
  }

  #open(name: string, response: Response): string {
    const asked = this.#asked.get(name);
    if (response.status < 400 && asked !== undefined) asked.lines = new LineReader(response);
    return response.status < 400 ? 'open' : `status ${response.status}`;
  }

  async #body(name: string): Promise<string> {
    const asked = this.#asked.get(name);
    if (asked === undefined) return 'no response';
    const response = await asked.response;
    // The text, and its end.
    await this.#server.ask(`go-on ${name}`);
    await this.#server.ask(`go-on ${name}`);
    return `body ${(await response.text()).trimEnd()}`;
  }

  async #next(name: string): Promise<string> {
    const asked = this.#asked.get(name);
    if (asked?.lines === undefined) return 'no stream';
    if (asked.isClosed) return 'closed';
    await this.#server.ask(`go-on ${name}`);
    return (await asked.lines.next()) ?? 'end';
  }

  async #close(name: string): Promise<string> {
    const asked = this.#asked.get(name);
    if (asked?.lines === undefined) return 'no stream';
    asked.isClosed = true;
    await asked.lines.close();
    return 'left';
  }
}
