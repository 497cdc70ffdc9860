import type { IncomingHttpHeaders, ServerResponse } from 'node:http';

/** A request that has arrived with all of its body. */
export interface HttpCall {
  /** In capitals. */
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: IncomingHttpHeaders;
  /** As UTF-8. */
  readonly body: string;
}

/** What is answered, and when. */
export interface HttpReply {
  /** Default 200. */
  readonly status?: number;
  /** Default: what Node adds. */
  readonly headers?: Readonly<Record<string, string>>;
  /** All at once, with its length; or in chunks, without. Default: empty. */
  readonly body?: string | readonly string[];
  /** Before anything is sent, in milliseconds. Default 0. */
  readonly delayMs?: number;
  /** Before each chunk of the body, in milliseconds. Default 0. */
  readonly chunkDelayMs?: number;
  /** `broken`: once the chunks are sent the connection breaks; `never`: it stays open. Default `complete`. */
  readonly ends?: 'complete' | 'broken' | 'never';
}

/** What an upstream does with a request; `close` is to close the connection without a word. */
export type HttpAnswer = HttpReply | 'close';

const wait = (ms: number | undefined): Promise<void> | undefined =>
  ms === undefined ? undefined : new Promise((resolve) => setTimeout(resolve, ms));

/** Answers a request, as long as somebody waits for it. */
export async function send(answer: HttpAnswer, response: ServerResponse): Promise<void> {
  if (answer === 'close') {
    response.destroy();
    return;
  }
  const { status = 200, headers = {}, body = '', ends = 'complete' } = answer;
  await wait(answer.delayMs);
  if (response.destroyed) return;
  response.writeHead(status, headers);
  if (typeof body === 'string' && ends === 'complete') {
    response.end(body);
    return;
  }
  response.flushHeaders();
  for (const chunk of typeof body === 'string' ? [body] : body) {
    await wait(answer.chunkDelayMs);
    if (response.destroyed) return;
    await new Promise<void>((resolve) => response.write(chunk, () => resolve()));
  }
  if (ends === 'complete') response.end();
  if (ends === 'broken') response.destroy();
}
