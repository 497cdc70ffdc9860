import { clipped, printable } from '../../../reports/printable.ts';
import { verdictSigns } from '../../../reports/verdict-signs.ts';
import { count, counted, duration } from '../../../reports/wording.ts';
import type { ScenarioResult } from '../../result.ts';
import type { Io } from '../process/console-io.ts';

const REDRAW_EACH_MS = 100;
/** Before that, what is left cannot be told. */
const ESTIMATE_AFTER_MS = 3_000;

/** Says how far the exploration is: one line redrawn on a terminal, a plain line for each scenario elsewhere. */
export interface Progress {
  /** A (scenario, variant) begins. */
  begin(label: string): void;
  /** Of those that are under way so much is done: 1.5 of two. */
  advance(underWay: number): void;
  /** One has come to its end, in whatever order. */
  finish(result: ScenarioResult): void;
  /** The next of the list has come to its end, and all before it. */
  tell(result: ScenarioResult): void;
  close(): void;
}

/** @param total verdicts that there will be: what does not apply to a variant has none, as in the summary */
export function progressOn(err: Io['err'], total: number, now = (): number => performance.now()): Progress {
  const state = new State(total, now);
  return err.terminal === undefined ? plainLines(err, state) : redrawnLine(err, state);
}

/** How far it is: verdicts, real time, and what is not as expected. */
class State {
  readonly #total: number;
  readonly #now: () => number;
  readonly #startMs: number;
  #finished = 0;
  #unexpected = 0;
  underWay = 0;

  constructor(total: number, now: () => number) {
    this.#total = total;
    this.#now = now;
    this.#startMs = now();
  }

  finish({ verdict, asExpected }: ScenarioResult): void {
    if (verdict === 'n/a') return;
    this.#finished += 1;
    if (!asExpected) this.#unexpected += 1;
  }

  get percent(): string {
    return `${Math.floor(this.#share * 100)}%`.padStart(4);
  }

  /** `312/800 · 1 min 34 s, about 2 min 27 s left · 2 unexpected`. */
  get words(): string {
    const elapsedMs = this.#now() - this.#startMs;
    const share = this.#share;
    const left =
      elapsedMs < ESTIMATE_AFTER_MS || share === 0 || share === 1
        ? ''
        : `, about ${wholeSeconds((elapsedMs / share) * (1 - share))} left`;
    const unexpected = this.#unexpected === 0 ? '' : ` · ${count(this.#unexpected)} unexpected`;
    return `${count(this.#finished)}/${count(this.#total)} · ${wholeSeconds(elapsedMs)}${left}${unexpected}`;
  }

  get #share(): number {
    return this.#total === 0 ? 1 : Math.min(1, (this.#finished + this.underWay) / this.#total);
  }
}

function wholeSeconds(ms: number): string {
  return duration(Math.max(1, Math.round(ms / 1_000)) * 1_000);
}

function redrawnLine({ style, write }: Io['err'], state: State): Progress {
  const { paint, width } = style;
  let name = '';
  let drawnAt = -Infinity;
  const erase = '\r\u001b[K';
  const draw = (): void => {
    const { percent } = state;
    // The last column stays empty: some terminals begin a new line there.
    const words = clipped(state.words, width - percent.length - 2);
    const room = width - percent.length - words.length - 5;
    const label = room < 8 ? '' : ` · ${clipped(name, room)}`;
    write(`${erase}${paint.cyan(percent)} ${paint.dim(words)}${label}`);
  };
  return {
    begin(label) {
      name = printable(label);
      draw();
    },
    advance(underWay) {
      state.underWay = underWay;
      const atMs = performance.now();
      if (atMs - drawnAt < REDRAW_EACH_MS) return;
      drawnAt = atMs;
      draw();
    },
    finish: (result) => state.finish(result),
    tell() {},
    close: () => write(erase),
  };
}

/** Gathers the variants of one scenario, and prints its line when the next scenario begins. */
function plainLines({ write }: Io['err'], state: State): Progress {
  let gathered: ScenarioResult[] = [];
  const flush = (): void => {
    if (gathered.length === 0) return;
    const ran = gathered.filter((result) => result.verdict !== 'n/a');
    const schedules = ran.reduce((sum, result) => sum + result.exploration.schedules, 0);
    const words = new Map<string, number>();
    for (const { verdict, asExpected } of gathered) {
      const word = `${verdictSigns[verdict].word}${asExpected ? '' : ' (not as expected)'}`;
      words.set(word, (words.get(word) ?? 0) + 1);
    }
    const verdicts = [...words].map(([word, n]) => `${n} ${word}`).join(', ');
    write(
      `${printable(gathered[0]?.scenario ?? '')}: ${verdicts} · ${counted(schedules, 'schedule')} · ${state.words}\n`,
    );
    gathered = [];
  };
  return {
    begin() {},
    advance(underWay) {
      state.underWay = underWay;
    },
    finish: (result) => state.finish(result),
    tell(result) {
      if (gathered[0] !== undefined && gathered[0].scenario !== result.scenario) flush();
      gathered.push(result);
    },
    close: flush,
  };
}
