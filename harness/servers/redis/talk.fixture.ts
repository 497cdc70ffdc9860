import net from 'node:net';

/** Sends commands in one go, then QUIT; resolves to all that the server answered, the OK of QUIT included. */
export function talk(port: number, ...commands: readonly string[]): Promise<string> {
  const socket = net.connect(port, '127.0.0.1');
  for (const command of [...commands, 'QUIT']) {
    const words = command.split(' ');
    socket.write(`*${words.length}\r\n`);
    for (const word of words) socket.write(`$${Buffer.byteLength(word)}\r\n${word}\r\n`);
  }
  return answers(socket);
}

/** All that comes until the server ends the connection. */
export function answers(socket: net.Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => (text += chunk));
    socket.on('end', () => resolve(text));
    socket.on('error', reject);
  });
}
