import { expect, test } from 'vitest';
import { Random } from '../../core/random.ts';
import { canBeShown, type Logging, realOrder, simulatedOrder } from './orders.fixture.ts';
import { otherPrograms } from './other-programs.fixture.ts';
import { socketPrograms } from './socket-programs.fixture.ts';
import { Walk } from './walk.fixture.ts';

/** Of each program; more by `HEDDLE_REAL_RUNS=100`. */
const REAL_RUNS = Number(process.env['HEDDLE_REAL_RUNS'] ?? 8);
/** Of a search for one order. */
const RUNS_MAX = 3_000;
const RANDOM_RUNS = 150;

const programs = { ...socketPrograms, ...otherPrograms };

async function notShown(program: Logging): Promise<readonly string[]> {
  const random = new Random(1);
  const orders = new Map<string, readonly string[]>();
  for (let i = 0; i < REAL_RUNS; i++) {
    const order = await realOrder(program, random);
    orders.set(order.join(' '), order);
  }
  const missed: string[] = [];
  for (const [text, order] of orders)
    if (!(await canBeShown(program, order, random, RUNS_MAX))) missed.push(text);
  return missed;
}

for (const [name, program] of Object.entries(programs)) {
  test(`whatever Node does when ${name} can be shown`, async () => {
    expect(await notShown(program)).toEqual([]);
  });
}

/** What Node never does. */
const never: Readonly<Record<string, readonly RegExp[]>> = {
  'a socket is closed, and an immediate is set': [/close i/],
  'a socket is closed in an immediate, and others are set': [/i close/],
  'two sockets are closed': [/close1 close2/],
  'an answer and the end come after the own end': [/end.*data/],
  'two connect at once': [/^connect/, /^accept accept/],
  'a client writes and ends in a timer': [/s-end.*s-data/, / end.*s-end/],
  'a client leaves without a word': [/s-close.*s-end/],
  'two requests on one connection': [
    /s\/2.*response\/1/,
    /response\/(.).*finish\/\1/,
    /end\/(.).*response\/\1/,
    /s-close s-finish/,
  ],
  'a child process does nothing': [/(exit|end|i).*spawn/],
  'a file is written in a stream and read meanwhile': [/\ba .*open/, /\bb .*\ba\b/, /close.*finish/, /^read/],
};

for (const [name, patterns] of Object.entries(never)) {
  test(`what Node never does when ${name} is not shown`, async () => {
    const random = new Random(1);
    const shown: string[] = [];
    for (let i = 0; i < RANDOM_RUNS; i++) {
      const order = (await simulatedOrder(programs[name] as Logging, new Walk([], random))).join(' ');
      if (order === '' || patterns.some((pattern) => pattern.test(order))) shown.push(order);
    }
    expect(shown).toEqual([]);
  });
}
