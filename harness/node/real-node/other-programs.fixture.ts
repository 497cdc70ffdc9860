import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { createGzip, gzip } from 'node:zlib';
import type { Logging } from './orders.fixture.ts';

/** Whole programs, but for sockets alone. */
export const otherPrograms: Readonly<Record<string, Logging>> = {
  'two requests on one connection': async (log) => {
    const server = http.createServer((request, response) => {
      log(`s${request.url}`);
      response.on('finish', () => log('s-finish')).on('close', () => log('s-close'));
      response.end('x');
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const get = async (path: string): Promise<void> => {
      const request = http.get({ port, host: '127.0.0.1', path, agent }, (response) => {
        log(`response${path}`);
        response.resume().on('end', () => log(`end${path}`));
      });
      request.on('finish', () => log(`finish${path}`)).on('close', () => log(`close${path}`));
      await once(request, 'close');
    };
    await Promise.all([get('/1'), get('/2')]);
    agent.destroy();
    await once(server.close(), 'close');
  },
  'a child process does nothing': async (log) => {
    const child = spawn('true');
    child.on('spawn', () => log('spawn')).on('exit', () => log('exit'));
    child.stdout.on('end', () => log('end')).resume();
    child.stderr.resume();
    setImmediate(() => log('i'));
    await once(child, 'close');
  },
  'a file is written in a stream and read meanwhile': async (log, folder) => {
    const stream = fs.createWriteStream(`${folder}/file`);
    for (const event of ['open', 'finish', 'close']) stream.on(event, () => log(event));
    stream.write('a', () => log('a'));
    stream.end('b', () => log('b'));
    fs.readFile(`${folder}/file`, (error) => log(error === null ? 'read' : 'nothing'));
    await once(stream, 'close');
  },
  'the thread pool is asked for four things': async (log, folder) => {
    const seen = (label: string) => (): void => {
      log(label);
      setImmediate(() => log(`i-${label}`));
    };
    await Promise.all([
      new Promise<void>((resolve) => fs.stat(folder, () => (seen('stat')(), resolve()))),
      new Promise<void>((resolve) => gzip('x', () => (seen('gzip')(), resolve()))),
      new Promise<void>((resolve) => randomBytes(8, () => (seen('bytes')(), resolve()))),
      writeFile(`${folder}/file`, 'x').then(seen('written')),
    ]);
  },
  'a pipeline is aborted by a timer': async (log, folder) => {
    await writeFile(`${folder}/file`, 'x'.repeat(100_000));
    const controller = new AbortController();
    setTimeout(() => (log('t'), controller.abort()), 1);
    const [from, to] = [fs.createReadStream(`${folder}/file`), fs.createWriteStream(`${folder}/file.gz`)];
    await pipeline(from, createGzip(), to, { signal: controller.signal }).then(
      () => log('done'),
      ({ name }: Error) => log(name),
    );
    await readFile(`${folder}/file`).then(({ length }) => log(String(length)));
  },
};
