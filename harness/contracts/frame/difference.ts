import type { Observation } from './play.ts';

/** What was observed of one history on both sides, step by step. */
export interface Compared {
  readonly name: string;
  readonly simulated: readonly Observation[];
  readonly real: readonly Observation[];
}

/** An observation in one line. */
export function shown({ seen, later }: Observation): string {
  return [seen, ...later].join(' | ');
}

/** The first step at which the two differ, undefined where they do not. */
export function firstDifference({ simulated, real }: Compared): number | undefined {
  const length = Math.max(simulated.length, real.length);
  for (let at = 0; at < length; at++) {
    const [one, other] = [simulated[at], real[at]];
    if (one === undefined || other === undefined || one.step !== other.step || shown(one) !== shown(other))
      return at;
  }
  return undefined;
}

/** Both sides, a step a line; what differs is marked. */
export function sideBySide(compared: Compared): string {
  const steps = [...compared.real, ...compared.simulated.slice(compared.real.length)];
  const rows = steps.map(({ step }, at) => {
    const [real, simulated] = [compared.real[at], compared.simulated[at]];
    return [step, real === undefined ? '' : shown(real), simulated === undefined ? '' : shown(simulated)];
  });
  const all = [['', 'real', 'simulated'], ...rows];
  const widths = [0, 1].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map(([step = '', real = '', simulated = '']) => {
      const mark = step !== '' && real !== simulated ? '≠' : ' ';
      return `  ${mark} ${step.padEnd(widths[0] ?? 0)}  ${real.padEnd(widths[1] ?? 0)}  ${simulated}`.trimEnd();
    })
    .join('\n');
}
