import os from 'node:os';
import { performance as imported } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { simulate } from '../program/simulate.ts';
import { EPOCH_MS } from './clock.ts';

/** What `read` gives at 1,500 virtual milliseconds. */
async function readAfter1500Ms(read: () => unknown): Promise<unknown> {
  let seen: unknown;
  const run = await simulate((sim) => {
    sim.task('reader', async () => {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      seen = read();
    });
  });
  expect(run.findings).toEqual([]);
  return seen;
}

const AFTER = EPOCH_MS + 1_500;
const RealDate = Date;

const clocks: readonly (readonly [name: string, read: () => unknown, expected: unknown])[] = [
  ['Date.now()', () => Date.now(), AFTER],
  ['new Date()', () => new Date().getTime(), AFTER],
  [
    'Date()',
    () => Date(),
    new RealDate(AFTER)
      .toUTCString()
      .replace(/(.*), (\d+) (\w+) (.*) GMT/, '$1 $3 $2 $4 GMT+0000 (Coordinated Universal Time)'),
  ],
  ['a Date that was taken before', () => RealDate.now(), AFTER],
  ['new Date(value)', () => new Date(5).getTime(), 5],
  ['a class that extends Date', () => new (class extends Date {})().getTime(), AFTER],
  [
    'what kind a date is',
    () => [new Date().constructor === Date, new Date() instanceof RealDate],
    [true, true],
  ],
  ['performance.now()', () => performance.now(), 1_500],
  ['performance of node:perf_hooks', () => imported.now(), 1_500],
  ['performance.timeOrigin', () => performance.timeOrigin, EPOCH_MS],
  ['performance.toJSON()', () => (performance.toJSON() as { timeOrigin: number }).timeOrigin, EPOCH_MS],
  ['performance.eventLoopUtilization()', () => performance.eventLoopUtilization().active, 0],
  ['performance.mark()', () => performance.mark('here').startTime, 1_500],
  [
    'performance.measure() since a mark',
    () => {
      performance.mark('from', { startTime: 500 });
      const { duration, startTime } = performance.measure('all', 'from');
      return [duration, startTime, performance.getEntries().map(({ name }) => name)];
    },
    [1_000, 500, ['from', 'all']],
  ],
  ['process.hrtime()', () => process.hrtime(), [1, 500_000_000]],
  ['process.hrtime(since)', () => process.hrtime([0, 700_000_000]), [0, 800_000_000]],
  ['process.hrtime.bigint()', () => process.hrtime.bigint(), 1_500_000_000n],
  ['process.uptime()', () => process.uptime(), 1.5],
  ['os.uptime()', () => os.uptime(), 1.5],
  ['Event.timeStamp', () => new Event('any').timeStamp, 1_500],
  ['File.lastModified', () => new File([], 'any').lastModified, AFTER],
  ['a File with a date', () => new File([], 'any', { lastModified: 7 }).lastModified, 7],
  [
    'Intl.DateTimeFormat().format()',
    () => new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' }).format(),
    '12:00:01 AM',
  ],
  [
    'Intl.DateTimeFormat().formatToParts()',
    () => new Intl.DateTimeFormat().formatToParts().at(-1)?.value,
    '2024',
  ],
];

test.each(clocks)('%s is virtual', async (_name, read, expected) => {
  expect(await readAfter1500Ms(read)).toEqual(expected);
});

test('a timeline of performance entries begins empty in each run', async () => {
  const count = (): unknown => {
    performance.mark('once');
    return performance.getEntriesByName('once').length;
  };
  expect([await readAfter1500Ms(count), await readAfter1500Ms(count)]).toEqual([1, 1]);
  expect(performance.getEntriesByName('once')).toEqual([]);
});

/** What of it is read here; Node has it from version 26 on. */
interface TemporalNow {
  readonly Now: Record<
    'instant' | 'zonedDateTimeISO' | 'plainDateTimeISO' | 'plainDateISO' | 'plainTimeISO',
    () => unknown
  >;
}

const { Temporal } = globalThis as { Temporal?: TemporalNow };

test.runIf(Temporal !== undefined)('Temporal.Now is virtual', async () => {
  const read = (): unknown => {
    const { instant, zonedDateTimeISO, plainDateTimeISO, plainDateISO, plainTimeISO } = Temporal?.Now ?? {};
    return [instant, zonedDateTimeISO, plainDateTimeISO, plainDateISO, plainTimeISO].map((now) =>
      String(now?.()),
    );
  };
  expect(await readAfter1500Ms(read)).toEqual([
    '2024-01-01T00:00:01.5Z',
    '2024-01-01T00:00:01.5+00:00[UTC]',
    '2024-01-01T00:00:01.5',
    '2024-01-01',
    '00:00:01.5',
  ]);
});
