import type { CheckResult } from '../core/finding.ts';
import { recording } from '../core/recording.ts';
import type { Sim } from '../core/sim.ts';
import { stepOf } from '../core/stamp.ts';
import { held, violated } from './check-result.ts';

export const messageKinds = {
  'out-of-order': 'Messages arrived in another order than they were sent, or after the end.',
  'missed-delivery': 'A message or a closing signal that was due never arrived.',
} as const;

/** What one subscriber got: messages with growing numbers, gaps allowed, then at most one closing signal. */
export class Inbox {
  /** What messages call the subscriber. */
  readonly name: string;
  readonly #sim: Pick<Sim, 'step'>;
  readonly #resource: string;
  #closings = 0;
  #disorder: { readonly message: string; readonly step: number } | undefined;
  #last = -Infinity;
  #over: string | undefined;

  constructor(sim: Pick<Sim, 'step'>, name: string) {
    this.#sim = sim;
    this.name = name;
    this.#resource = recording.to?.nameFor(`inbox ${name}`) ?? '';
  }

  /** How many closing signals arrived. */
  get closings(): number {
    recording.to?.read(this.#resource);
    return this.#closings;
  }

  /** The first thing that came out of order. */
  get disorder(): { readonly message: string; readonly step: number } | undefined {
    recording.to?.read(this.#resource);
    return this.#disorder;
  }

  /** A message arrived. Numbers have to grow, and may leave gaps. */
  received(sequence: number): void {
    recording.to?.write(this.#resource);
    if (this.#over !== undefined) this.#note(`${this.name} got message ${sequence} after ${this.#over}`);
    else if (sequence <= this.#last) this.#note(`${this.name} got message ${sequence} after ${this.#last}`);
    this.#last = Math.max(this.#last, sequence);
  }

  /** The closing signal arrived. */
  closed(): void {
    recording.to?.write(this.#resource);
    this.#closings += 1;
    if (this.#closings > 1) this.#note(`${this.name} was closed ${this.#closings} times`);
    this.#over ??= 'it was closed';
  }

  /** The subscriber left: nothing may come from here on. */
  unsubscribed(): void {
    recording.to?.write(this.#resource);
    this.#over ??= 'it had unsubscribed';
  }

  #note(message: string): void {
    this.#disorder ??= { message, step: stepOf(this.#sim) };
  }
}

/** Every subscriber got its messages in order, and none after the end: `messages-in-order`. */
export function messagesInOrder(inboxes: Iterable<Inbox>): CheckResult {
  for (const { disorder } of inboxes) {
    if (disorder !== undefined) {
      return violated('messages-in-order', 'out-of-order', disorder.message, disorder.step);
    }
  }
  return held('messages-in-order');
}

/** Every subscriber in the list got its closing signal: `closing-signal-arrives`. */
export function closingSignalArrives(inboxes: Iterable<Inbox>): CheckResult {
  for (const { name, closings } of inboxes) {
    if (closings === 0) {
      return violated('closing-signal-arrives', 'missed-delivery', `${name} never got its closing signal`);
    }
  }
  return held('closing-signal-arrives');
}
