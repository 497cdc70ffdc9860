import net from 'node:net';
import nodemailer from 'nodemailer';
import { afterEach, expect, test } from 'vitest';
import { type SmtpOptions, SmtpServer } from './smtp-server.ts';

let server: SmtpServer;
afterEach(() => server.close());

async function start(options: SmtpOptions = {}): Promise<void> {
  server = new SmtpServer({ port: 0, host: '127.0.0.1', ...options });
  await server.listening;
}

const mail = { from: 'ann@example.org', to: 'bob@example.org, cy@example.org', text: 'Hi\n.dot\n' };

test('nodemailer logs in and sends, and the message is kept as it was', async () => {
  await start();
  const auth = { user: 'ann', pass: 'secret' };
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port: server.port, auth });
  await transport.sendMail(mail);
  transport.close();
  const [{ from, to, content } = { from: '', to: [], content: '' }, ...more] = server.accepted;
  expect([from, to, more]).toEqual(['ann@example.org', ['bob@example.org', 'cy@example.org'], []]);
  expect(content).toContain('\r\nTo: bob@example.org, cy@example.org\r\n');
  expect(content).toMatch(/\r\n\r\nHi\r\n\.dot\r\n$/);
});

test('a pool sends several messages over one connection', async () => {
  await start();
  const transport = nodemailer.createTransport({
    host: '127.0.0.1',
    port: server.port,
    pool: true,
    maxConnections: 1,
  });
  await Promise.all([transport.sendMail(mail), transport.sendMail(mail)]);
  expect([server.accepted.length, server.connections]).toEqual([2, 1]);
  transport.close();
});

test('what is refused is not kept', async () => {
  await start({ replies: (verb) => (verb === '.' ? '451 4.3.0 try again' : undefined) });
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port: server.port });
  await expect(transport.sendMail(mail)).rejects.toMatchObject({ responseCode: 451 });
  expect(server.accepted).toEqual([]);
});

test.each([
  ['AUTH PLAIN|AGFubgBzZWNyZXQ=', '334 |235 2.7.0 accepted'],
  ['AUTH LOGIN|YW5u|c2VjcmV0', '334 VXNlcm5hbWU6|334 UGFzc3dvcmQ6|235 2.7.0 accepted'],
  ['AUTH MD5', '504 5.5.4 unknown way to log in'],
  ['RCPT TO:<b>', '503 5.5.1 need MAIL first'],
  [
    'MAIL FROM:<a>|MAIL FROM:<b>|RSET|DATA',
    '250 2.1.0 OK|503 5.5.1 nested MAIL command|250 OK|503 5.5.1 need RCPT first',
  ],
  ['VRFY x', '502 5.5.1 command not implemented'],
])('%s: %s', async (said, answered) => {
  await start();
  const socket = net.connect(server.port, '127.0.0.1');
  socket.write(`${said}|QUIT|`.replaceAll('|', '\r\n'));
  let heard = '';
  for await (const chunk of socket.setEncoding('utf8')) heard += String(chunk);
  expect(heard.replaceAll('\r\n', '|')).toBe(`220 localhost ESMTP|${answered}|221 2.0.0 bye|`);
});
