import fc from 'fast-check';
import type { Step } from '../frame/history.ts';

const target = fc.constantFrom('/m', '/s');
const client = fc.oneof(
  { weight: 2, arbitrary: target.map((target) => `get # ${target}`) },
  { weight: 1, arbitrary: target.map((target) => `send # ${target} hello`) },
  { weight: 3, arbitrary: target.map((target) => `open # ${target}`) },
);
const later = fc.tuple(fc.constantFrom('next', 'next', 'next', 'body', 'close'), fc.nat(3));
const server = fc.constantFrom(
  'publish /m a',
  'publish /m status=503',
  'publish /s one|two',
  'publish /s status=404',
  'break request',
  'break reply',
  'break body',
);

/** Histories of an upstream at random: what is asked of a request comes after it, as the session may end before. */
export const random = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: client.map((action) => ({ kind: 'client', action }) as const) },
      { weight: 7, arbitrary: later.map(([action, which]) => ({ kind: 'later', action, which }) as const) },
      { weight: 3, arbitrary: server.map((action) => ({ kind: 'server', action }) as const) },
      { weight: 1, arbitrary: fc.constant({ kind: 'leave' } as const) },
    ),
    { minLength: 4, maxLength: 14 },
  )
  .map((all) => {
    const asked: ('get' | 'open')[] = [];
    const steps: Step[] = [];
    for (const one of all) {
      if (one.kind === 'server') steps.push({ session: 'server', action: one.action });
      if (one.kind === 'leave') steps.push({ session: 'a', action: 'leave' });
      if (one.kind === 'client') {
        asked.push(one.action.startsWith('open') ? 'open' : 'get');
        steps.push({ session: 'a', action: one.action.replace('#', `r${asked.length}`) });
      }
      if (one.kind !== 'later' || asked[one.which] === undefined) continue;
      // A body is read once: clients of Python keep it, `fetch` does not.
      const name = `r${one.which + 1}`;
      if ((one.action === 'body') !== (asked[one.which] === 'get')) continue;
      if (one.action === 'body' && steps.some(({ action }) => action === `body ${name}`)) continue;
      steps.push({ session: 'a', action: `${one.action} ${name}` });
    }
    return [...steps, { session: 'server', action: 'received' }, { session: 'server', action: 'dropped' }];
  });
