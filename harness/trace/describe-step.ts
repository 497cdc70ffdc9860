import type { TraceStep } from './step.ts';

/** What a step was: its event, when, and with what. */
export function describeStep({ event, atMs, args }: TraceStep): string {
  return `\`${event}\` at ${atMs} ms${args === undefined ? '' : ` with ${args}`}`;
}

/** What its event answered: `answered 5`, `threw Error: no`, `answered nothing`. */
export function describeAnswer({ outcome }: TraceStep): string {
  if (outcome === undefined) return 'answered nothing';
  return outcome.type === 'value' ? `answered ${outcome.value}` : `threw ${outcome.error}`;
}
