import type { Sim } from '../core/sim.ts';
import { bad } from './bad-subject.fixture.ts';

/** Makes as many calls. */
const callTimes = (sim: Sim, times: number): void => {
  const call = sim.operation('call');
  sim.task('caller', async () => {
    for (let i = 0; i < times; i++) await call.call(i, () => {});
  });
};

const { random } = Math;
const MANY = 1_000;
let runs = 0;
let reads = 0;
const seen = new Map<string, number>();
const kept: object[] = [];
const names = new WeakMap<object, number>();

class Pool {
  static #made = 0;
  #taken = 0;
  readonly number = (Pool.#made += 1);
  take(): number {
    return (this.#taken += 1);
  }
}
const pool = new Pool();

const counter = (): (() => number) => {
  let last = 0;
  return () => (last += 1);
};
const nextId = counter();

const lives = 'state that lives longer than a run';

/** Code that is not the same twice. What shows in a fresh process alone is the business of those who make one. */
export const unstable = [
  bad(
    'a captured Math.random',
    'nondeterministic',
    ['The run 1.0.prompt is not the same each time'],
    (sim) => {
      sim.task('jitter', () => {
        for (let i = 0; i < 12; i++) setTimeout(() => {}, random() * MANY);
      });
    },
  ),
  bad(
    'a counter of the module',
    'nondeterministic',
    [
      'The run 1.0.prompt',
      lives,
      /`runs` \(harness\/bad-subjects\/unstable\.fixture\.ts:\d+\) was \d+, then \d+/,
    ],
    (sim) => {
      runs += 1;
      callTimes(sim, runs);
    },
  ),
  bad(
    'a value of the module',
    'nondeterministic',
    [/`reader: read#1` at \d+ ms, answered \d+, then answered \d+/],
    (sim) => {
      const read = sim.operation('read');
      sim.task('reader', async () => {
        const value = await read.call(undefined, () => (reads += 1));
        for (let i = 0; i < value; i++) await read.call(undefined, () => 0);
      });
    },
  ),
  bad('a cache of the module', 'nondeterministic', ['The run 1.0.prompt', lives], (sim) => {
    const call = sim.operation('call');
    sim.task('reader', async () => {
      if (!seen.has('a')) await call.call('a', () => seen.set('a', 1));
    });
  }),
  bad(
    'a pool of the module that grows',
    'nondeterministic',
    [lives, /`kept` .* was Array\(\d+\), then Array\(\d+\)/],
    (sim) => {
      kept.push({});
      callTimes(sim, kept.length);
    },
  ),
  bad('an order by the identity of objects', 'nondeterministic', [lives], (sim) => {
    const key = {};
    names.set(key, runs++);
    callTimes(sim, names.get(key) ?? 0);
  }),
  bad(
    'a private field of a shared object',
    'nondeterministic',
    [/`pool\.#taken` .*:\d+\) was \d+, then \d+/],
    (sim) => callTimes(sim, pool.take()),
  ),
  bad('a static private field', 'nondeterministic', [/`Pool\.#made` .*:\d+\) was \d+, then \d+/], (sim) =>
    callTimes(sim, new Pool().number),
  ),
  bad('a variable of a closure', 'nondeterministic', [/`nextId⟨last⟩` .*:\d+\) was \d+, then \d+/], (sim) =>
    callTimes(sim, nextId()),
  ),
  bad('a global variable', 'nondeterministic', [/`globalThis\.heddleRuns` was \d+, then \d+/], (sim) => {
    const shared = globalThis as { heddleRuns?: number };
    shared.heddleRuns = (shared.heddleRuns ?? 0) + 1;
    callTimes(sim, shared.heddleRuns);
  }),
  bad('the environment', 'nondeterministic', [/`process\.env\.HEDDLE_RUNS` was "\d+", then "\d+"/], (sim) => {
    const times = Number(process.env['HEDDLE_RUNS'] ?? 0) + 1;
    process.env['HEDDLE_RUNS'] = String(times);
    callTimes(sim, times);
  }),
];
