import type { Sim, TokenService } from 'heddle';
import type { BlockingTokenService, Session } from '../../systems/refresh-holder/index.ts';

/** The token service for who waits on the event loop: to create a session blocks, and so does its first use. */
export function blockingTokens(
  sim: Sim,
  createSession: TokenService['blocking']['createSession'],
  blockingMs: number,
): BlockingTokenService {
  const known = new Set<number>();
  return {
    createSession,
    getCredentials(session: Session): Session {
      if (!known.has(session.generation)) sim.block(blockingMs);
      known.add(session.generation);
      return session;
    },
  };
}
