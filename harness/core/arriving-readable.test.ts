import { expect, test } from 'vitest';
import { anyTime, enumerate, outcomesOf, programOf } from '../explore/enumerate.fixture.ts';
import { explore } from '../explore/explore.ts';
import { held, scenario, violated } from '../index.ts';
import { simulate } from '../program/simulate.ts';

test('chunks arrive one after the other, then the end, then the stream is closed', async () => {
  const run = await simulate((sim) => {
    const body = sim.readable('body', ['a', 'b'], { latencyMs: [5, 5] });
    const log: unknown[] = [];
    body.on('data', (chunk: Buffer) => log.push(`${chunk.toString()}@${sim.nowMs}`));
    body.on('end', () => log.push(`end@${sim.nowMs}`)).on('close', () => log.push('close'));
    return () => {
      expect(log).toEqual(['a@5', 'b@10', 'end@15', 'close']);
      return [];
    };
  });
  expect(run.ending).toBe('quiescent');
});

test('what others do comes between any two chunks', async () => {
  const outcomes = await outcomesOf((sim) => {
    const log: string[] = [];
    const body = sim.readable('body', [{ id: 1 }, { id: 2 }], anyTime);
    sim.task('reader', async () => {
      for await (const { id } of body as AsyncIterable<{ readonly id: number }>) log.push(String(id));
      log.push('end');
    });
    sim.task('other', () => log.push('other'));
    return () => log.join(' ');
  });
  expect(outcomes).toEqual(['1 2 end other', '1 2 other end', '1 other 2 end', 'other 1 2 end']);
});

test('who does not read keeps the rest away', async () => {
  let asked = 0;
  const run = await simulate((sim) => {
    const body = sim.readable('body', [1, 2, 3, 4, 5], { highWaterMark: 2 });
    sim.task('reader', () => void body.once('readable', () => {}));
    return () => {
      asked = body.readableLength;
      return [];
    };
  });
  expect(asked).toBe(2);
  expect(run.created.filter(({ type }) => type.name === 'body.chunk')).toHaveLength(2);
});

test('a stream that fails in the middle: taken for whole by who does not look, not by who does', async () => {
  const system = { id: 'body', variants: { mistaken: false, mended: true } };
  const story = scenario('half a body', system, {
    invariants: ['whole'],
    faults: { operations: { 'body.chunk': ['reset'] } },
    expect: { mistaken: { whole: 'violated' } },
    run(sim, looks) {
      const body = sim.readable('body', ['a', 'b'], { errors: { reset: () => new Error('ECONNRESET') } });
      const read = (): Promise<string> =>
        new Promise((resolve, reject) => {
          let text = '';
          body.on('data', (chunk: Buffer) => (text += chunk.toString()));
          body.on('error', looks ? reject : () => {});
          body.on('close', () => resolve(text));
        });
      const reader = sim.task('reader', read, { rejections: 'keep' });
      return () => [
        reader.status === 'rejected' || reader.value === 'ab'
          ? held('whole')
          : violated('whole', 'wrong-result', `took '${String(reader.value)}' for the body`),
      ];
    },
  });
  const verdictOf = async (variant: string): Promise<string> =>
    (await explore('body/half', story, variant, { seed: 1, runs: 300, shrink: false })).verdict;
  expect([await verdictOf('mistaken'), await verdictOf('mended')]).toEqual(['violated', 'exhausted']);
});

test('a stream may end in an error of its own', async () => {
  const errors: string[] = [];
  await enumerate(
    programOf((sim) => {
      const body = sim.readable('body', ['a'], { error: new Error('truncated') });
      body.on('error', (error) => errors.push(error.message)).resume();
    }),
    () => {},
  );
  expect(new Set(errors)).toEqual(new Set(['truncated']));
});
