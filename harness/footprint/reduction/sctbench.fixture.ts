import type { ThreadProgram, ThreadStep } from './locking-threads.fixture.ts';

/*
 * Programs of [sctbench], small, each access to what threads share a step of its own. `failed` is what the original
 * asserts must not be.
 */

type Thread = Generator<ThreadStep, ThreadStep | undefined, void>;

/** Variables that threads share. */
class Shared {
  readonly #values: Record<string, number>;

  constructor(values: Record<string, number>) {
    this.#values = { ...values };
  }

  peek(name: string): number {
    return this.#values[name] ?? 0;
  }

  *read(name: string): Generator<ThreadStep, number, void> {
    const value = this.peek(name);
    yield { reads: [name] };
    return value;
  }

  *write(name: string, value: number): Generator<ThreadStep, void, void> {
    this.#values[name] = value;
    yield { writes: [name] };
  }

  /** Without a step: to be told by one that does more. */
  set(name: string, value: number): ThreadStep {
    this.#values[name] = value;
    return { writes: [name] };
  }

  *add(name: string, amount: number): Generator<ThreadStep, void, void> {
    yield* this.write(name, (yield* this.read(name)) + amount);
  }
}

const inOrder = (
  names: readonly string[],
  thread: (name: string, number: number) => Thread,
): ThreadProgram['threads'] =>
  Object.fromEntries(names.map((name, number) => [name, () => thread(name, number)]));

export function account(): ThreadProgram {
  const shared = new Shared({ balance: 1 });
  const transfer = (amount: number) =>
    function* (): Thread {
      yield { locks: 'm' };
      yield* shared.add('balance', amount);
      return { unlocks: 'm' };
    };
  return {
    threads: { deposit: transfer(2), withdraw: transfer(-4) },
    outcome: () => String(shared.peek('balance')),
  };
}

export function unlockedAccount(): ThreadProgram {
  const shared = new Shared({ balance: 1 });
  const transfer = (amount: number) =>
    function* (): Thread {
      const before = yield* shared.read('balance');
      return shared.set('balance', before + amount);
    };
  return {
    threads: { deposit: transfer(2), withdraw: transfer(-4), bonus: transfer(8) },
    outcome: () => String(shared.peek('balance')),
  };
}

export function lazy01(): ThreadProgram {
  const shared = new Shared({ data: 0 });
  let seen = 0;
  const add = (amount: number) =>
    function* (): Thread {
      yield { locks: 'm' };
      yield* shared.add('data', amount);
      return { unlocks: 'm' };
    };
  return {
    threads: {
      one: add(1),
      two: add(2),
      *check() {
        yield { locks: 'm' };
        seen = yield* shared.read('data');
        return { unlocks: 'm' };
      },
    },
    outcome: () => (seen >= 3 ? 'failed' : `saw ${seen}`),
  };
}

export function stateful01(): ThreadProgram {
  const shared = new Shared({ data1: 10, data2: 10 });
  function* change(first: 'ma' | 'mb', amounts: readonly [number, number]): Thread {
    const order = first === 'ma' ? (['data1', 'data2'] as const) : (['data2', 'data1'] as const);
    yield { locks: 'ma' };
    yield* shared.add(order[0], amounts[0]);
    yield { unlocks: 'ma' };
    yield { locks: 'ma' };
    yield* shared.add(order[1], amounts[1]);
    return { unlocks: 'ma' };
  }
  return {
    threads: { one: () => change('ma', [1, 1]), two: () => change('mb', [5, -6]) },
    outcome: () => `${shared.peek('data1')} ${shared.peek('data2')}`,
  };
}

export function deadlock01(): ThreadProgram {
  const shared = new Shared({ counter: 1 });
  function* thread(first: string, second: string, amount: number): Thread {
    yield { locks: first };
    yield { locks: second };
    yield* shared.add('counter', amount);
    yield { unlocks: second };
    return { unlocks: first };
  }
  return {
    threads: { up: () => thread('a', 'b', 1), down: () => thread('b', 'a', -1) },
    outcome: () => String(shared.peek('counter')),
  };
}

