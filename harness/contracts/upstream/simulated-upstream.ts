import { OperationError } from '../../core/operation-error.ts';
import type { Picker } from '../../core/picker.ts';
import type { Sim } from '../../core/sim.ts';
import { simulate } from '../../program/simulate.ts';
import type { ChunkStream } from '../../world/chunk-stream.ts';
import { SessionClosed, UpstreamStatus } from '../../world/upstream-errors.ts';
import { Upstream, type UpstreamResponse } from '../../world/upstream.ts';
import type { Sessions } from '../frame/sessions.ts';
import { type Published, publishedOf } from './published.ts';

/** Until a request has reached the server, and its reply is still under way; virtual, as latencies are. */
const REACHED_MS = 7;
const latencyMs = { get: [10, 10], send: [10, 10], open: [10, 10] } as const;

const BREAKS: Readonly<Record<string, readonly string[]>> = {
  request: ['http.get', 'http.send', 'http.open'],
  reply: ['http.get.reply', 'http.send.reply', 'http.open.reply'],
  body: ['http.body', 'http.chunk'],
};
const menu = Object.fromEntries(
  [...(BREAKS.request ?? []), ...(BREAKS.body ?? [])].map((name) => [name, ['error', 'lost-reply'] as const]),
);

/**
 * An upstream in a simulation. A run is over before anybody hears of it: so each action is a run of its own, in which
 * all before it happen first, as they did.
 */
export class SimulatedUpstream implements Sessions {
  readonly #actions: string[] = [];

  async perform(_: string, action: string): Promise<string> {
    this.#actions.push(action);
    const answers: string[] = [];
    /** What is to break next, in order; bodies by themselves. */
    const breaks: string[] = [];
    const run = await simulate(
      (sim) => {
        const client = new Client(sim, breaks);
        sim.task('history', async () => {
          for (const one of this.#actions) answers.push(await client.perform(one));
        });
      },
      { menu, picker: breaking(breaks) },
    );
    const [finding] = run.findings;
    if (finding !== undefined) throw new Error(`the run of the simulation failed: ${finding.message}`);
    return answers.at(-1) ?? '';
  }
}

/** The prompt order, in which that fails which is to break. */
function breaking(breaks: string[]): Picker {
  return {
    pick({ pending, horizonMs, delivery }) {
      const index = pending.first(horizonMs);
      const name = pending.events[index]?.type.name ?? '';
      const isBody = BREAKS.body?.includes(name) === true;
      const at = breaks.findIndex((one) => (one === 'body') === isBody);
      if (at >= 0 && BREAKS[breaks[at] ?? '']?.includes(name) === true) {
        delivery.fault = breaks[at] === 'reply' ? 'lost-reply' : 'error';
        breaks.splice(at, 1);
      }
      return index;
    },
  };
}

/** What is done, within one run. */
class Client {
  readonly #upstream: Upstream<string, string>;
  readonly #breaks: string[];
  readonly #published = new Map<string, Published>();
  readonly #responses = new Map<string, Promise<UpstreamResponse<string>>>();
  readonly #streams = new Map<string, ChunkStream<string>>();

  constructor(sim: Sim, breaks: string[]) {
    this.#breaks = breaks;
    this.#upstream = new Upstream(sim, {
      latencyMs,
      answer: ({ target }) => {
        const { status, chunks } = this.#published.get(target) ?? { status: 404, chunks: [] };
        return { status, body: chunks.join('|'), chunks };
      },
    });
  }

  async perform(action: string): Promise<string> {
    try {
      return await this.#perform(action);
    } catch (error) {
      if (error instanceof SessionClosed) return 'closed';
      if (error instanceof OperationError) return 'broken';
      if (error instanceof UpstreamStatus) return `status ${error.status}`;
      throw error;
    }
  }

  async #perform(action: string): Promise<string> {
    const [word = '', name = '', target = ''] = action.split(' ');
    const upstream = this.#upstream;
    switch (word) {
      case 'publish':
        this.#published.set(name, publishedOf(target));
        return 'done';
      case 'break':
        this.#breaks.push(name);
        return 'done';
      case 'received':
        return (
          upstream.received.map((one) => `${one.method} ${one.target} ${one.status}`).join(', ') || 'nothing'
        );
      case 'dropped':
        return String(upstream.dropped);
      case 'get':
      case 'send': {
        const response = word === 'get' ? upstream.get(target) : upstream.send(target, 'hello');
        this.#responses.set(name, response);
        return `status ${(await response).status}`;
      }
      case 'open':
        this.#streams.set(name, await upstream.open(target, 'hello'));
        return 'open';
      case 'begin': {
        const response = upstream.get(target);
        // Whoever waits for it hears of its end.
        response.catch(() => {});
        this.#responses.set(name, response);
        return 'begun';
      }
      case 'await':
        return `status ${(await this.#responses.get(name))?.status}`;
      case 'body': {
        const response = await this.#responses.get(name);
        return response === undefined ? 'no response' : `body ${await response.body()}`;
      }
      case 'next': {
        const stream = this.#streams.get(name);
        return stream === undefined ? 'no stream' : ((await stream.next()) ?? 'end');
      }
      case 'close': {
        const stream = this.#streams.get(name);
        stream?.close();
        return stream === undefined ? 'no stream' : 'left';
      }
      case 'leave':
        await new Promise((resolve) => setTimeout(resolve, REACHED_MS));
        await upstream.close();
        return 'left';
      default:
        throw new Error(`"${action}" is no action of the upstream contract`);
    }
  }
}
