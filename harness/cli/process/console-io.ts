import type { WriteStream } from 'node:tty';
import type { Interrupt } from './interrupt.ts';
import { styleFor } from './terminal.ts';
import type { Style } from '../../../reports/console/style.ts';

/** The outside of a command: where it writes, where it stands, and when it should stop. */
export interface Io {
  /** What was asked for. */
  readonly out: { readonly style: Style; readonly write: (text: string) => void };
  /** Progress and complaints. */
  readonly err: {
    readonly style: Style;
    readonly terminal: WriteStream | undefined;
    readonly write: (text: string) => void;
  };
  readonly cwd: string;
  /** Aborted by an interrupt, once it is heeded. */
  readonly signal: AbortSignal;
  /** From here on an interrupt aborts the signal, and no longer ends the process at once. */
  readonly heedInterrupts: () => void;
}

export function processIo(color: boolean | undefined, interrupt: Interrupt): Io {
  const { stdout, stderr } = process;
  return {
    out: { style: styleFor(stdout, color, process.env), write: (text) => void stdout.write(text) },
    err: {
      style: styleFor(stderr, color, process.env),
      terminal: stderr.isTTY && process.env['CI'] === undefined ? stderr : undefined,
      write: (text) => void stderr.write(text),
    },
    cwd: process.cwd(),
    signal: interrupt.signal,
    heedInterrupts: () => interrupt.heed(),
  };
}
