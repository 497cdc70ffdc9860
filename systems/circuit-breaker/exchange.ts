import { Cancelled, type Scope } from '../primitives/task.ts';
import type { ModelRequest, Upstream } from './ports.ts';

/** One request to the upstream, from sending it to the end of the body. */
export interface Exchange {
  /** The status with which the response began; 0 when none began. */
  readonly status: number;
  readonly end: ExchangeEnd;
}

export type ExchangeEnd =
  | { readonly kind: 'complete' }
  /** No response, or its stream broke off. */
  | { readonly kind: 'dropped' }
  /** The time was up: the gateway's maximum, or less, because the client wanted it so. */
  | { readonly kind: 'timed-out'; readonly limit: 'client' | 'gateway' }
  | { readonly kind: 'cancelled'; readonly error: Cancelled };

const timeIsUp = Symbol('time is up');

/** Sends, waits for the response to start, streams the body, all within the request's time. Never rejects. */
export async function exchange(
  upstream: Upstream,
  model: string,
  request: ModelRequest,
  maxCallMs: number,
  scope: Scope,
): Promise<Exchange> {
  const limit = request.timeoutMs !== undefined && request.timeoutMs < maxCallMs ? 'client' : 'gateway';
  const deadline = startDeadline(Math.min(request.timeoutMs ?? maxCallMs, maxCallMs));
  let status = 0;
  try {
    const response = await scope.wait(Promise.race([upstream.send(model, request), deadline.passed]));
    if (response === timeIsUp) return { status, end: { kind: 'timed-out', limit } };
    status = response.status;
    const body = await scope.wait(Promise.race([response.body(), deadline.passed]));
    return { status, end: body === timeIsUp ? { kind: 'timed-out', limit } : { kind: 'complete' } };
  } catch (error) {
    return { status, end: error instanceof Cancelled ? { kind: 'cancelled', error } : { kind: 'dropped' } };
  } finally {
    deadline.clear();
  }
}

function startDeadline(ms: number): { readonly passed: Promise<typeof timeIsUp>; clear(): void } {
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<typeof timeIsUp>((resolve) => {
    timer = setTimeout(resolve, ms, timeIsUp);
  });
  return { passed, clear: () => clearTimeout(timer) };
}
