import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Body } from './loop-program.fixture.ts';
import type { Delivered } from './on-engine.fixture.ts';
import { inTurn, loopMs, spinUntil, tickCallback } from './on-real-loop.fixture.ts';
import { type Host, Performance } from './perform.fixture.ts';

/** A pipe to itself: input that is ready when the test says so, all of it in one poll of the loop. */
export class Input {
  readonly #folder = mkdtempSync(join(tmpdir(), 'heddle-loop-'));
  readonly #socket: Socket;
  readonly #writer: number;
  #read: (() => void) | undefined;

  constructor() {
    const path = join(this.#folder, 'pipe');
    execFileSync('mkfifo', [path]);
    const fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
    this.#writer = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
    this.#socket = new Socket({ fd, readable: true, writable: false });
    this.#socket.on('data', () => {
      const read = this.#read;
      this.#read = undefined;
      read?.();
    });
  }

  /** The next poll of the loop calls `read`. */
  send(read: () => void): void {
    if (this.#read === undefined) writeSync(this.#writer, '.');
    this.#read = read;
  }

  close(): void {
    closeSync(this.#writer);
    this.#socket.destroy();
    rmSync(this.#folder, { recursive: true });
  }
}

export type Outcome = {
  /** How many came as they should. */
  readonly slices: number;
} & (
  | { readonly type: 'same' }
  /** The machine was busy with something else. */
  | { readonly type: 'disturbed' }
  | { readonly type: 'other'; readonly why: string }
);

type Ending = 'same' | 'disturbed' | { readonly why: string };

/**
 * Runs the program on the real loop and does all that can be done from outside to make its slices come in that order and
 * at those moments: input is ready when its turn comes, and slices take as long as they should. What comes next is then
 * up to Node.
 */
export async function forced(program: Body, order: readonly Delivered[], input: Input): Promise<Outcome> {
  const player = new Player(order, input);
  await inTurn(() => player.begin(program));
  const outcome = await player.ended;
  // What is still on its way reads nothing any more.
  await new Promise<void>((resolve) => input.send(resolve));
  return outcome;
}

class Player implements Host {
  readonly ended: Promise<Outcome>;
  readonly #order: readonly Delivered[];
  readonly #input: Input;
  readonly #asked = new Map<string, () => void>();
  readonly #timers: NodeJS.Timeout[] = [];
  #beganMs = 0;
  #at = -1;
  /** When the last slice had done all it could for the next. */
  #readyMs = 0;
  #isOver = false;
  #end: (outcome: Outcome) => void = () => {};

  constructor(order: readonly Delivered[], input: Input) {
    this.#order = order;
    this.#input = input;
    this.ended = new Promise((resolve) => (this.#end = resolve));
  }

  begin(program: Body): void {
    spinUntil(loopMs() + 1);
    this.#beganMs = loopMs();
    new Performance(this).begin(program);
    tickCallback();
    if (this.#nowMs > 0) this.#stop('disturbed');
    else this.#prepare();
  }

  timeout(label: string, ms: number, callback: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => this.#slice(label, callback), ms);
    this.#timers.push(timer);
    return timer;
  }

  interval(labelOf: (n: number) => string, ms: number, callback: () => void): NodeJS.Timeout {
    let ticks = 0;
    const timer = setInterval(() => this.#slice(labelOf(++ticks), callback), ms);
    this.#timers.push(timer);
    return timer;
  }

  immediate(label: string, callback: () => void): NodeJS.Immediate {
    return setImmediate(() => this.#slice(label, callback));
  }

  io(label: string, callback: () => void): void {
    void new Promise<void>((resolve) => this.#asked.set(label, resolve)).then(callback);
  }

  get #nowMs(): number {
    return loopMs() - this.#beganMs;
  }

  #stop(ending: Ending): void {
    this.#isOver = true;
    for (const timer of this.#timers) clearTimeout(timer);
    const slices = this.#at + (ending === 'same' ? 1 : 0);
    if (typeof ending === 'string') this.#end({ type: ending, slices });
    else this.#end({ type: 'other', slices, why: ending.why });
  }

  #slice(label: string, callback: () => void): void {
    if (this.#isOver) return;
    this.#at += 1;
    const wanted = this.#order[this.#at];
    const ms = this.#nowMs;
    if (wanted !== undefined && (ms !== wanted.atMs || wanted.label !== label)) {
      const why = `${label} at ${ms} ms in place of ${wanted.label} at ${wanted.atMs} ms`;
      // Nothing was to happen meanwhile: so the machine did something else, and timers became due that should not be.
      this.#stop(ms === this.#readyMs && ms <= wanted.atMs ? { why } : 'disturbed');
      return;
    }
    callback();
    tickCallback();
    if (this.#nowMs === ms) {
      this.#prepare();
      this.#readyMs = this.#nowMs;
    } else this.#stop('disturbed');
  }

  /** At the end of a slice: sees to it that the next one can come. */
  #prepare(): void {
    const current = this.#order[this.#at];
    const next = this.#order[this.#at + 1];
    if (next === undefined) this.#stop('same');
    else if (next.kind === 'io') {
      if (current?.kind !== 'io' || current.turn !== next.turn) this.#sendTurn(next.turn);
    } else if (next.kind === 'timer' || current?.kind === 'io') spinUntil(this.#beganMs + next.atMs);
    // The loop goes on to its next poll, which takes that long.
    else if (next.atMs > this.#nowMs) {
      this.#input.send(() => {
        spinUntil(this.#beganMs + next.atMs);
        this.#readyMs = this.#nowMs;
      });
    }
  }

  /** All input that comes in one turn is ready at once; so it was asked for before. */
  #sendTurn(turn: number): void {
    const batch: Delivered[] = [];
    for (let i = this.#at + 1; this.#order[i]?.kind === 'io' && this.#order[i]?.turn === turn; i++) {
      batch.push(this.#order[i] as Delivered);
    }
    const callbacks = batch.map(({ label }) => this.#asked.get(label));
    this.#input.send(() => {
      for (const [i, { label, atMs }] of batch.entries()) {
        const callback = callbacks[i];
        if (callback === undefined) {
          this.#stop({ why: `${label} was not asked for before the poll` });
          return;
        }
        spinUntil(this.#beganMs + atMs);
        this.#readyMs = this.#nowMs;
        this.#slice(label, callback);
      }
    });
  }
}
