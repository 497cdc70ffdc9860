import type { Sim } from 'heddle';
import type { SigningClient } from '../../systems/refresh-holder/index.ts';

/** Traces show what callers race for: the session and its mark, where the client holds one. */
export function watchClient(sim: Sim, client: SigningClient): void {
  if (client.session === undefined) return;
  sim.watch('client', () => ({
    generation: client.session?.generation,
    ...(client.marked !== undefined && { marked: client.marked }),
    ...(client.rejectedUpTo !== undefined && { 'rejected up to': client.rejectedUpTo }),
  }));
}
