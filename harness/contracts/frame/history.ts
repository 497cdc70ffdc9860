/** One thing that one session does. What actions there are is up to the contract; they are text, as people write them. */
export interface Step {
  readonly session: string;
  readonly action: string;
}

/** What several sessions do, in a stated order. */
export interface History {
  readonly name: string;
  readonly steps: readonly Step[];
}

/**
 * A history from its lines, `session: action` each; blank lines aside.
 * @throws Error for a line that is none
 */
export function history(name: string, text: string): History {
  const lines = text.split('\n').map((line) => line.trim());
  return { name, steps: lines.filter((line) => line !== '').map(stepOf) };
}

/** The step as a line of a history. */
export function lineOf({ session, action }: Step): string {
  return `${session}: ${action}`;
}

function stepOf(line: string): Step {
  const [, session, action] = /^(\w+): (.+)$/.exec(line) ?? [];
  if (session === undefined || action === undefined)
    throw new Error(`A step of a history is "session: action", not "${line}".`);
  return { session, action };
}
