import fc from 'fast-check';
import type { Step } from '../frame/history.ts';

const key = fc.constantFrom('x', 'y', 'y/1', 'z');
const prefix = fc.constantFrom('*', 'y', 'y/');
const value = fc.nat(3).map(String);
const lease = fc.constantFrom('', '', '', ' lease=1', ' lease=2');
const revision = fc.nat(6).map((n) => `@${n + 1}`);

const put = fc.tuple(key, value, lease).map(([key, value, lease]) => `put ${key} ${value}${lease}`);
const remove = fc.oneof(
  key.map((key) => `delete ${key}`),
  prefix.map((prefix) => `clear ${prefix}`),
);
const by = fc.constantFrom('key', 'version', 'createRevision', 'revision', 'value');
const order = fc.constantFrom('', ' desc', ' limit=1', ' limit=2 desc');
const at = fc.oneof(
  { weight: 2, arbitrary: fc.constant('') },
  revision.map((at) => ` rev=${at}`),
);
const read = fc.oneof(
  fc.tuple(prefix, by, order, at).map(([prefix, by, order, at]) => `range ${prefix} by=${by}${order}${at}`),
  fc.tuple(key, at).map(([key, at]) => `get ${key} by=key${at}`),
);

const sign = fc.constantFrom('=', '!=', '<', '>');
const compare = fc.oneof(
  fc.tuple(key, sign, fc.nat(3)).map(([key, sign, n]) => `version(${key})${sign}${n}`),
  fc.tuple(key, sign, value).map(([key, sign, value]) => `value(${key})${sign}${value}`),
  fc.tuple(key, sign, revision).map(([key, sign, at]) => `revision(${key})${sign}${at}`),
  fc.tuple(key, sign, revision).map(([key, sign, at]) => `createRevision(${key})${sign}${at}`),
  fc.tuple(key, sign, fc.nat(2)).map(([key, sign, n]) => `lease(${key})${sign}${n}`),
);
const listed = (one: fc.Arbitrary<string>, separator: string): fc.Arbitrary<string> =>
  fc.array(one, { maxLength: 3 }).map((all) => (all.length === 0 ? '-' : all.join(separator)));
const branch = listed(fc.oneof(put, remove, read), ' ; ');
const transaction = fc
  .tuple(listed(compare, ' & '), branch, branch)
  .map(([compares, success, failure]) => `txn ${compares} ? ${success} : ${failure}`);

const watch = fc.constantFrom('v', 'w');
const leaseNumber = fc.constantFrom(1, 2);
const action = fc.oneof(
  { weight: 6, arbitrary: put },
  { weight: 3, arbitrary: remove },
  { weight: 3, arbitrary: read },
  { weight: 6, arbitrary: transaction },
  { weight: 2, arbitrary: fc.tuple(key, value, revision).map((all) => `cas ${all.join(' ')}`) },
  { weight: 1, arbitrary: revision.map((at) => `compact ${at}`) },
  { weight: 2, arbitrary: leaseNumber.map((lease) => `grant ${lease} 600`) },
  { weight: 1, arbitrary: leaseNumber.map((lease) => `revoke ${lease}`) },
  {
    weight: 2,
    arbitrary: fc.tuple(watch, at).map(([name, at]) => `watch ${name} *${at.replace('rev', 'from')}`),
  },
  { weight: 2, arbitrary: watch.map((name) => `events ${name}`) },
  { weight: 1, arbitrary: fc.constantFrom('disconnect', 'cancel v', 'cancel w') },
);

/** Histories of etcd at random: two or three sessions, four to fourteen steps, four keys, and what the watches saw. */
export const random = fc
  .array(fc.record<Step>({ session: fc.constantFrom('a', 'b', 'c'), action }), {
    minLength: 4,
    maxLength: 14,
  })
  .map((steps) => [...steps, { session: 'a', action: 'events v' }, { session: 'a', action: 'events w' }]);
