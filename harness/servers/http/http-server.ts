import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { FakeServer, type ListenOptions } from '../listen/fake-server.ts';
import { send, type HttpAnswer, type HttpCall } from './http-reply.ts';

/** What is done with the requests to one route: always the same, one after the other, or as it is computed. */
export type HttpRoute =
  HttpAnswer | readonly HttpAnswer[] | ((call: HttpCall) => HttpAnswer | Promise<HttpAnswer>);

/** Where an upstream listens, and what it answers. */
export interface HttpServerOptions extends ListenOptions {
  /**
   * By method and path, `GET /users`, or by path alone; the query does not count. Of a list each request gets one, and
   * all that come later the last. Anything else is answered by 404.
   */
  readonly routes: Readonly<Record<string, HttpRoute>>;
  /** How long a connection is kept open for the next request. Default: Node's, 5,000. */
  readonly keepAliveTimeoutMs?: number;
}

/**
 * An HTTP server that does as it was told, port 80 by default.
 *
 * ```ts
 * const upstream = new HttpServer({
 *   routes: {
 *     'GET /prices': [{ status: 503, delayMs: 100 }, { body: '{"a":1}' }],
 *     '/stream': { body: ['one', 'two'], chunkDelayMs: 50, ends: 'broken' },
 *     '/gone': 'close',
 *   },
 * });
 * ```
 */
export class HttpServer extends FakeServer {
  /** The requests that arrived with all of their bodies, in order. */
  readonly received: HttpCall[] = [];
  readonly #routes: HttpServerOptions['routes'];
  readonly #counts = new Map<string, number>();

  constructor(options: HttpServerOptions) {
    const { keepAliveTimeoutMs } = options;
    const settings = keepAliveTimeoutMs === undefined ? {} : { keepAliveTimeout: keepAliveTimeoutMs };
    const answer = (request: IncomingMessage, response: ServerResponse): void => {
      void this.#answer(request, response);
    };
    super(() => http.createServer({ noDelay: true, ...settings }, answer), options, 80);
    this.#routes = options.routes;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: path = '', headers } = request;
    let body = '';
    try {
      for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
    } catch {
      // The client gave up before its body had arrived: nobody waits.
      return;
    }
    const call: HttpCall = { method, path, headers, body };
    this.received.push(call);
    await send(await this.#chosen(call), response);
  }

  #chosen(call: HttpCall): HttpAnswer | Promise<HttpAnswer> {
    const path = call.path.replace(/\?.*/s, '');
    const key = [`${call.method} ${path}`, path].find((each) => each in this.#routes) ?? '';
    const route: HttpRoute = this.#routes[key] ?? { status: 404 };
    if (typeof route === 'function') return route(call);
    if (typeof route === 'string' || !('length' in route)) return route;
    const count = this.#counts.get(key) ?? 0;
    this.#counts.set(key, count + 1);
    return route[Math.min(count, route.length - 1)] ?? { status: 404 };
  }
}
