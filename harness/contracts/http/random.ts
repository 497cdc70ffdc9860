import fc from 'fast-check';
import type { Step } from '../frame/history.ts';

/** What is done to one request, in this order: the server never speaks of one that has not come. */
const life = fc.record({
  method: fc.constantFrom('GET', 'GET', 'GET', 'POST', 'HEAD'),
  options: fc.constantFrom('', '', '', ' close', ' unread'),
  acts: fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('head 200', 'head 404', 'head 200 content-length:6') },
      { weight: 4, arbitrary: fc.constantFrom('chunk abc', 'chunk defghi') },
      { weight: 3, arbitrary: fc.constantFrom('end', 'end xyz', 'reply 200 all') },
      { weight: 2, arbitrary: fc.constantFrom('reset', 'drop', 'finish') },
      { weight: 2, arbitrary: fc.constantFrom('abort', 'leave') },
    ),
    { minLength: 1, maxLength: 4 },
  ),
});

/** Histories of HTTP at random: one to three requests, whose steps are mixed. */
export const random = fc
  .tuple(fc.array(life, { minLength: 1, maxLength: 3 }), fc.array(fc.nat(), { minLength: 15, maxLength: 15 }))
  .map(([lives, order]) => {
    const left = lives.map(({ method, options, acts }, at) => {
      const name = `r${at + 1}`;
      const client = 'abc'[at] ?? 'a';
      const body = method === 'POST' ? ' body=hello' : '';
      const begin: Step = { session: client, action: `${method} ${name}${body}${options}` };
      return [begin, ...acts.map((act) => stepOf(act, client, name))];
    });
    const steps: Step[] = [];
    for (const at of order) {
      const open = left.filter((one) => one.length > 0);
      const step = open[at % open.length]?.shift();
      if (step !== undefined) steps.push(step);
    }
    return steps;
  });

function stepOf(act: string, client: string, name: string): Step {
  if (act === 'abort' || act === 'leave') return { session: client, action: `${act} ${name}` };
  return { session: 'server', action: `${name} ${act}` };
}
