import { clipped, printable } from '../../../reports/printable.ts';
import { verdictSigns } from '../../../reports/verdict-signs.ts';
import { count, counted, duration } from '../../../reports/wording.ts';
import type { ScenarioResult } from '../../result.ts';
import type { Io } from '../process/console-io.ts';

const REDRAW_EACH_MS = 100;

/** Says how far the exploration is: one line redrawn on a terminal, a plain line for each scenario elsewhere. */
export interface Progress {
  /** A (scenario, variant) begins; `index` from 0. */
  begin(index: number, label: string): void;
  /** That (scenario, variant) has run `done` of `total` schedules. */
  advance(done: number, total: number): void;
  end(result: ScenarioResult): void;
  close(): void;
}

export function progressOn(err: Io['err'], total: number): Progress {
  return err.terminal === undefined ? plainLines(err) : redrawnLine(err, total);
}

function redrawnLine({ style, write }: Io['err'], total: number): Progress {
  const { paint, width } = style;
  let at = 0;
  let name = '';
  let drawnAt = -Infinity;
  const erase = '\r\u001b[K';
  const draw = (share: number): void => {
    const percent = `${Math.floor(((at + share) / total) * 100)}`.padStart(3);
    write(
      `${erase}${paint.cyan(`${percent}%`)} ${paint.dim(`${count(at + 1)}/${count(total)}`)} ${clipped(name, width - 20)}`,
    );
  };
  return {
    begin(index, label) {
      at = index;
      name = printable(label);
      draw(0);
    },
    advance(done, runs) {
      const now = performance.now();
      if (now - drawnAt < REDRAW_EACH_MS) return;
      drawnAt = now;
      draw(runs > 0 ? done / runs : 0);
    },
    end() {},
    close: () => write(erase),
  };
}

/** Gathers the variants of one scenario, and prints its line when the next scenario begins. */
function plainLines({ write }: Io['err']): Progress {
  let gathered: ScenarioResult[] = [];
  const flush = (): void => {
    if (gathered.length === 0) return;
    const ran = gathered.filter((result) => result.verdict !== 'n/a');
    const schedules = ran.reduce((sum, result) => sum + result.exploration.schedules, 0);
    const ms = ran.reduce((sum, result) => sum + result.timing.durationMs, 0);
    const words = new Map<string, number>();
    for (const { verdict, asExpected } of gathered) {
      const word = `${verdictSigns[verdict].word}${asExpected ? '' : ' (not as expected)'}`;
      words.set(word, (words.get(word) ?? 0) + 1);
    }
    const verdicts = [...words].map(([word, n]) => `${n} ${word}`).join(', ');
    write(
      `${printable(gathered[0]?.scenario ?? '')}: ${verdicts} · ${counted(schedules, 'schedule')} in ${duration(ms)}\n`,
    );
    gathered = [];
  };
  return {
    begin() {},
    advance() {},
    end(result) {
      if (gathered[0] !== undefined && gathered[0].scenario !== result.scenario) flush();
      gathered.push(result);
    },
    close: flush,
  };
}
