import dns from 'node:dns';
import { expect, test } from 'vitest';
import { simulate } from '../../program/simulate.ts';

const node = {
  hosts: { 'db.local': '10.0.0.5', both: ['::5', '10.0.0.6'] },
};

async function lookedUp(look: () => Promise<unknown>): Promise<unknown> {
  let result: unknown;
  const run = await simulate(
    (sim) => {
      sim.task('client', async () => (result = await look().catch((error: unknown) => error)));
    },
    { node },
  );
  expect(run.findings).toEqual([]);
  return result;
}

test('names are those of the scenario', async () => {
  expect(await lookedUp(() => dns.promises.lookup('db.local'))).toEqual({ address: '10.0.0.5', family: 4 });
  expect(await lookedUp(() => dns.promises.lookup('localhost'))).toEqual({ address: '127.0.0.1', family: 4 });
  expect(await lookedUp(() => dns.promises.lookup('both', { all: true }))).toEqual([
    { address: '::5', family: 6 },
    { address: '10.0.0.6', family: 4 },
  ]);
  expect(
    await lookedUp(() => dns.promises.lookup('both', { order: 'ipv4first' } as dns.LookupOneOptions)),
  ).toEqual({
    address: '10.0.0.6',
    family: 4,
  });
  expect(await lookedUp(() => dns.promises.lookupService('10.0.0.5', 22))).toEqual({
    hostname: 'db.local',
    service: '22',
  });
});

test('other names there are not', async () => {
  expect(await lookedUp(() => dns.promises.lookup('example.com'))).toMatchObject({
    code: 'ENOTFOUND',
    syscall: 'getaddrinfo',
    hostname: 'example.com',
  });
  expect(await lookedUp(() => dns.promises.resolve4('example.com'))).toMatchObject({
    code: 'ENOTFOUND',
    syscall: 'queryA',
    hostname: 'example.com',
  });
  expect(await lookedUp(() => dns.promises.resolveMx('db.local'))).toMatchObject({ code: 'ENODATA' });
});

test('resolvers ask for the same', async () => {
  expect(await lookedUp(() => dns.promises.resolve4('both', { ttl: true }))).toEqual([
    { address: '10.0.0.6', ttl: 60 },
  ]);
  expect(await lookedUp(() => new dns.promises.Resolver().resolve6('both'))).toEqual(['::5']);
  expect(await lookedUp(() => dns.promises.reverse('::5'))).toEqual(['both']);
});