/** @param setters as many as its name says, less the one that checks */
export const reorder = (setters: number) => (): ThreadProgram => {
  const shared = new Shared({ a: 0, b: 0 });
  let seen = '';
  function* set(): Thread {
    yield* shared.write('a', 1);
    return shared.set('b', -1);
  }
  const names = Array.from({ length: setters }, (_, number) => `set${number + 1}`);
  return {
    threads: {
      ...inOrder(names, set),
      *check() {
        const a = yield* shared.read('a');
        const b = shared.peek('b');
        seen = (a === 0 && b === 0) || (a === 1 && b === -1) ? 'passed' : 'failed';
        return { reads: ['b'] };
      },
    },
    outcome: () => seen,
  };
};

export function twostage(): ThreadProgram {
  const shared = new Shared({ d1: 0, d2: 0 });
  let outcome = '';
  return {
    threads: {
      *writer() {
        yield { locks: 'l1' };
        yield* shared.write('d1', 1);
        yield { unlocks: 'l1' };
        yield { locks: 'l2' };
        yield* shared.write('d2', (yield* shared.read('d1')) + 1);
        return { unlocks: 'l2' };
      },
      *reader() {
        yield { locks: 'l1' };
        const t1 = yield* shared.read('d1');
        yield { unlocks: 'l1' };
        if (t1 === 0) {
          outcome = 'returned';
          return {};
        }
        yield { locks: 'l2' };
        const t2 = yield* shared.read('d2');
        outcome = t2 === t1 + 1 ? 'passed' : 'failed';
        return { unlocks: 'l2' };
      },
    },
    outcome: () => outcome,
  };
}

export function wronglock(): ThreadProgram {
  const shared = new Shared({ v: 0 });
  let checked = '';
  return {
    threads: {
      *checked() {
        yield { locks: 'a' };
        const before = yield* shared.read('v');
        yield* shared.add('v', 1);
        checked = (yield* shared.read('v')) === before + 1 ? 'passed' : 'failed';
        return { unlocks: 'a' };
      },
      *other() {
        yield { locks: 'b' };
        yield* shared.add('v', 1);
        return { unlocks: 'b' };
      },
    },
    outcome: () => `${checked} ${shared.peek('v')}`,
  };
}

export function tokenRing(): ThreadProgram {
  const cells = ['x1', 'x2', 'x3'];
  const shared = new Shared({ x1: 1, x2: 2, x3: 1 });
  return {
    threads: inOrder(['t1', 't2', 't3'], function* (_, number) {
      const before = yield* shared.read(cells.at(number - 1) ?? '');
      return shared.set(cells[number] ?? '', (before + 1) % 4);
    }),
    outcome: () => cells.map((cell) => shared.peek(cell)).join(' '),
  };
}

/** One producer and one consumer with a flag each way; the consumer may look too early. */
export function queue(): ThreadProgram {
  const shared = new Shared({ size: 0, item1: 0, item2: 0 });
  let got = '';
  return {
    threads: {
      *producer() {
        for (const number of [1, 2]) {
          yield { locks: 'm' };
          yield* shared.write(`item${number}`, number);
          yield* shared.write('size', number);
          yield { unlocks: 'm' };
        }
        return {};
      },
      *consumer() {
        yield { locks: 'm' };
        const size = yield* shared.read('size');
        got = size === 0 ? 'empty' : String(yield* shared.read(`item${size}`));
        return { unlocks: 'm' };
      },
    },
    outcome: () => got,
  };
}

export function circularBuffer(): ThreadProgram {
  const shared = new Shared({ first: 0, next: 0, 'buffer 0': 0, 'buffer 1': 0 });
  const got: number[] = [];
  return {
    threads: {
      *send() {
        for (const value of [5, 6]) {
          const next = yield* shared.read('next');
          yield* shared.write(`buffer ${next % 2}`, value);
          yield* shared.write('next', next + 1);
        }
        return {};
      },
      *receive() {
        for (let i = 0; i < 2; i++) {
          const next = yield* shared.read('next');
          const first = shared.peek('first');
          if (first >= next) continue;
          got.push(yield* shared.read(`buffer ${first % 2}`));
          yield* shared.write('first', first + 1);
        }
        return {};
      },
    },
    outcome: () => got.join(' '),
  };
}

