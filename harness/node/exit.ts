import { active } from '../core/active-run.ts';
import type { Patches } from '../core/patches.ts';
import { reportExit } from '../core/uncaught.ts';

type Exit = (code?: number | string | null) => never;

/** `reallyExit` is not in the types; some code calls it itself. */
const endings = process as unknown as { readonly exit: Exit; readonly reallyExit: Exit };

/**
 * Makes each end of the process a finding of the run that asks for it: a `catch` around it does not undo it. A program of
 * the run (`sim.process`) ends.
 */
export function refuseExit(patches: Patches): void {
  const refusing = (name: 'exit' | 'reallyExit'): Exit => {
    const original = endings[name];
    return (code) => {
      const { run } = active;
      if (run === undefined) return original.call(process, code);
      const { exit } = run.current.process;
      if (exit !== undefined) throw exit(Number(code ?? 0));
      throw reportExit(run, `process.${name}(${code ?? ''})`);
    };
  };
  patches.set(process, { exit: refusing('exit'), reallyExit: refusing('reallyExit') });
}
