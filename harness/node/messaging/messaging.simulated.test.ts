import { AsyncLocalStorage } from 'node:async_hooks';
import { MessageChannel as NodeChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import type { Picker } from '../../core/picker.ts';
import { answerOf, inTask } from '../../program/in-task.fixture.ts';
import { simulate } from '../../program/simulate.ts';

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('a message comes in an event, as a copy of what it was when it was sent', async () => {
  const { value, events } = await inTask(() => {
    const { port1, port2 } = new globalThis.MessageChannel() as unknown as NodeChannel & {
      port2: EventTarget;
    };
    const sent = { n: 1, list: [new Date(0)] };
    return new Promise((resolve) => {
      port2.addEventListener('message', (event) => resolve((event as MessageEvent).data));
      port1.postMessage(sent);
      sent.n = 2;
    });
  });
  expect(value).toEqual({ n: 1, list: [new Date(0)] });
  expect(events).toEqual(['message(t:1 port2)#1']);
});

test('messages of one port come in their order; what each makes ready goes first', async () => {
  const log = await answerOf(async () => {
    const log: string[] = [];
    const { port1, port2 } = new NodeChannel();
    port2.on('message', (data: string) => {
      log.push(data);
      process.nextTick(() => log.push(`${data} tick`));
      void Promise.resolve().then(() => log.push(`${data} job`));
    });
    port1.postMessage('a');
    port1.postMessage('b');
    await sleep(50);
    port2.close();
    return log;
  });
  expect(log).toEqual(['a', 'a tick', 'a job', 'b', 'b tick', 'b job']);
});

test('the two directions are independent, and either may be first', async () => {
  const orders = new Set<string>();
  for (const end of ['port1', 'port2']) {
    const picker: Picker = {
      pick: ({ pending }) =>
        Math.max(
          0,
          pending.events.findIndex(({ key }) => key === `t:1 ${end}`),
        ),
    };
    const { value } = await inTask(
      async () => {
        const log: string[] = [];
        const { port1, port2 } = new NodeChannel();
        port1.on('message', () => log.push('1'));
        port2.on('message', () => log.push('2'));
        port1.postMessage('');
        port2.postMessage('');
        await sleep(50);
        port1.close();
        return log.join('');
      },
      { picker },
    );
    orders.add(value);
  }
  expect([...orders].sort()).toEqual(['12', '21']);
});

test('nobody hears of messages before somebody listens; they wait', async () => {
  const { value, events } = await inTask(async () => {
    const { port1, port2 } = new NodeChannel();
    port1.postMessage('early');
    await sleep(100);
    const heard = new Promise((resolve) => port2.once('message', resolve));
    return heard;
  });
  expect(value).toBe('early');
  expect(events.filter((id) => id.startsWith('message(')).length).toBe(1);
});

test('receiveMessageOnPort takes the first at once, and its event brings the next', async () => {
  const value = await answerOf(async () => {
    const { port1, port2 } = new NodeChannel();
    port1.postMessage(1);
    port1.postMessage(2);
    const first = receiveMessageOnPort(port2);
    const second = await new Promise((resolve) => port2.once('message', resolve));
    return [first, second, receiveMessageOnPort(port2)];
  });
  expect(value).toEqual([{ message: 1 }, 2, undefined]);
});

test('what cannot be cloned throws at once; buffers are transferred', async () => {
  const value = await answerOf(async () => {
    const { port1, port2 } = new NodeChannel();
    let name = '';
    try {
      port1.postMessage(() => {});
    } catch (error) {
      ({ name } = error as Error);
    }
    const buffer = new Uint8Array([1, 2, 3]).buffer;
    port1.postMessage(buffer, [buffer]);
    const got = await new Promise<ArrayBuffer>((resolve) => port2.once('message', resolve));
    return [name, buffer.byteLength, new Uint8Array(got)];
  });
  expect(value).toEqual(['DataCloneError', 0, new Uint8Array([1, 2, 3])]);
});

test('a port can be sent through another, with what waits for it', async () => {
  const { value, events } = await inTask(async () => {
    const outer = new NodeChannel();
    const inner = new NodeChannel();
    outer.port1.postMessage({ port: inner.port2 }, [inner.port2]);
    inner.port1.postMessage('through');
    const { port } = await new Promise<{ port: typeof inner.port2 }>((resolve) =>
      outer.port2.once('message', resolve),
    );
    const heard = await new Promise((resolve) => port.once('message', resolve));
    port.postMessage('back');
    const back = await new Promise((resolve) => inner.port1.once('message', resolve));
    return [heard, back];
  });
  expect(value).toEqual(['through', 'back']);
  expect(events).toEqual(['message(t:1 port2)#1', 'message(t:2 port2)#1', 'message(t:2 port1)#1']);
});

test('who closes and the other end hear of it, after what was sent before', async () => {
  const log = await answerOf(async () => {
    const log: string[] = [];
    const { port1, port2 } = new NodeChannel();
    port1.on('close', () => log.push('close 1'));
    port2.on('close', () => log.push('close 2'));
    port2.on('message', (data: string) => log.push(data));
    port1.postMessage('last');
    port1.close();
    port1.postMessage('nobody hears');
    await sleep(100);
    port2.postMessage('nor this');
    await sleep(100);
    return log;
  });
  expect(log.indexOf('last')).toBeLessThan(log.indexOf('close 2'));
  expect(log.toSorted()).toEqual(['close 1', 'close 2', 'last']);
});

test('a channel of a name reaches all others of that name, and not itself', async () => {
  const value = await answerOf(async () => {
    const log: string[] = [];
    const channels = ['a', 'b', 'c'].map((who) => {
      const channel = new BroadcastChannel('news');
      channel.addEventListener('message', (event) =>
        log.push(`${who} ${String((event as MessageEvent).data)}`),
      );
      return channel;
    });
    const other = new BroadcastChannel('other');
    other.addEventListener('message', () => log.push('wrong'));
    channels[0]?.postMessage('hello');
    await sleep(50);
    channels[1]?.close();
    channels[0]?.postMessage('again');
    await sleep(50);
    for (const channel of [...channels, other]) channel.close();
    return [channels[0]?.name, log.toSorted()];
  });
  expect(value).toEqual(['news', ['b hello', 'c again', 'c hello']]);
});

test('messages come in the name and the async context of who listens', async () => {
  const storage = new AsyncLocalStorage<string>();
  let port: NodeChannel['port1'] | undefined;
  const run = await simulate(
    (sim) => {
      sim.task('maker', async () => {
        const channel = storage.run('maker', () => new NodeChannel());
        port = channel.port1;
        await new Promise<void>((resolve) => {
          channel.port2.once('message', () => {
            expect([sim.taskName, storage.getStore()]).toEqual(['maker', 'maker']);
            resolve();
          });
        });
      });
      sim.task('sender', () => storage.run('sender', () => port?.postMessage('x')), { late: true });
    },
    { node: true },
  );
  expect(run.findings).toEqual([]);
  expect(run.delivered.map((event) => run.idOf(event))).toContain('maker: message(maker:1 port2)#1');
});

test('a port that nobody refers to keeps no run going, and what is left over comes to nobody', async () => {
  let heard = 0;
  const run = await simulate(
    (sim) =>
      void sim.task('t', () => {
        const { port1, port2 } = new NodeChannel();
        port2.on('message', () => (heard += 1));
        port2.unref();
        port1.postMessage('x');
      }),
    { node: true },
  );
  await sleep(5);
  expect([run.findings, heard]).toEqual([[], 0]);
});

test('a worker is refused by name', async () => {
  const run = simulate((sim) => void sim.task('t', () => void new Worker('/file.js')), { node: true });
  await expect(run).rejects.toThrow(/^worker_threads\.Worker is not simulated/);
});

test('outside of runs ports are as they were', async () => {
  const { port1, port2 } = new NodeChannel();
  port1.postMessage('real');
  expect(await new Promise((resolve) => port2.once('message', resolve))).toBe('real');
  port1.close();
});
