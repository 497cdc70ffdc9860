import { simulate } from '../../program/simulate.ts';
import { Database, type DatabaseOptions } from '../../world/database.ts';
import type { DatabaseSession } from '../../world/database-session.ts';
import type { Step } from '../frame/history.ts';
import type { Sessions } from '../frame/sessions.ts';
import type { Isolation } from '../../world/transaction.ts';

interface Row {
  readonly v: number;
}
type Tables = { readonly t: Row };

/** Longer than any statement takes that does not wait for others. */
const QUIET_MS = 1_000;

/** What one run has told of the steps: undefined where it told nothing. */
interface Told {
  readonly answers: (string | undefined)[];
  outcome: string;
}

/**
 * Sessions of a simulated database. A simulation is over when it is over, and a history goes on: with each step, all
 * steps up to it are simulated, which yields for those before it what it did.
 */
export class SimulatedDatabase implements Sessions {
  readonly #options: DatabaseOptions;
  readonly #steps: Step[] = [];
  readonly #waiting = new Map<number, (answer: string) => void>();
  #outcome = '';

  constructor(options: DatabaseOptions) {
    this.#options = options;
  }

  async perform(session: string, action: string): Promise<string> {
    const at = this.#steps.push({ session, action }) - 1;
    const answer = new Promise<string>((resolve) => this.#waiting.set(at, resolve));
    const { answers, outcome } = await simulated(this.#options, this.#steps);
    this.#outcome = outcome;
    for (const [i, resolve] of this.#waiting) {
      const told = answers[i];
      if (told === undefined) continue;
      this.#waiting.delete(i);
      resolve(told);
    }
    return answer;
  }

  waits(session: string): Promise<boolean> {
    const at = this.#steps.findLastIndex((step) => step.session === session);
    return Promise.resolve(this.#waiting.has(at));
  }

  outcome(): Promise<string> {
    return Promise.resolve(this.#outcome);
  }
}

async function simulated(options: DatabaseOptions, steps: readonly Step[]): Promise<Told> {
  const told: Told = { answers: steps.map(() => undefined), outcome: '' };
  const { tasks } = await simulate((sim) => {
    const [first] = steps;
    const [, isolation] = /^isolation (.*)$/.exec(first?.action ?? '') ?? [];
    const db = new Database<Tables>(sim, {
      ...options,
      ...(isolation !== undefined && { isolation: isolation as Isolation }),
    });
    db.seed('t', { x: { v: 10 }, y: { v: 20 } });
    sim.task('steps', () => performAll(db, steps, told));
    return () => {
      told.outcome = shown([...db.table('t').committed].map(({ key, row }) => [key, row.v]));
      return [];
    };
  });
  const { reason } = tasks.get('steps') ?? {};
  if (reason !== undefined) throw reason;
  return told;
}

async function performAll(db: Database<Tables>, steps: readonly Step[], told: Told): Promise<void> {
  const sessions = new Map<string, DatabaseSession<Tables>>();
  for (const [at, { session, action }] of steps.entries()) {
    if (!sessions.has(session)) sessions.set(session, db.session());
    void perform(sessions, session, action)
      .catch((error: unknown) => `error ${(error as Error).name}`)
      .then((answer) => (told.answers[at] = answer));
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  }
}

async function perform(
  sessions: Map<string, DatabaseSession<Tables>>,
  name: string,
  action: string,
): Promise<string> {
  const session = sessions.get(name) as DatabaseSession<Tables>;
  const [verb, key = '', value = '0'] = action.split(' ');
  const number = Number(value);
  switch (verb) {
    case 'begin':
      await session.begin();
      return 'done';
    case 'insert':
      await session.insert('t', { v: number }, key);
      return 'done';
    case 'once':
      return session.insertOnce('t', key, { v: number });
    case 'add':
      await session.update('t', key, ({ v }) => ({ v: v + number }));
      return 'done';
    case 'put':
      await session.upsert('t', key, () => ({ v: number }));
      return 'done';
    case 'delete':
      await session.delete('t', key);
      return 'done';
    case 'get':
      return String((await session.get('t', key))?.v ?? 'none');
    case 'sum':
      return String((await session.select('t')).reduce((sum, { v }) => sum + v, 0));
    case 'commit':
      await session.commit();
      return 'done';
    case 'rollback':
      await session.rollback();
      return 'done';
    case 'commit,':
      void session.commit().catch(() => undefined);
      break;
    case 'add,':
      void session.update('t', key, ({ v }) => ({ v: v + number })).catch(() => undefined);
      // It has reached the server by then.
      await new Promise((resolve) => setTimeout(resolve, QUIET_MS / 2));
      break;
    case 'close':
      break;
    default:
      return 'done';
  }
  session.close();
  sessions.delete(name);
  return 'closed';
}

/** Rows in the order of their keys. */
function shown(rows: readonly (readonly [string | number, number])[]): string {
  return rows
    .map(([key, v]) => `${key} ${v}`)
    .toSorted()
    .join(', ');
}
