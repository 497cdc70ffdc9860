import { describe, expect, test } from 'vitest';
import { type Thread, runsOf } from './threads.fixture.ts';

/* Programs of [dpor] and [source-sets] whose numbers of equivalence classes are known: one run of each. */

const times = (count: number, thread: (number: number) => Thread): readonly Thread[] =>
  Array.from({ length: count }, (_, number) => thread(number));

test('three tasks of five independent steps take one run', () => {
  const own = (number: number): Thread =>
    function* () {
      for (let i = 0; i < 5; i++) yield { reads: [number], writes: [number] };
    };
  expect(runsOf(() => times(3, own))).toEqual({ complete: 1, blocked: 0, infeasible: 0 });
});

test.each([
  { readers: 2, classes: 4 },
  { readers: 5, classes: 32 },
  { readers: 8, classes: 256 },
])('Abdulla et al. 2014, readers($readers): $classes', ({ readers, classes }) => {
  const threads = (): readonly Thread[] => [
    function* () {
      yield { writes: ['x'] };
    },
    ...times(
      readers,
      () =>
        function* () {
          yield { reads: ['x'] };
        },
    ),
  ];
  expect(runsOf(threads).complete).toBe(classes);
});

test.each([
  { n: 5, classes: 64 },
  { n: 7, classes: 320 },
])('Abdulla et al. 2014, last zero($n): $classes', ({ n, classes }) => {
  const threads = (): readonly Thread[] => {
    const array = Array.from({ length: n + 1 }, () => 0);
    const last: Thread = function* () {
      for (let i = n; ; i--) {
        const isZero = array[i] === 0;
        yield { reads: [i] };
        if (isZero) return;
      }
    };
    const increment = (number: number): Thread =>
      function* () {
        const before = array[number] ?? 0;
        yield { reads: [number] };
        array[number + 1] = before + 1;
        yield { writes: [number + 1] };
      };
    return [last, ...times(n, increment)];
  };
  expect(runsOf(threads).complete).toBe(classes);
});

test.each([
  { threads: 11, classes: 1 },
  { threads: 12, classes: 8 },
  { threads: 13, classes: 64 },
])('Flanagan and Godefroid 2005, indexer($threads): $classes', ({ threads, classes }) => {
  const size = 128;
  const insert = (table: number[], number: number): Thread =>
    function* () {
      for (let message = 1; message <= 4; message++) {
        const value = message * 11 + number;
        for (let place = (value * 7) % size; ; place = (place + 1) % size) {
          const isFree = table[place] === undefined;
          if (isFree) table[place] = value;
          yield { reads: [place], writes: isFree ? [place] : [] };
          if (isFree) break;
        }
      }
    };
  const make = (): readonly Thread[] => {
    const table: number[] = [];
    return times(threads, (number) => insert(table, number));
  };
  expect(runsOf(make).complete).toBe(classes);
});

test.each([
  { threads: 13, classes: 1 },
  { threads: 14, classes: 2 },
  { threads: 16, classes: 8 },
  { threads: 18, classes: 32 },
])(
  'Flanagan and Godefroid 2005, file system($threads), critical sections as steps: $classes',
  ({ threads, classes }) => {
    const blocks = 26;
    const inodes = 32;
    const create = (busy: boolean[], number: number): Thread =>
      function* () {
        const inode = number % inodes;
        yield { reads: [`inode ${inode}`], writes: [`inode ${inode}`] };
        for (let block = (inode * 2) % blocks; ; block = (block + 1) % blocks) {
          const isFree = busy[block] !== true;
          busy[block] = true;
          yield { reads: [block], writes: isFree ? [block] : [] };
          if (isFree) break;
        }
      };
    const make = (): readonly Thread[] => {
      const busy: boolean[] = [];
      return times(threads, (number) => create(busy, number));
    };
    expect(runsOf(make).complete).toBe(classes);
  },
);

describe('philosophers', () => {
  test.each([3, 4, 5, 6])('%i of them who eat once: the acyclic orientations of a ring', (count) => {
    const eat = (number: number): Thread =>
      function* () {
        const forks = [number, (number + 1) % count];
        yield { reads: forks, writes: forks };
      };
    expect(runsOf(() => times(count, eat)).complete).toBe(2 ** count - 2);
  });
});