export function carter01(): ThreadProgram {
  const shared = new Shared({ a: 0, b: 0 });
  function* holdUp(counter: 'a' | 'b'): Thread {
    yield { locks: 'm' };
    const count = yield* shared.read(counter);
    yield* shared.write(counter, count + 1);
    if (count === 0) yield { locks: 'l' };
    yield { unlocks: 'm' };
    yield { locks: 'm' };
    yield* shared.write(counter, (yield* shared.read(counter)) - 1);
    if (shared.peek(counter) === 0) yield { unlocks: 'l' };
    return { unlocks: 'm' };
  }
  return { threads: { t1: () => holdUp('a'), t2: () => holdUp('b') }, outcome: () => 'done' };
}

/** A sum handed over through a place that is full or empty: every wake-up counts. */
export function arithmeticProg(): ThreadProgram {
  const shared = new Shared({ num: 0, total: 0 });
  return {
    threads: {
      *producer() {
        for (let i = 0; i < 2; i++) {
          yield { locks: 'm' };
          while ((yield* shared.read('num')) > 0) yield { waits: ['empty', 'm'] };
          yield* shared.write('num', i + 1);
          yield { signals: 'full' };
          yield { unlocks: 'm' };
        }
        return {};
      },
      *consumer() {
        for (let i = 0; i < 2; i++) {
          yield { locks: 'm' };
          while ((yield* shared.read('num')) === 0) yield { waits: ['full', 'm'] };
          yield* shared.write('total', shared.peek('total') + shared.peek('num'));
          yield* shared.write('num', 0);
          yield { signals: 'empty' };
          yield { unlocks: 'm' };
        }
        return {};
      },
    },
    outcome: () => String(shared.peek('total')),
  };
}

/** Both lock, unlock and lock again: a mutex alone. */
export function phase01(): ThreadProgram {
  function* thread(): Thread {
    yield { locks: 'x' };
    yield { locks: 'y' };
    yield { unlocks: 'y' };
    yield { unlocks: 'x' };
    yield { locks: 'y' };
    return { unlocks: 'y' };
  }
  return { threads: inOrder(['t1', 't2'], thread), outcome: () => 'done' };
}

/** The signal may come before anybody waits; who looks first does not wait then. */
export function sync01(): ThreadProgram {
  const shared = new Shared({ num: 1 });
  return {
    threads: {
      *t1() {
        yield { locks: 'm' };
        while ((yield* shared.read('num')) > 0) yield { waits: ['empty', 'm'] };
        yield* shared.add('num', 1);
        return { unlocks: 'm' };
      },
      *t2() {
        yield { locks: 'm' };
        yield* shared.add('num', -1);
        yield { signals: 'empty' };
        return { unlocks: 'm' };
      },
    },
    outcome: () => String(shared.peek('num')),
  };
}

/** A lost wake-up: who waits has not looked again. */
export function sync02(): ThreadProgram {
  const shared = new Shared({ num: 1 });
  return {
    threads: {
      *t1() {
        const isEmpty = (yield* shared.read('num')) === 0;
        yield { locks: 'm' };
        if (!isEmpty) yield { waits: ['empty', 'm'] };
        return { unlocks: 'm' };
      },
      *t2() {
        yield { locks: 'm' };
        yield* shared.add('num', -1);
        yield { signals: 'empty' };
        return { unlocks: 'm' };
      },
    },
    outcome: () => String(shared.peek('num')),
  };
}

/** fsbench: each takes an inode, and the first free block for it. */
export function fsbench(): ThreadProgram {
  const shared = new Shared({});
  return {
    threads: inOrder(['t1', 't2', 't3'], function* (_, number) {
      const inode = `inode ${number % 2}`;
      yield { locks: inode };
      if ((yield* shared.read(inode)) === 0) {
        for (let block = 0; ; block++) {
          const isBusy = shared.peek(`block ${block}`) === 1;
          if (!isBusy) shared.set(`block ${block}`, 1);
          yield { reads: [`block ${block}`], writes: isBusy ? [] : [`block ${block}`] };
          if (isBusy) continue;
          yield* shared.write(inode, block + 1);
          break;
        }
      }
      return { unlocks: inode };
    }),
    outcome: () => [0, 1].map((number) => shared.peek(`inode ${number}`)).join(' '),
  };
}
