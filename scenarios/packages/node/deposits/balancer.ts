import http from 'node:http';

/* Hands requests on, to one server after the other. It asks nobody twice: who knows what the first has done. */

const host = '127.0.0.1';
const ports = (process.env['PORTS'] ?? '').split(' ');
let next = 0;

http
  .createServer((request, response) => {
    const port = ports[next++ % ports.length];
    const fail = (): void => {
      if (!response.headersSent) response.writeHead(502);
      response.end();
    };
    http
      .request({ host, port, path: request.url, agent: false }, (answer) => {
        response.writeHead(answer.statusCode ?? 500);
        answer.on('error', fail).pipe(response);
      })
      .on('error', fail)
      .end();
  })
  .listen(80, host);
