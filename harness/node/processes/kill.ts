import { signalOf } from '../child-process/signals.ts';
import { errnoOf } from '../machine/native-error.ts';
import { realProcess } from '../real-process.ts';

/** Something that can be sent a signal. */
interface Killable {
  /** The number of an error, or 0. */
  kill(signal: number): number;
}

/** Who has which number. */
export interface Numbered {
  child(pid: number): Killable | undefined;
  program(pid: number): { kill(signal: NodeJS.Signals): boolean; running: boolean } | undefined;
  own(signal: NodeJS.Signals): void;
}

/** What `process.kill` asks of the system: a signal by its number, of which 0 only asks; the number of an error, or 0. */
export function kill(numbered: Numbered, pid: number, signal: number): number {
  const found = numbered.child(pid);
  if (found !== undefined) return found.kill(signal);
  const name = signalOf(signal);
  const other = numbered.program(pid);
  if (other !== undefined)
    return (name === undefined ? other.running : other.kill(name)) ? 0 : errnoOf('ESRCH');
  if (pid !== realProcess.pid) return errnoOf('ESRCH');
  if (name !== undefined) numbered.own(name);
  return 0;
}
