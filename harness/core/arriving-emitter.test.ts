import { once } from 'node:events';
import { expect, expectTypeOf, test } from 'vitest';
import { anyTime, enumerate, outcomesOf, programOf } from '../explore/enumerate.fixture.ts';
import { explore } from '../explore/explore.ts';
import { held, scenario, violated } from '../index.ts';
import { simulate } from '../program/simulate.ts';

test('a listener that is added after an await misses a message; one that is added before does not', async () => {
  const system = { id: 'socket', variants: { mistaken: false, mended: true } };
  const story = scenario('subscribe', system, {
    invariants: ['first-message-heard'],
    expect: { mistaken: { 'first-message-heard': 'violated' } },
    run(sim, first) {
      const socket = sim.emitter('socket', anyTime);
      const heard: unknown[] = [];
      // The server sends as soon as it knows of the subscription.
      const subscribe = sim.operation('subscribe', { ...anyTime, effect: 'split' });
      const listen = (): void => void socket.on('message', (text) => heard.push(text));
      sim.task('client', async () => {
        if (first) listen();
        await subscribe.call(undefined, () => void socket.arrives('message', 'hello'));
        if (!first) listen();
      });
      return () => [
        heard.length === 1
          ? held('first-message-heard')
          : violated('first-message-heard', 'wrong-result', 'the first message was missed'),
      ];
    },
  });
  const verdictOf = async (variant: string): Promise<string> =>
    (await explore('socket/first', story, variant, { seed: 1, runs: 300, shrink: false })).verdict;
  expect([await verdictOf('mistaken'), await verdictOf('mended')]).toEqual(['violated', 'exhausted']);
});

test('arrivals keep their order, and may come in one chunk; in any order they overtake one another', async () => {
  const logsOf = (order: 'fifo' | 'any'): Promise<string[]> =>
    outcomesOf((sim) => {
      const log: string[] = [];
      const socket = sim.emitter('socket', { ...anyTime, order });
      socket.on('data', (text: string) => {
        log.push(text);
        queueMicrotask(() => log.push(`(${text})`));
      });
      socket.arrives('data', 'a').arrives('data', 'b');
      return () => log.join('');
    });
  expect(await logsOf('fifo')).toEqual(['a(a)b(b)', 'ab(a)(b)']);
  expect(await logsOf('any')).toEqual(['a(a)b(b)', 'ab(a)(b)', 'b(b)a(a)', 'ba(b)(a)']);
});

test('an arrival is an event of the task that calls for it', async () => {
  const run = await simulate((sim) => {
    const socket = sim.emitter('socket');
    const names: string[] = [];
    socket.on('close', () => names.push(sim.taskName));
    sim.task('peer', () => void socket.arrives('close'));
    sim.task('client', async () => {
      await once(socket, 'close');
      return names;
    });
  });
  expect(run.delivered.map((event) => run.idOf(event))).toContain('peer: socket.close#1');
  expect(run.tasks.get('client')?.value).toEqual(['peer']);
});

test('an error that nobody listens to is an uncaught exception', async () => {
  const run = await simulate((sim) => {
    sim.emitter('socket').arrives('error', new Error('reset'));
  });
  expect(run.findings).toMatchObject([{ kind: 'uncaught-exception' }]);
});

test('a fault of the menu comes as an error', async () => {
  const seen = new Set<string>();
  const program = programOf(
    (sim) => {
      const socket = sim.emitter('socket', { errors: { reset: () => new Error('ECONNRESET') } });
      socket
        .on('data', (text: string) => seen.add(text))
        .on('error', (error: Error) => seen.add(error.message));
      socket.arrives('data', 'a');
    },
    { faults: { operations: { 'socket.data': ['reset'] } } },
  );
  await enumerate(program, () => {});
  expect([...seen].sort()).toEqual(['ECONNRESET', 'a']);
});

test('events may be typed as those of EventEmitter', async () => {
  await simulate((sim) => {
    const socket = sim.emitter<{ message: [text: string, at: number]; close: [] }>('socket');
    socket.on('message', (text, at) => {
      expectTypeOf(text).toBeString();
      expectTypeOf(at).toBeNumber();
    });
    socket.arrives('message', 'hello', 1);
    // @ts-expect-error -- a number is missing
    socket.arrives('message', 'hello');
  });
});
