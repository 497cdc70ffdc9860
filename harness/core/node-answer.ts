/**
 * Calls `start` with a callback by Node's convention. Returns what that is called with, or a promise of it where that
 * comes later.
 * @throws the error that the callback is called with at once
 */
export function nodeAnswer(start: (done: (error: unknown, value?: unknown) => void) => void): unknown {
  let outcome: { readonly error: unknown; readonly value: unknown } | undefined;
  let settle: (() => void) | undefined;
  start((error, value) => {
    outcome ??= { error, value };
    settle?.();
  });
  const answer = (): unknown => {
    if (outcome?.error) throw outcome.error;
    return outcome?.value;
  };
  if (outcome !== undefined) return answer();
  return new Promise<void>((resolve) => (settle = resolve)).then(answer);
}
