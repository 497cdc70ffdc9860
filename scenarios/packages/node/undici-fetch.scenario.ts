import http from 'node:http';
import { held, scenario, violated } from 'heddle';
import { Agent, fetch as npmFetch } from 'undici';

/**
 * Node's own fetch, and undici 7 of npm: a request that is given up hurts no other one on the same agent. undici keeps its
 * timers in its module, so each run has a new one.
 */
const fetches = {
  id: 'packages',
  variants: {
    'fetch of Node': () => fetch,
    'undici 7': (): typeof fetch => {
      const dispatcher = new Agent();
      return ((url: string, init: object) => npmFetch(url, { ...init, dispatcher })) as typeof fetch;
    },
  },
};

export default scenario('fetch: one of two requests is given up', fetches, {
  node: true,
  fresh: true,
  invariants: ['answers-the-other'],
  runs: 10,
  run(sim, clientOf) {
    http.createServer((request, response) => request.pipe(response)).listen(80);
    const request = clientOf();
    const post = async (body: string, signal?: AbortSignal) => {
      const response = await request('http://127.0.0.1/', {
        method: 'POST',
        body,
        ...(signal && { signal }),
      });
      return response.text();
    };
    sim.task('hasty', () => post('hasty', AbortSignal.timeout(5)).catch(() => {}));
    const patient = sim.task('patient', () => post('patient'));
    const isRight = () => patient.value === 'patient';
    return () => [
      isRight()
        ? held('answers-the-other')
        : violated('answers-the-other', 'wrong-result', `it got ${patient.value}`),
    ];
  },
});
