import http from 'node:http';
import { held, scenario, violated } from 'heddle';
import { HttpServer } from 'heddle/servers';

/** Places an order, and waits so long for the answer. */
function post(headers: Readonly<Record<string, string>>, timeoutMs: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: '127.0.0.1', path: '/orders', method: 'POST', headers },
      (response) => resolve(response.resume().statusCode),
    );
    request.setTimeout(timeoutMs, () => request.destroy(new Error('timed out')));
    request.on('error', reject);
    request.end('{}');
  });
}

const variants = {
  'no key': () => ({}),
  'a key for each order': () => ({ 'idempotency-key': '1' }),
};

/** Node's own client: an answer that comes late, and a retry that orders again. */
export default scenario(
  'http: an order is retried after a time-out',
  { id: 'packages', variants },
  {
    node: true,
    invariants: ['ordered-once'],
    expect: { 'no key': { 'ordered-once': 'violated' } },
    runs: 50,
    run(sim, headersOf) {
      const orders: string[] = [];
      const shop = new HttpServer({
        routes: {
          'POST /orders': ({ headers }) => {
            const key = String(headers['idempotency-key'] ?? `none ${orders.length}`);
            if (!orders.includes(key)) orders.push(key);
            return { status: 201, delayMs: 90 };
          },
        },
      });
      sim.task('client', async () => {
        const headers = headersOf();
        await post(headers, 100).catch(() => post(headers, 10_000));
      });
      return () => [
        orders.length === 1
          ? held('ordered-once')
          : violated(
              'ordered-once',
              'duplicate-row',
              `${shop.received.length} requests placed ${orders.length} orders`,
            ),
      ];
    },
  },
);
