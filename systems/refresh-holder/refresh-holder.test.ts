import { beforeEach, describe, expect, it } from 'vitest';
import { Cancelled, Task } from '../primitives/task.ts';
import { FakeWorld, settle } from './fake-world.ts';
import { refreshHolders, type RefreshHolderVariant, type SigningClient } from './index.ts';

const variants: Readonly<Record<string, RefreshHolderVariant>> = refreshHolders.variants;
const holders = ['s1-thread', 's2-double-checked-lock', 's3-shielded', 'hardened'];

describe('refresh holder', () => {
  let world: FakeWorld;
  let client: SigningClient;
  const use = (id: string) => {
    const variant = variants[id];
    if (variant === undefined) throw new Error(`no variant ${id}`);
    client = variant.create(world.env);
  };
  const request = (name: string) => Task.start(name, (scope) => client.request(name, scope));
  const answerCreate = async (i: number, generation: number) => {
    world.creates[i]?.answer({ generation });
    await settle();
  };

  beforeEach(() => {
    world = new FakeWorld();
  });

  it.each(Object.keys(variants))('%s takes no refresh while nothing was rejected', async (id) => {
    use(id);
    const first = request('r1');
    await settle();
    world.sends[0]?.answer(200);
    await expect(first.result).resolves.toBe(200);
    expect(world.signedWith).toEqual([1]);
    expect(world.creates).toHaveLength(0);
  });

  it.each([401, 403])('a request after a %i is signed with a new session', async (status) => {
    for (const id of holders) {
      world = new FakeWorld();
      use(id);
      request('r1');
      await settle();
      world.sends[0]?.answer(status);
      await settle();
      request('r2');
      await settle();
      await answerCreate(0, 2);
      expect(world.signedWith).toEqual([1, 2]);
    }
  });

  it.each([
    ['s1-thread', 3],
    ['s2-double-checked-lock', 1],
    ['s3-shielded', 1],
    ['hardened', 1],
  ] as const)('%s: three callers that find the mark create %i session(s)', async (id, creates) => {
    use(id);
    client.rejected(1);
    for (const name of ['r1', 'r2', 'r3']) request(name);
    await settle();
    await answerCreate(0, 2);
    expect(world.creates).toHaveLength(creates);
  });

  it.each([
    ['s2-double-checked-lock', 2, 2],
    ['s3-shielded', 1, 2],
    ['hardened', 1, 1],
  ] as const)('%s: a caller cancelled once leads to %i create(s), twice to %i', async (id, once, twice) => {
    use(id);
    client.rejected(1);
    const first = request('r1');
    request('r2');
    await settle();
    first.cancel();
    await settle();
    expect(world.creates).toHaveLength(once);
    first.cancel();
    await settle();
    expect(world.creates).toHaveLength(twice);
    await answerCreate(0, 2);
    await expect(first.result).rejects.toThrow(Cancelled);
  });

  it.each([
    ['s1-thread', 2],
    ['s2-double-checked-lock', 2],
    ['s3-shielded', 2],
    ['hardened', 1],
  ] as const)('%s: a rejection from before the refresh leads to %i sessions', async (id, creates) => {
    use(id);
    request('early');
    await settle();
    client.rejected(1);
    request('r1');
    await settle();
    await answerCreate(0, 2);
    world.sends[0]?.answer(401);
    await settle();
    request('r2');
    await settle();
    expect(world.creates).toHaveLength(creates);
  });

  it.each(['s1-thread', 's2-double-checked-lock', 's3-shielded'])(
    '%s swallows a failed refresh, signs with the old session, and tries again',
    async (id) => {
      use(id);
      client.rejected(1);
      request('r1');
      await settle();
      world.creates[0]?.fail(new Error('throttled'));
      await settle();
      expect(world.signedWith).toEqual([1]);
      request('r2');
      await settle();
      expect(world.creates).toHaveLength(2);
    },
  );

  it('hardened tells all waiting callers of a failed refresh, signs nothing, and tries again', async () => {
    use('hardened');
    client.rejected(1);
    const callers = [request('r1'), request('r2')];
    await settle();
    world.creates[0]?.fail(new Error('throttled'));
    for (const caller of callers) await expect(caller.result).rejects.toThrow('throttled');
    expect(world.signedWith).toEqual([]);
    request('r3');
    await settle();
    await answerCreate(1, 2);
    expect(world.signedWith).toEqual([2]);
  });

  it('s1-thread: work that waited for a thread while another one refreshed creates nothing', async () => {
    const queue: (() => void)[] = [];
    world.env.threads.run = async (name, work) => {
      if (name === 'refresh') await new Promise<void>((resolve) => void queue.push(resolve));
      return work({ write: async (_field, store) => store() });
    };
    use('s1-thread');
    client.rejected(1);
    for (const name of ['r1', 'r2']) request(name);
    queue[0]?.();
    await settle();
    await answerCreate(0, 2);
    queue[1]?.();
    await settle();
    expect(world.creates).toHaveLength(1);
    expect(world.signedWith).toEqual([2, 2]);
  });

  it('s0-synchronous refreshes before anything else can run', () => {
    use('s0-synchronous');
    client.rejected(1);
    request('r1');
    request('r2');
    expect(world.signedWith).toEqual([2, 2]);
  });

  it('s0-synchronous asks for the credentials without suspending, with nothing to refresh too', () => {
    const asked: number[] = [];
    const blocking = world.env.blockingTokens;
    const getCredentials = (session: { readonly generation: number }) => {
      asked.push(session.generation);
      return session;
    };
    const env = { ...world.env, blockingTokens: { ...blocking, getCredentials } };
    client = refreshHolders.variants['s0-synchronous'].create(env, {});
    request('r1');
    expect(asked).toEqual([1]);
    expect(world.signedWith).toEqual([1]);
  });

  it('s4-fresh-per-request signs with what the credentials file says', async () => {
    use('s4-fresh-per-request');
    client.rejected(1);
    world.generation = 7;
    request('r1');
    await settle();
    expect(world.signedWith).toEqual([7]);
  });
});
