import { type CheckResult, held, listed, type Sim, violated } from 'heddle';
import type { BreakerVariant } from '../../systems/circuit-breaker/index.ts';
import { type ClientCall, type ClientOptions, Gateway, MODEL, numbered, small } from './gateway.ts';
import { isRefusal, outcomeOf } from './oracles.ts';
import { ruleOf } from './rule.ts';

/** What clients do to a model, beside others who call it as they should. */
export interface ClientsStory {
  /** Whether the upstream answers 200 to all, or 429. */
  readonly upstream: 'healthy' | 'failing';
  readonly clients: number;
  /** Those whose own doing the story is about: their name, how many, and how they call. */
  readonly unruly: { readonly name: string; readonly count: number; readonly options: ClientOptions };
}

export const clientInvariants = ['clients-do-not-trip', 'clients-do-not-mask'] as const;

/**
 * The unruly call at once, the others one after the other: what goes wrong between these would be no client's doing.
 * When all is quiet, is the model available?
 */
export function clientsStory(
  sim: Sim,
  variant: BreakerVariant,
  variantId: string,
  story: ClientsStory,
): () => CheckResult[] {
  const gateway = new Gateway(sim, variant, small);
  const status = story.upstream === 'healthy' ? 200 : 429;
  const { name, count, options } = story.unruly;
  for (const client of numbered(name, count)) void gateway.client(client, { status, ...options });
  gateway.inTurn('client', story.clients, { status, startMs: [20, 100] });
  let end: { readonly available: boolean; readonly step: number } | undefined;
  sim.task('observer', async () => {
    await gateway.quiet();
    end = { available: await gateway.breaker.isAvailable(MODEL), step: sim.step };
  });
  return () => {
    if (end === undefined) return [];
    return story.upstream === 'healthy'
      ? [clientsDoNotTrip(gateway, end)]
      : [clientsDoNotMask(gateway, variantId, end)];
  };
}

interface End {
  readonly available: boolean;
  readonly step: number;
}

/** As long as the upstream answers all that it is given time for, the model is available: `clients-do-not-trip`. */
function clientsDoNotTrip({ calls }: Gateway, end: End): CheckResult {
  const refused = calls.find(({ reply }) => isRefusal(reply));
  if (refused === undefined && end.available) return held('clients-do-not-trip');
  const own = listed(calls.filter((call) => call.sentStep !== undefined).map(outcomeOf));
  const message = `${MODEL} became unavailable although its upstream failed nobody (${own})`;
  return violated('clients-do-not-trip', 'wrong-trip', message, refused?.repliedStep ?? end.step);
}

const isOwnDoing = ({ reply }: ClientCall): boolean =>
  reply === 'cancelled' ||
  (typeof reply === 'object' && reply.kind === 'answered' && [400, 401, 404].includes(reply.status));

/**
 * When the upstream's failures alone make the model unavailable, what clients did beside does not change it:
 * `clients-do-not-mask`.
 */
function clientsDoNotMask({ calls }: Gateway, variantId: string, end: End): CheckResult {
  const failed = calls.filter(
    ({ reply }) =>
      typeof reply === 'object' && reply.kind === 'answered' && reply.status === 429 && reply.complete,
  );
  const alone = failed.map(() => ({ status: 429, at: 0 }));
  if (ruleOf(variantId).isAvailable(alone, 0, small) || !end.available || !calls.some(isOwnDoing))
    return held('clients-do-not-mask');
  const all = listed(calls.filter((call) => call.sentStep !== undefined).map(outcomeOf));
  const message = `${MODEL} counts as available although its upstream failed whoever it answered (${all})`;
  return violated('clients-do-not-mask', 'wrong-trip', message, end.step);
}
