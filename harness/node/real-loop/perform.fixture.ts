import { AsyncLocalStorage } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import type { Action, Await, Body } from './loop-program.fixture.ts';

/** A loop that a program runs on. What it calls back is a slice: a macrotask, with the jobs that follow from it. */
export interface Host {
  timeout(label: string, ms: number, callback: () => void): unknown;
  /** @param labelOf the label of the n-th tick, from 1 */
  interval(labelOf: (n: number) => string, ms: number, callback: () => void): unknown;
  immediate(label: string, callback: () => void): unknown;
  io(label: string, callback: () => void): void;
}

/** What a program did so far, and what it still waits for. */
export class Performance {
  readonly log: string[] = [];
  readonly done: Promise<void>;
  #finish: () => void = () => {};
  #waiting = 0;
  readonly #host: Host;
  readonly #handles = new Map<string, () => void>();
  readonly #store = new AsyncLocalStorage<string>();

  constructor(host: Host) {
    this.#host = host;
    this.done = new Promise((resolve) => (this.#finish = resolve));
  }

  /** To be called in the first slice. */
  begin(program: Body): void {
    this.#waiting += 1;
    this.#run(program, '');
    this.#settled();
  }

  #note(text: string): void {
    const store = this.#store.getStore();
    this.log.push(store === undefined ? text : `${text}@${store}`);
  }

  /** @param suffix tells what one tick of an interval does from what another does */
  #run(body: Body, suffix: string): void {
    for (const action of body) this.#perform({ ...action, name: `${action.name}${suffix}` }, suffix);
  }

  #settled(): void {
    this.#waiting -= 1;
    if (this.#waiting === 0) this.#finish();
  }

  #perform(action: Action, suffix: string): void {
    const { op, name } = action;
    if (op === 'clear') {
      this.#handles.get(name)?.();
      return;
    }
    const enter = (text = name, tick = ''): void => {
      this.#note(text);
      this.#run(action.body, `${suffix}${tick}`);
    };
    if (op === 'io') this.#host.io(name, this.#later(enter));
    else if (op === 'timeout') {
      this.#once(name, enter, (callback) => {
        const timer = this.#host.timeout(name, action.ms, callback);
        return () => clearTimeout(timer as NodeJS.Timeout);
      });
    } else if (op === 'immediate') {
      this.#once(name, enter, (callback) => {
        const immediate = this.#host.immediate(name, callback);
        return () => clearImmediate(immediate as NodeJS.Immediate);
      });
    } else if (op === 'interval') this.#repeat(action, enter);
    else if (op === 'async') void this.#await(name, action.awaits).then(this.#later(enter));
    else if (op === 'tick') process.nextTick(this.#later(enter));
    else if (op === 'microtask') queueMicrotask(this.#later(enter));
    else if (op === 'promise') void Promise.resolve().then(this.#later(enter));
    else if (op === 'store') this.#store.run(name, enter);
    else if (op === 'emit') new EventEmitter().once('event', () => enter()).emit('event');
    else if (op === 'abort') {
      const controller = new AbortController();
      controller.signal.addEventListener('abort', () => enter());
      controller.abort();
    } else {
      const stream = new PassThrough();
      stream.on('data', this.#later(enter)).on('end', () => this.#note(`${name} ends`));
      stream.end('data');
    }
  }

  /** What is waited for until it has been called. */
  #later(enter: () => void): () => void {
    this.#waiting += 1;
    return () => {
      enter();
      this.#settled();
    };
  }

  /** @param set arms what may be cleared, and returns how */
  #once(name: string, enter: () => void, set: (callback: () => void) => () => void): void {
    this.#waiting += 1;
    let isOver = false;
    const settle = (): void => {
      if (!isOver) this.#settled();
      isOver = true;
    };
    const clear = set(() => {
      // What clears itself is over when it has returned, not before.
      isOver = true;
      enter();
      this.#settled();
    });
    this.#handles.set(name, () => {
      clear();
      settle();
    });
  }

  #repeat(
    { name, ms, ticks }: Extract<Action, { op: 'interval' }>,
    enter: (text: string, tick: string) => void,
  ): void {
    this.#waiting += 1;
    let isOver = false;
    let isTicking = false;
    let ticked = 0;
    const stop = (): void => {
      clearInterval(handle as NodeJS.Timeout);
      if (!isOver && !isTicking) this.#settled();
      isOver = true;
    };
    const labelOf = (n: number): string => `${name}.${n}`;
    const handle = this.#host.interval(labelOf, ms, () => {
      ticked += 1;
      isTicking = true;
      enter(labelOf(ticked), `'${ticked}`);
      isTicking = false;
      if (isOver) this.#settled();
      else if (ticked >= ticks) stop();
    });
    this.#handles.set(name, stop);
  }

  async #await(name: string, awaits: readonly Await[]): Promise<void> {
    for (const [i, one] of awaits.entries()) {
      const label = `${name}.${i}`;
      await new Promise<void>((resolve) => {
        if (one.op === 'sleep') this.#host.timeout(label, one.ms, resolve);
        else if (one.op === 'immediate') this.#host.immediate(label, resolve);
        else if (one.op === 'io') this.#host.io(label, resolve);
        else resolve();
      });
      this.#note(label);
    }
  }
}
