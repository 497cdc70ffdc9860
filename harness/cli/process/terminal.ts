import type { WriteStream } from 'node:tty';
import { Chalk, type ColorSupportLevel } from 'chalk';
import type { Style } from '../../../reports/console/style.ts';

/** Wider lines are hard to read, however wide the terminal is. */
const WIDTH_MOST = 140;
const WIDTH_LEAST = 60;
/** The width where there is no terminal. */
const WIDTH_DEFAULT = 100;

type Output = Pick<WriteStream, 'isTTY' | 'columns' | 'getColorDepth'> | NodeJS.WritableStream;

/**
 * How to write to an output. The one place that decides on colour: the option, then FORCE_COLOR, then NO_COLOR, then
 * the terminal.
 */
export function styleFor(output: Output, color: boolean | undefined, env: NodeJS.ProcessEnv): Style {
  const columns = isTerminal(output) ? output.columns : WIDTH_DEFAULT;
  return {
    paint: new Chalk({ level: colourLevel(output, color, env) }),
    width: Math.max(WIDTH_LEAST, Math.min(WIDTH_MOST, columns || WIDTH_DEFAULT)),
  };
}

function isTerminal(output: Output): output is WriteStream {
  return 'isTTY' in output && output.isTTY;
}

function colourLevel(output: Output, color: boolean | undefined, env: NodeJS.ProcessEnv): ColorSupportLevel {
  if (color === false) return 0;
  const forced = env['FORCE_COLOR'];
  if (color === true) return atLeastBasic(forced === undefined ? terminalLevel(output) : forcedLevel(forced));
  if (forced !== undefined) return forcedLevel(forced);
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return 0;
  return terminalLevel(output);
}

function forcedLevel(value: string): ColorSupportLevel {
  if (value === '0' || value === 'false') return 0;
  return value === '2' ? 2 : value === '3' ? 3 : 1;
}

function atLeastBasic(level: ColorSupportLevel): ColorSupportLevel {
  return level === 0 ? 1 : level;
}

function terminalLevel(output: Output): ColorSupportLevel {
  if (!isTerminal(output)) return 0;
  const depth = output.getColorDepth();
  return depth >= 24 ? 3 : depth >= 8 ? 2 : depth >= 4 ? 1 : 0;
}
