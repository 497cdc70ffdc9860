/** How this field says that somebody was cancelled: by the error's name. Node's own is `AbortError`. */
export function isCancellation(reason: unknown): boolean {
  try {
    return reason instanceof Error && (reason.name === 'Cancelled' || reason.name === 'AbortError');
  } catch {
    // A reason may throw when it is looked at.
    return false;
  }
}
