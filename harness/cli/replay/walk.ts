import { stdin, stdout } from 'node:process';
import { keysOf } from '../../../reports/console/keys.ts';
import { afterKey, firstIndex, type Walk, walkFrame } from '../../../reports/console/walk-frame.ts';
import { UsageError } from '../../core/usage-error.ts';
import type { Io } from '../process/console-io.ts';

const ALTERNATE_SCREEN = '\u001b[?1049h\u001b[?25l';
const MAIN_SCREEN = '\u001b[?25h\u001b[?1049l';
const HOME_AND_ERASE = '\u001b[H\u001b[2J';
/** What is taken for the size of a terminal that does not tell it. */
const ROWS_DEFAULT = 40;
const COLUMNS_DEFAULT = 80;

/** @throws UsageError where there is no keyboard or no screen */
export function checkTerminal(): void {
  if (stdin.isTTY && stdout.isTTY) return;
  throw new UsageError('replay --step needs a terminal. Without one: replay --until <n>, or replay --html.');
}

/** Walks through a run by key presses, from its damage, else its first step, until the key q. */
export async function walkThrough(walk: Walk, { out, signal, heedInterrupts }: Io): Promise<void> {
  if (walk.steps.length === 0) return;
  heedInterrupts();
  let index = firstIndex(walk);
  const draw = (): void => {
    const style = { ...out.style, width: stdout.columns || COLUMNS_DEFAULT };
    const lines = walkFrame(walk, index, stdout.rows || ROWS_DEFAULT, style);
    out.write(`${HOME_AND_ERASE}${lines.join('\r\n')}`);
  };
  stdin.setRawMode(true);
  out.write(ALTERNATE_SCREEN);
  try {
    await new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true });
      stdout.on('resize', draw);
      stdin.on('data', (chunk: Buffer) => {
        for (const key of keysOf(chunk.toString())) {
          const next = afterKey(walk, index, key);
          if (next === undefined) return resolve();
          index = next;
        }
        draw();
      });
      draw();
    });
  } finally {
    stdout.off('resize', draw);
    stdin.removeAllListeners('data').setRawMode(false).pause();
    out.write(MAIN_SCREEN);
  }
}
