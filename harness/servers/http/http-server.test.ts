import http from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { HttpServer, type HttpServerOptions } from './http-server.ts';

let server: HttpServer;
const agents: http.Agent[] = [];
afterEach(async () => {
  for (const agent of agents) agent.destroy();
  await server.close();
});

async function start(routes: HttpServerOptions['routes'], keepAliveTimeoutMs?: number): Promise<void> {
  const timeout = keepAliveTimeoutMs === undefined ? {} : { keepAliveTimeoutMs };
  server = new HttpServer({ routes, port: 0, host: '127.0.0.1', ...timeout });
  await server.listening;
}

/** Status and body, or how the request failed. */
function ask(path: string, { method = 'GET', body, agent }: http.RequestOptions & { body?: string } = {}) {
  return new Promise<string>((resolve) => {
    const target = { host: '127.0.0.1', port: server.port, path, method, ...(agent && { agent }) };
    const request = http.request(target, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += `${chunk}|`));
      response.on('end', () => resolve(`${response.statusCode} ${text}`));
      response.on('error', (error) => resolve(`${response.statusCode} ${text} ${error.message}`));
    });
    request.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
    request.end(body);
  });
}

test('routes by method and path, the query aside; the rest is not found', async () => {
  await start({ 'POST /a': { status: 201, body: 'made' }, '/a': { body: 'any', headers: { 'x-a': '1' } } });
  const answers = [await ask('/a?x=1', { method: 'POST', body: 'é' }), await ask('/a'), await ask('/b')];
  expect(answers).toEqual(['201 made|', '200 any|', '404 ']);
  expect(server.received.map(({ method, path, body }) => [method, path, body])).toEqual([
    ['POST', '/a?x=1', 'é'],
    ['GET', '/a', ''],
    ['GET', '/b', ''],
  ]);
});

test('a list is answered one by one, and then its last', async () => {
  await start({ '/': [{ status: 503 }, { body: 'ok' }] });
  expect([await ask('/'), await ask('/'), await ask('/')]).toEqual(['503 ', '200 ok|', '200 ok|']);
});

test('answers may be computed', async () => {
  await start({ '/': ({ body }) => Promise.resolve({ body: body.toUpperCase() }) });
  expect(await ask('/', { method: 'PUT', body: 'abc' })).toBe('200 ABC|');
});

test('chunks come one by one, and the connection may break after them', async () => {
  await start({ '/': { body: ['a', 'b'], chunkDelayMs: 5 }, '/cut': { body: ['a'], ends: 'broken' } });
  expect([await ask('/'), await ask('/cut')]).toEqual(['200 a|b|', '200 a| aborted']);
});

test('a connection may be closed without an answer', async () => {
  await start({ '/': 'close' });
  expect(await ask('/')).toBe('ECONNRESET');
});

test('an answer that never ends keeps its connection', async () => {
  await start({ '/': { body: ['a'], ends: 'never' } });
  const cut = ask('/');
  while (server.received.length === 0) await new Promise((resolve) => setImmediate(resolve));
  expect(server.connections).toBe(1);
  server.disconnect();
  expect(await cut).toMatch(/ECONNRESET|200 a?\|? ?aborted/);
});

test('a connection is kept for the next request, as long as it was told', async () => {
  await start({ '/': { headers: { 'content-type': 'text/plain' }, body: 'ok' } }, 20);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  agents.push(agent);
  expect([await ask('/', { agent }), await ask('/', { agent })]).toEqual(['200 ok|', '200 ok|']);
  expect(server.connections).toBe(1);
});
