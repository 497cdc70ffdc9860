import type { RefreshEnv } from './signing-client.ts';
import type { Session, SignedRequest } from './ports.ts';

/** One call that waits for the test to answer it. */
export interface Pending<T> {
  answer(value: T): void;
  fail(error: Error): void;
}

function pending<T>(calls: Pending<T>[]): Promise<T> {
  return new Promise((resolve, reject) => {
    calls.push({ answer: resolve, fail: reject });
  });
}

/** Lets everything run that waits for nothing but microtasks. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 50; i += 1) await Promise.resolve();
}

/** A token service and an upstream that answer when the test says so, and threads that are always free. */
export class FakeWorld {
  readonly creates: Pending<Session>[] = [];
  readonly sends: (Pending<number> & { readonly request: SignedRequest })[] = [];
  /** What the blocking service creates next, and what the credentials file says. */
  generation = 1;

  readonly env: RefreshEnv = {
    tokens: { createSession: () => pending(this.creates) },
    blockingTokens: {
      createSession: () => {
        this.generation += 1;
        return { generation: this.generation };
      },
      getCredentials: (session) => session,
    },
    threads: { run: (_name, work) => work({ write: async (_field, store) => store() }) },
    credentialFile: { read: async () => ({ generation: this.generation }) },
    upstream: {
      send: (request) => {
        const calls: Pending<number>[] = [];
        const sent = pending(calls);
        const [call] = calls;
        if (call !== undefined) this.sends.push({ ...call, request });
        return sent;
      },
    },
  };

  get signedWith(): readonly number[] {
    return this.sends.map(({ request }) => request.generation);
  }
}
