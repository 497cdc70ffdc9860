import { createRequire } from 'node:module';
import { execute } from '../../core/execute.ts';
import { promptPicker } from '../../core/picker.ts';
import { Run } from '../../core/run.ts';
import { Sim } from '../../core/sim.ts';
import { catchTicker } from '../net/ticker.ts';

const STEPS_MAX = 1_000;
const TIMEOUT_MS = 1_000;

let isWarm = false;

/**
 * Before the first run of a thread makes one that fetches something, so that what Node loads, compiles and keeps for
 * that is there: the author's first run would be another than those after it.
 * @param simulate puts a simulated Node under a run; returns its end
 */
export function warmUp({ drain, limits }: Run, simulate: (run: Run) => () => void): void {
  if (isWarm) return;
  isWarm = true;
  // Made when they are first asked for, of a handle that would be a simulated one; `net` itself asks.
  void [process.stdout, process.stderr];
  const { kinds, timerLatenessMs } = limits;
  const run = new Run(drain, { maxSteps: STEPS_MAX, timerLatenessMs, entropy: () => 1, kinds });
  const { createServer } = createRequire(import.meta.url)('node:http') as typeof import('node:http');
  const end = simulate(run);
  const release = catchTicker();
  try {
    const program = (): (() => []) => {
      createServer((_request, response) => response.end()).listen(80);
      new Sim(run).task('client', async () => {
        const signal = AbortSignal.timeout(TIMEOUT_MS);
        for (const request of [{}, { method: 'POST', body: 'x', signal }])
          await (await fetch('http://127.0.0.1', request)).text();
        await fetch('http://127.0.0.1', { signal: AbortSignal.abort() }).catch(() => {});
      });
      return () => [];
    };
    execute(run, program, promptPicker);
  } finally {
    release();
    end();
  }
}
