import { held, scenario, violated } from 'heddle';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';

/** socket.io 4 and its client, unmodified: events are acknowledged in the order in which they were emitted. */
export default scenario(
  'socket.io: two events of one client are acknowledged',
  { id: 'packages', variants: { 'socket.io 4': Server } },
  {
    node: true,
    fresh: true,
    invariants: ['in-order'],
    runs: 5,
    run(sim, IoServer) {
      const server = new IoServer(80, { transports: ['websocket'] });
      let last = 0;
      server.on('connection', (socket) => {
        socket.on('next', (done: (n: number) => void) => done((last += 1)));
      });
      const client = sim.task('client', async () => {
        const socket = io('http://127.0.0.1', { transports: ['websocket'], forceNew: true });
        const numbers = await Promise.all([socket.emitWithAck('next'), socket.emitWithAck('next')]);
        socket.disconnect();
        await server.close();
        return numbers.join();
      });
      return () => [
        client.value === '1,2' ? held('in-order') : violated('in-order', 'wrong-result', `${client.value}`),
      ];
    },
  },
);
