export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  constructor(timeoutMs: number) {
    super(`no answer within ${timeoutMs} ms; whether the call took effect, or still will, is not known`);
  }
}

/**
 * Waits for a call at most `timeoutMs` milliseconds, then rejects with `NoAnswer`. The call itself goes on: whoever
 * uses this has to live with an effect that comes later.
 */
export async function answerWithin<T>(timeoutMs: number, call: Promise<T>): Promise<T> {
  // Precaution give-up-unanswered: a call may stall for ever, and everything that concerns its circuit queues behind it.
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new NoAnswer(timeoutMs)), timeoutMs);
  });
  try {
    return await Promise.race([call, late]);
  } finally {
    clearTimeout(timer);
  }
}
