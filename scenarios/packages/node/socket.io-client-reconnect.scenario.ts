import before from 'socket.io-client-2.3.0';
import after from 'socket.io-client-2.3.1';
import { held, scenario, violated } from 'heddle';

/**
 * socketio/socket.io#3358: the server is away and the manager waits to try again; a second socket is opened in that time,
 * tries at once, fails, and with that takes back the timer of the first one's attempt, which is never made.
 */
const clients = { id: 'packages', variants: { '2.3.0': before, '2.3.1': after } };

export default scenario('socket.io-client: a second socket while the first waits to reconnect', clients, {
  node: true,
  invariants: ['reconnects'],
  expect: { '2.3.0': { reconnects: 'violated' } },
  runs: 15,
  runForMs: 60_000,
  run(sim, io) {
    let attempts = 0;
    const options = { transports: ['polling'], reconnectionAttempts: 3, reconnectionDelay: 100 };
    const manager = io.Manager('http://127.0.0.1', options);
    manager.on('reconnect_attempt', () => (attempts += 1));
    manager.socket('/first');
    sim.task('second', () => void manager.socket('/second'), { startMs: [0, 200] });
    return () => [
      attempts === 3
        ? held('reconnects')
        : violated('reconnects', 'wrong-result', `${attempts} of 3 attempts`),
    ];
  },
});
