import http from 'node:http';
import net from 'node:net';
import { expect, test } from 'vitest';
import { simulate } from '../../program/simulate.ts';

type Told = (what: string) => void;

/** Starts something that ends by itself, and tells of it. The port is any that is free. */
type Fact = (told: Told, done: () => void) => void;

function serve(
  listener: (socket: net.Socket) => void,
  client: (port: number, server: net.Server) => void,
): void {
  const server = net.createServer(listener);
  server.listen(0, '127.0.0.1', () => client((server.address() as net.AddressInfo).port, server));
}

function serveHttp(
  listener: http.RequestListener,
  client: (port: number, server: http.Server) => void,
): void {
  const server = http.createServer(listener);
  server.listen(0, '127.0.0.1', () => client((server.address() as net.AddressInfo).port, server));
}

const agent = (): http.Agent => new http.Agent({ keepAlive: true });

/** What Node's own tests of net and http state, told again: what is told, in order, on the real network and here. */
const FACTS: Readonly<Record<string, readonly [Fact, readonly string[]]>> = {
  'bytes that were written at once come at once': [
    (told, done) =>
      serve(
        (socket) => socket.end(Buffer.alloc(5_000, 'x')),
        (port, server) => {
          let bytes = 0;
          const socket = net.connect(port, '127.0.0.1').on('data', (chunk) => (bytes += chunk.length));
          socket.on('close', () => server.close(() => (told(`${bytes} ${socket.bytesRead}`), done())));
        },
      ),
    ['5000 5000'],
  ],
  'corked writes are one chunk': [
    (told, done) =>
      serve(
        (socket) => {
          socket.cork();
          socket.write('a');
          socket.write('b');
          socket.uncork();
          socket.end();
        },
        (port, server) => {
          const socket = net.connect(port, '127.0.0.1').on('data', (chunk) => told(String(chunk)));
          socket.on('close', () => server.close(done));
        },
      ),
    ['ab'],
  ],
  'a writer that is not read from waits for drain': [
    (told, done) =>
      serve(
        (socket) => {
          socket.pause();
          setTimeout(() => socket.resume(), 50);
        },
        (port, server) => {
          const socket = net.connect(port, '127.0.0.1', () => {
            told(String(socket.write(Buffer.alloc(20_000_000))));
            socket.once('drain', () => {
              told(`drain ${socket.bytesWritten}`);
              socket.destroy();
              server.close(done);
            });
          });
        },
      ),
    ['false', 'drain 20000000'],
  ],
  'a half-open socket goes on writing': [
    (told, done) => {
      const server = net.createServer({ allowHalfOpen: true }, (socket) => {
        socket.resume().on('end', () => setTimeout(() => socket.end('late'), 5));
      });
      server.listen(0, '127.0.0.1', () => {
        const { port } = server.address() as net.AddressInfo;
        const socket = net.connect(port, '127.0.0.1').on('data', (chunk) => told(String(chunk)));
        socket.on('end', () => told('end')).on('close', () => server.close(done));
        socket.end();
      });
    },
    ['late', 'end'],
  ],
  'a refused connection tells of its address': [
    (told, done) =>
      serve(
        () => {},
        (port, server) =>
          server.close(() => {
            net.connect(port, '127.0.0.1').on('error', (error: NodeJS.ErrnoException) => {
              told(`${error.syscall} ${error.code} ${error.errno}`);
              done();
            });
          }),
      ),
    ['connect ECONNREFUSED -111'],
  ],
  'a path at which nobody listens is not there': [
    (told, done) => {
      net.connect('/tmp/heddle-nobody.sock').on('error', (error: NodeJS.ErrnoException) => {
        told(error.message);
        done();
      });
    },
    ['connect ENOENT /tmp/heddle-nobody.sock'],
  ],
  'an idle socket times out, and stays open': [
    (told, done) =>
      serve(
        (socket) => socket.resume().on('error', () => {}),
        (port, server) => {
          const socket = net.connect(port, '127.0.0.1');
          socket.setTimeout(20, () => {
            told(`timeout ${socket.destroyed}`);
            socket.destroy();
            server.close(done);
          });
        },
      ),
    ['timeout false'],
  ],
  'both ends know their addresses': [
    (told, done) =>
      serve(
        (socket) => {
          told(`${socket.remoteFamily} ${socket.remoteAddress}`);
          socket.end();
        },
        (port, server) => {
          const socket = net.connect(port, '127.0.0.1', () =>
            told(`${socket.remotePort === port} ${socket.localAddress}`),
          );
          socket.resume().on('close', () => server.close(done));
        },
      ),
    ['IPv4 127.0.0.1', 'true 127.0.0.1'],
  ],
  'a server that is closed waits for its connections': [
    (told, done) =>
      serve(
        (socket) => socket.resume(),
        (port, server) => {
          const socket = net.connect(port, '127.0.0.1', () => {
            server.close(() => {
              told('closed');
              done();
            });
            setTimeout(() => {
              told('end');
              socket.end();
            }, 10);
          });
        },
      ),
    ['end', 'closed'],
  ],
  'http: a connection is kept and used again': [
    (told, done) => {
      const keep = agent();
      const seen = new Set<net.Socket>();
      const handle: http.RequestListener = (request, response) => {
        seen.add(request.socket);
        response.end();
      };
      serveHttp(handle, (port, server) => {
        const ask = (then: () => void): void => {
          http.get({ port, host: '127.0.0.1', agent: keep }, (response) => {
            response.resume().on('end', () => setImmediate(then));
          });
        };
        ask(() =>
          ask(() => {
            told(`${seen.size} connection`);
            keep.destroy();
            server.close(done);
          }),
        );
      });
    },
    ['1 connection'],
  ],
  'http: a request that the server destroys hangs up': [
    (told, done) =>
      serveHttp(
        (request) => request.socket.destroy(),
        (port, server) => {
          http.get({ port, host: '127.0.0.1', agent: false }).on('error', (error: NodeJS.ErrnoException) => {
            told(`${error.code} ${error.message}`);
            server.close(done);
          });
        },
      ),
    ['ECONNRESET socket hang up'],
  ],
  'http: an aborted request closes at the server': [
    (told, done) => {
      serveHttp(
        (request, response) => {
          response.on('close', () => told(`close ${response.writableFinished}`));
          request.on('error', () => {});
        },
        (port, server) => {
          const request = http.get({ port, host: '127.0.0.1', agent: false });
          request.on('error', () => {});
          setTimeout(() => request.destroy(), 20);
          setTimeout(() => server.close(done), 60);
        },
      );
    },
    ['close false'],
  ],
  'http: a body of unknown length comes in chunks': [
    (told, done) =>
      serveHttp(
        (_request, response) => {
          response.write('a');
          setTimeout(() => response.end('b'), 5);
        },
        (port, server) => {
          http.get({ port, host: '127.0.0.1', agent: false }, (response) => {
            told(String(response.headers['transfer-encoding']));
            response.on('data', (chunk) => told(String(chunk))).on('end', () => server.close(done));
          });
        },
      ),
    ['chunked', 'a', 'b'],
  ],
  'http: 100-continue comes before the body': [
    (told, done) =>
      serveHttp(
        (request, response) =>
          request.on('data', (chunk) => told(String(chunk))).on('end', () => response.end()),
        (port, server) => {
          const request = http.request({
            port,
            host: '127.0.0.1',
            agent: false,
            method: 'POST',
            headers: { expect: '100-continue' },
          });
          request.on('continue', () => {
            told('continue');
            request.end('body');
          });
          request.on('response', (response) => response.resume().on('end', () => server.close(done)));
          request.flushHeaders();
        },
      ),
    ['continue', 'body'],
  ],
  'http: what is no HTTP is a bad request': [
    (told, done) =>
      serveHttp(
        () => {},
        (port, server) => {
          const socket = net.connect(port, '127.0.0.1', () => socket.write('nonsense\r\n\r\n'));
          socket.on('data', (chunk) => told(String(chunk).split('\r\n')[0] ?? ''));
          socket.on('close', () => server.close(done));
        },
      ),
    ['HTTP/1.1 400 Bad Request'],
  ],
};

for (const [name, [fact, expected]] of Object.entries(FACTS)) {
  test(name, async () => {
    const real: string[] = [];
    await new Promise<void>((resolve) => fact((what) => real.push(what), resolve));
    expect(real).toEqual(expected);
    const log: string[] = [];
    const run = await simulate(
      (sim) => {
        sim.task('program', () => new Promise<void>((resolve) => fact((what) => log.push(what), resolve)));
      },
      { node: true },
    );
    expect([run.findings, log]).toEqual([[], expected]);
  });
}
