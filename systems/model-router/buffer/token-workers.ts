import { Queue } from '../../primitives/queue.ts';
import { Cancelled, type Spawn, Task } from '../../primitives/task.ts';
import type { CountedUsage } from '../counters/counted-usage.ts';
import type { TokenUsage } from '../ports.ts';
import type { TokenBuffer } from './token-buffer.ts';

export interface TokenWorkersParts {
  readonly buffer: TokenBuffer;
  readonly usage: CountedUsage;
  readonly flushIntervalMs: number;
  /** Whether a cancelled worker takes up what is still queued, and a cancelled flusher flushes once more. */
  readonly onCancel: 'stop' | 'finish';
  readonly spawn?: Spawn;
}

/** Two background loops: from the queue into the buffer, and from the buffer into the database. An error ends a loop. */
export class TokenWorkers {
  readonly #parts: TokenWorkersParts;
  readonly #queue = new Queue<TokenUsage>();
  #tasks: Task<void>[] = [];
  /** What is in the queue, which cannot be looked into. */
  readonly #queued: TokenUsage[] = [];

  constructor(parts: TokenWorkersParts) {
    this.#parts = parts;
  }

  get queued(): readonly TokenUsage[] {
    return [...this.#queued];
  }

  put(usage: TokenUsage): void {
    this.#queued.push(usage);
    this.#queue.put(usage);
  }

  start(): void {
    const options = { daemon: true, ...(this.#parts.spawn !== undefined && { spawn: this.#parts.spawn }) };
    this.#tasks = [
      Task.start('token-worker', (self) => this.#work(self), options),
      Task.start('flusher', (self) => this.#flush(self), options),
    ];
  }

  cancel(): void {
    for (const task of this.#tasks) task.cancel();
  }

  async #work(self: Task<void>): Promise<void> {
    try {
      for (;;) await this.#takeUp(await this.#queue.get(self), self);
    } catch (error) {
      if (error instanceof Cancelled && this.#parts.onCancel === 'finish') await this.#drain(self);
      throw error;
    }
  }

  async #drain(self: Task<void>): Promise<void> {
    for (let usage = this.#queue.getNow(); usage !== undefined; usage = this.#queue.getNow()) {
      await this.#takeUp(usage, self);
    }
  }

  async #takeUp(usage: TokenUsage, self: Task<void>): Promise<void> {
    this.#queued.shift();
    await this.#parts.buffer.add(usage, self);
    const tokens = usage.promptTokens + usage.completionTokens;
    await this.#parts.usage.addTokens(usage.endpoint, usage.model, tokens, self);
  }

  async #flush(self: Task<void>): Promise<void> {
    try {
      for (;;) {
        await self.sleep(this.#parts.flushIntervalMs);
        await this.#parts.buffer.flush(self);
      }
    } catch (error) {
      if (error instanceof Cancelled && this.#parts.onCancel === 'finish') await this.#flushLast(self);
      throw error;
    }
  }

  async #flushLast(self: Task<void>): Promise<void> {
    try {
      await this.#parts.buffer.flush(self);
    } catch (error) {
      // What failed at the very end stays unwritten.
      if (error instanceof Cancelled) throw error;
    }
  }
}
