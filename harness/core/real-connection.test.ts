import { afterAll, expect, test } from 'vitest';
import { anyTime, outcomesOf } from '../explore/enumerate.fixture.ts';
import { drawPipelined, type PipelinedProgram, runClient } from './pipelined-program.fixture.ts';
import { Random } from './random.ts';
import { EchoServer } from './real-connection.fixture.ts';

const PROGRAMS = 20;
const RUNS = 12;

const random = new Random(7);
const server = new EchoServer(random);
afterAll(() => server.close());

function simulated(program: PipelinedProgram, order: 'fifo' | 'any'): Promise<string[]> {
  return outcomesOf((sim) => {
    const log: string[] = [];
    const channel = sim.channel('tcp', { order });
    const echo = sim.operation('echo', { ...anyTime, effect: 'split', channel });
    const send = (message: string): Promise<unknown> => echo.call(message, () => log.push(`s${message}`));
    program.forEach((batches, client) =>
      sim.task(`client${client}`, () => runClient(client, batches, send, (arrival) => log.push(arrival))),
    );
    return () => log.join(' ');
  });
}

const at = (order: string, end: string): string =>
  order
    .split(' ')
    .filter((arrival) => arrival.startsWith(end))
    .map((arrival) => arrival.slice(1))
    .join(' ');

test('what a real TCP connection does is among the simulated orders, and these keep to first in, first out', async () => {
  let seenInAll = 0;
  for (let i = 0; i < PROGRAMS; i++) {
    const program = drawPipelined(random);
    const orders = new Set(await simulated(program, 'fifo'));
    for (const order of orders) {
      // Requests arrive and are answered in one order, those of a client in that in which it sent them.
      expect(at(order, 'c')).toBe(at(order, 's'));
      for (const client of program.keys()) {
        const ofClient = at(order, `s${client}.`).split(' ');
        expect(ofClient).toEqual([...ofClient].sort());
      }
    }
    const seen = new Set<string>();
    for (let run = 0; run < RUNS; run++) seen.add(await server.run(program));
    const others = [...seen].filter((order) => !orders.has(order));
    expect({ program, others }).toEqual({ program, others: [] });
    seenInAll += seen.size;
  }
  // The machine showed more than one order of most programs, or the comparison says nothing.
  expect(seenInAll).toBeGreaterThan(PROGRAMS * 1.5);
});

test('without a channel there are orders that no connection can have', async () => {
  const orders = await simulated([[2]], 'any');
  expect(orders.filter((order) => at(order, 'c') !== at(order, 's')).length).toBeGreaterThan(0);
});
