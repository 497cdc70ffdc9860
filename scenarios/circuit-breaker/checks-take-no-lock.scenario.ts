/*
 * A model is called while it is well, then fails, and is called while it is left alone. Every call of every client asks
 * whether the model is available; ours says that this takes no lock, for a load is a consistent snapshot. From
 * [circuit-breaker-pr]'s review: contention of locks was what it worried about most.
 * Invariants: no lock is taken before a call is sent or refused; only who tries a model again takes one; and since a load
 * beside the lock has to be a snapshot, every access is atomic.
 * One client, no faults: a count.
 */
import { type CheckResult, held, scenario, violated } from 'heddle';
import { circuitBreakers, type SharedMemory } from '../../systems/circuit-breaker/index.ts';
import { aloneMemory } from './alone.ts';
import { LEFT_ALONE_MS, sleep, small } from './gateway.ts';
import { isRefusal } from './oracles.ts';

const INVARIANT = 'checks-take-no-lock';
const ATOMIC = 'snapshots-are-atomic';
const originals = Object.keys(circuitBreakers.variants).filter((id) => id !== 'hardened');
const asItsSource = { '*': 'locks in its check where its source does' };

export default scenario('checks take no lock', circuitBreakers, {
  kinds: { 'needless-lock': 'A lock was taken where none is needed.' },
  invariants: [INVARIANT, ATOMIC],
  runs: 1,
  notApplicable: Object.fromEntries(originals.map((id) => [id, asItsSource])),
  run(sim, variant) {
    let locks = 0;
    let plain: CheckResult | undefined;
    const alone = aloneMemory();
    const note = (call: string, key: string, access: string | undefined): void => {
      if (access !== 'atomic')
        plain ??= violated(ATOMIC, 'data-race', `${call} of ${key} was ${access ?? 'plain'}`, sim.step);
    };
    const memory: SharedMemory = {
      ...alone,
      load: (key, access) => {
        note('a load', key, access);
        return alone.load(key);
      },
      store: (key, value, access) => {
        note('a store', key, access);
        return alone.store(key, value);
      },
      lock: async () => void (locks += 1),
      readLock: async () => void (locks += 1),
    };
    let status = 200;
    let taken = 0;
    const upstream = {
      send: async () => {
        taken = locks;
        return { status, body: async () => {} };
      },
    };
    const breaker = variant.create({ memory, upstream }, small);
    let wrong: CheckResult | undefined;
    const compare = (what: string, most: number, actual: number): void => {
      if (actual <= most) return;
      const message = `${what}: ${actual} locks were taken, not ${most}`;
      wrong ??= violated(INVARIANT, 'needless-lock', message, sim.step);
    };
    sim.task('client', async () => {
      let n = 0;
      const call = async (what: string, most: number): Promise<void> => {
        locks = taken = 0;
        n += 1;
        const reply = await breaker.call('m', { id: `c${n}` });
        compare(what, most, isRefusal(reply) ? locks : taken);
      };
      await call('the first call', 0);
      await call('a call of a model that is well', 0);
      status = 429;
      for (let i = 0; i < 10; i++) await call('a call of a model that fails', 0);
      await sleep(LEFT_ALONE_MS);
      await call('who tries it again', 1);
    });
    return () => [wrong ?? held(INVARIANT), plain ?? held(ATOMIC)];
  },
});
