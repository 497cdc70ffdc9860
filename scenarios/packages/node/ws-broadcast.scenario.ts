import { once } from 'node:events';
import { held, scenario, violated } from 'heddle';
import * as ws from 'ws';

/** ws 8, unmodified: two clients see what both send in one order, that of the server. */
export default scenario(
  'ws: two clients send, and both are told all',
  { id: 'packages', variants: { 'ws 8': ws } },
  {
    node: true,
    invariants: ['one-order'],
    runs: 20,
    run(sim, { WebSocket, WebSocketServer }) {
      const server = new WebSocketServer({ port: 80 });
      const tellAll = (text: string) => server.clients.forEach((client) => client.send(text));
      server.on('connection', (socket) => {
        socket.on('message', (text) => tellAll(String(text)));
        if (server.clients.size === 2) tellAll('begin');
      });
      const seen = ['a', 'b'].map((name) => {
        const texts: string[] = [];
        sim.task(name, async () => {
          const socket = new WebSocket('ws://127.0.0.1');
          socket.on('message', (text) => {
            texts.push(String(text));
            if (texts.length === 1) socket.send(name);
            if (texts.length === 3) socket.close();
          });
          await once(socket, 'close');
        });
        return texts;
      });
      return () => {
        const [ofA = '', ofB = ''] = seen.map((texts) => texts.join());
        const isRight = ofA === ofB && /^begin,(?:a,b|b,a)$/.test(ofA);
        return [isRight ? held('one-order') : violated('one-order', 'wrong-result', `${ofA} and ${ofB}`)];
      };
    },
  },
);
