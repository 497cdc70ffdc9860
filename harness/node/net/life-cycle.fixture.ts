import net from 'node:net';
import { Random } from '../../core/random.ts';

/** What one end does when something happens to it. */
type Act = 'write' | 'write twice' | 'write later' | 'end' | 'end with' | 'destroy' | 'reset' | 'nothing';
type Cue = 'connect' | 'data' | 'end';

/** What one end of a connection is like. */
interface End {
  readonly allowHalfOpen: boolean;
  readonly acts: Readonly<Record<Cue, Act>>;
}

/** The life of a connection, from its beginning to where both ends are closed. */
export interface LifeCycle {
  readonly server: End;
  readonly client: End;
}

const EVENTS = ['connect', 'data', 'end', 'finish', 'close', 'error'] as const;

/** Draws one in which somebody ends the connection. */
export function drawLifeCycle(seed: number): LifeCycle {
  const random = new Random(seed);
  const one = <T>(values: readonly T[]): T => values[random.below(values.length)] as T;
  const end = (): End => ({
    allowHalfOpen: one([true, false]),
    acts: {
      connect: one(['write', 'write twice', 'write later', 'end with', 'nothing']),
      data: one(['write', 'end', 'end with', 'destroy', 'reset', 'nothing']),
      end: one(['end', 'end with', 'destroy', 'write later']),
    },
  });
  return { server: end(), client: end() };
}

function act(socket: net.Socket, what: Act): void {
  if (what === 'write') socket.write('a');
  if (what === 'write twice') {
    socket.write('b');
    socket.write('c');
  }
  if (what === 'write later') setImmediate(() => socket.write('d'));
  if (what === 'end') socket.end();
  if (what === 'end with') socket.end('e');
  if (what === 'destroy') socket.destroy();
  if (what === 'reset') socket.resetAndDestroy();
}

function live(name: string, socket: net.Socket, { acts }: End, log: string[]): void {
  const seen = new Set<Cue>();
  for (const event of EVENTS) {
    socket.on(event, (detail: unknown) => {
      const told =
        event === 'error'
          ? ` ${(detail as NodeJS.ErrnoException).code}`
          : event === 'data'
            ? ` ${String(detail)}`
            : '';
      log.push(`${name} ${event}${told}`);
      if (event !== 'connect' && event !== 'data' && event !== 'end') return;
      // Once for each cue: else two ends would write to each other for ever.
      if (!seen.has(event)) act(socket, acts[event]);
      seen.add(event);
    });
  }
}

/**
 * Goes through it, on whatever network there is. Sockets in which nothing moves any more are destroyed.
 * @param port 0: any
 * @param idle called with what ends it, when everything else has happened
 */
export function goThrough(
  cycle: LifeCycle,
  port: number,
  log: string[],
  onIdle: (stop: () => void) => void,
): void {
  const sockets: net.Socket[] = [];
  const server = net.createServer({ allowHalfOpen: cycle.server.allowHalfOpen }, (socket) => {
    sockets.push(socket);
    log.push('server connect');
    live('server', socket, cycle.server, log);
    act(socket, cycle.server.acts.connect);
  });
  server.on('close', () => log.push('closed'));
  server.listen(port, '127.0.0.1', () => {
    const { port: found } = server.address() as net.AddressInfo;
    const socket = net.connect({ port: found, host: '127.0.0.1', allowHalfOpen: cycle.client.allowHalfOpen });
    sockets.push(socket);
    live('client', socket, cycle.client, log);
    onIdle(() => {
      server.close();
      for (const each of sockets) each.destroy();
    });
  });
}
