import { type Event, PENDING, WAITING, WITHDRAWN } from './event.ts';
import { recording } from './recording.ts';
import type { Run } from './run.ts';

/** How messages pass over one connection. */
export interface ConnectionRules {
  /** Whether messages arrive in the order in which they were sent, in each direction. */
  readonly isOrdered: boolean;
  /** Whether a request may leave before the one before it was answered. */
  readonly isPipelined: boolean;
  /** What records of a run call it. */
  readonly resource: string;
}

/**
 * What is under way between one caller's end and the server, from its opening to its end. What comes behind another
 * message in the same direction waits, and is pending once that has arrived: there is nothing to choose before.
 */
export class Connection {
  readonly #run: Run;
  readonly #rules: ConnectionRules;
  /** Requests that have not reached the server, in the order in which they were issued. */
  readonly #requests: Event[] = [];
  /** Requests that have, and whose callers have not been answered, in the order in which they did. */
  readonly #served: Event[] = [];

  #isCut = false;

  constructor(run: Run, rules: ConnectionRules) {
    this.#run = run;
    this.#rules = rules;
  }

  /** Whether nothing is under way any more. */
  get isIdle(): boolean {
    return this.#requests.length === 0 && this.#served.length === 0;
  }

  has(request: Event): boolean {
    return this.#requests.includes(request) || this.#served.includes(request);
  }

  /** Messages that keep their order depend on one another; all depend on whether it is cut. */
  #note(): void {
    if (this.#rules.isOrdered) recording.to?.write(this.#rules.resource);
    else recording.to?.read(this.#rules.resource);
  }

  /** A call is issued. */
  send(request: Event): void {
    this.#note();
    const last = this.#requests.at(-1);
    if (this.#rules.isOrdered && this.#rules.isPipelined && last !== undefined) comeAfter(request, last);
    request.state = WAITING;
    this.#run.create(request);
    this.#requests.push(request);
    this.#enterRequests();
  }

  /** A request has reached the server. */
  arrive(request: Event): void {
    this.#note();
    remove(this.#requests, request);
    if (!this.#isCut) this.#served.push(request);
    this.#enterRequests();
  }

  /** The server has the answer, and sends it if there is anybody to send it to. */
  reply(request: Event, make: () => Event): void {
    this.#note();
    if (!this.#served.includes(request)) return;
    const reply = make();
    const before = this.#served[this.#served.indexOf(request) - 1]?.counterpart;
    if (this.#rules.isOrdered && before !== undefined) comeAfter(reply, before);
    reply.state = WAITING;
    this.#run.create(reply);
    this.#enterReplies();
  }

  /** A caller has its answer, or waits for none any more. */
  finish(request: Event): void {
    this.#note();
    remove(this.#requests, request);
    remove(this.#served, request);
    this.#enterReplies();
    this.#enterRequests();
  }

  /** Takes back what has not taken effect, or the reply that is under way. */
  withdraw(request: Event): void {
    this.#note();
    const event = request.counterpart ?? request;
    // Also of what has arrived: that it has is why nothing happens.
    recording.to?.withdrawn(request);
    recording.to?.withdrawn(event);
    if (event.state === PENDING) this.#run.pending.withdraw(event);
    else if (event.state === WAITING) event.state = WITHDRAWN;
    else return;
    this.finish(request);
  }

  /** The caller's end is gone: replies are lost. Returns the requests that are still on their way. */
  cut(reject: (request: Event) => void): readonly Event[] {
    recording.to?.write(this.#rules.resource);
    for (const request of [...this.#served, ...this.#requests]) reject(request);
    for (const { counterpart } of this.#served) {
      if (counterpart?.state === PENDING) this.#run.pending.withdraw(counterpart);
      else if (counterpart?.state === WAITING) counterpart.state = WITHDRAWN;
    }
    this.#served.length = 0;
    this.#isCut = true;
    this.#enterRequests();
    return this.#requests.filter(({ state }) => state === PENDING || state === WAITING);
  }

  /** What comes right behind `event` in the same direction, if it can arrive in the same chunk. */
  behind(event: Event): Event | undefined {
    const isReply = event.type.kind === 'reply';
    const queue = isReply ? this.#served : this.#requests;
    const next = queue[queue.indexOf(isReply ? (event.counterpart as Event) : event) + 1];
    const message = isReply ? next?.counterpart : next;
    if (message?.state !== WAITING) return undefined;
    if (isReply) return message;
    if (!this.#rules.isPipelined) return undefined;
    // What is answered where it arrives waits for the replies to all before it.
    const isFree = hasReply(message) || (!hasReply(event) && this.#served.length === 0);
    return isFree ? message : undefined;
  }

  #enterRequests(): void {
    if (!this.#rules.isOrdered) {
      for (const request of this.#requests) if (request.state === WAITING) this.#enter(request);
      return;
    }
    const [first] = this.#requests;
    if (first?.state !== WAITING) return;
    if (this.#served.length > 0 && (!this.#rules.isPipelined || !hasReply(first))) return;
    if (!this.#rules.isPipelined) {
      // It was not sent before: its latency begins now.
      const waitedMs = this.#run.nowMs - first.createdMs;
      first.opensMs += waitedMs;
      first.closesMs += waitedMs;
      first.createdMs = this.#run.nowMs;
    }
    this.#enter(first);
  }

  #enterReplies(): void {
    if (this.#rules.isOrdered) {
      const reply = this.#served[0]?.counterpart;
      if (reply?.state === WAITING) this.#enter(reply);
      return;
    }
    for (const { counterpart } of this.#served) if (counterpart?.state === WAITING) this.#enter(counterpart);
  }

  #enter(event: Event): void {
    event.state = PENDING;
    event.closesMs = Math.max(event.closesMs, this.#run.nowMs);
    recording.to?.created(event);
    this.#run.pending.add(event);
  }
}

/** Whether the answer is a message of its own. */
function hasReply(request: Event): boolean {
  return request.type.reply !== undefined;
}

function comeAfter(event: Event, before: Event): void {
  event.opensMs = Math.max(event.opensMs, before.opensMs);
  event.closesMs = Math.max(event.closesMs, before.closesMs);
}

function remove(list: Event[], event: Event): void {
  const at = list.indexOf(event);
  if (at >= 0) list.splice(at, 1);
}
