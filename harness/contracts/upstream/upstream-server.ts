import type { IncomingMessage, ServerResponse } from 'node:http';
import { LoopbackServer } from '../frame/loopback-server.ts';
import { type Published, publishedOf } from './published.ts';

interface Asked {
  readonly response: ServerResponse;
  /** What is still to be sent of it, when it is asked for. */
  readonly left: string[];
}

/** An upstream over `node:http`, whose bodies go on when they are asked for, as those of the simulated one do. */
export class UpstreamServer extends LoopbackServer {
  readonly #published = new Map<string, Published>();
  readonly #asked = new Map<string, Asked>();
  readonly #received: string[] = [];
  #dropped = 0;
  /** What is done to the requests that come next. */
  readonly #breaks: ('request' | 'reply')[] = [];
  #breaksBody = false;

  /** What it is told, or asked. */
  perform(action: string): string {
    const [word = '', first = '', second = ''] = action.split(' ');
    switch (word) {
      case 'publish':
        this.#published.set(first, publishedOf(second));
        return 'done';
      case 'break':
        if (first === 'body') this.#breaksBody = true;
        else this.#breaks.push(first === 'reply' ? 'reply' : 'request');
        return 'done';
      case 'received':
        return this.#received.join(', ') || 'nothing';
      case 'dropped':
        return String(this.#dropped);
      case 'is-there':
        return String(this.#asked.has(first));
      case 'go-on':
        return this.#goOn(first);
      default:
        throw new Error(`"${action}" is nothing that the server does`);
    }
  }

  protected take(request: IncomingMessage, response: ServerResponse): void {
    const [method, name] = [String(request.headers['x-call']), String(request.headers['x-name'])];
    const published = this.#published.get(request.url ?? '') ?? { status: 404, chunks: [] };
    const broken = this.#breaks.shift();
    // One that is broken on its way is none that was received.
    if (broken !== 'request') this.#received.push(`${method} ${request.url} ${published.status}`);
    if (broken !== undefined) {
      request.socket.resetAndDestroy();
      return;
    }
    const isStream = method === 'open';
    this.#asked.set(name, {
      response,
      left: isStream ? [...published.chunks] : [published.chunks.join('|')],
    });
    response.on('close', () => {
      const isOpen = isStream && published.status < 400 && !response.writableFinished;
      if (isOpen && this.#asked.has(name)) this.#dropped += 1;
    });
    if (request.headers['x-wait'] !== undefined) return;
    response.writeHead(published.status);
    response.flushHeaders();
  }

  /** Sends the next piece, or the end. */
  #goOn(name: string): string {
    const asked = this.#asked.get(name);
    if (asked === undefined) return 'done';
    const { response, left } = asked;
    if (this.#breaksBody && !response.destroyed && !response.writableEnded) {
      this.#breaksBody = false;
      // Not dropped by the client.
      this.#asked.delete(name);
      response.socket?.resetAndDestroy();
      return 'done';
    }
    const piece = left.shift();
    if (piece === undefined) response.end();
    else response.write(`${piece}\n`);
    return 'done';
  }
}
