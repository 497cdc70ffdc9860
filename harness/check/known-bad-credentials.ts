import type { CheckResult } from '../core/finding.ts';
import { recording } from '../core/recording.ts';
import type { Sim } from '../core/sim.ts';
import { stepOf } from '../core/stamp.ts';
import { held, violated } from './check-result.ts';

export const credentialKinds = {
  'known-bad-credentials': 'A request was signed with credentials known to be invalid before it began.',
} as const;

/** What the client knew of generations of credentials, and what it signed with them. */
export class CredentialLog {
  /** The first request that was signed with credentials known to be bad when it began. */
  misuse:
    | {
        readonly request: string;
        readonly generation: number;
        readonly step: number;
        /** The step in which the client was told. */
        readonly learnedStep?: number;
      }
    | undefined;
  readonly #sim: Pick<Sim, 'step'>;
  readonly #requests = recording.to?.nameFor('requests') ?? '';
  readonly #known = recording.to?.nameFor('known to be bad') ?? '';
  readonly #began = new Map<string, number>();
  readonly #badSince = new Map<number, { readonly moment: number; readonly step: number }>();
  #moment = 0;

  constructor(sim: Pick<Sim, 'step'>) {
    this.#sim = sim;
  }

  /** The client was told that a generation is no good. */
  learnedBad(generation: number): void {
    recording.to?.write(this.#known, `${generation}`);
    if (this.#badSince.has(generation)) return;
    this.#badSince.set(generation, { moment: this.#tick(), step: stepOf(this.#sim) });
  }

  /** A request begins: credentials that are known to be bad by now must not sign it. */
  requestBegan(request: string): void {
    recording.to?.write(this.#requests, request);
    recording.to?.read(this.#known);
    this.#began.set(request, this.#tick());
  }

  /** A request goes out, signed. */
  signed(request: string, generation: number): void {
    recording.to?.read(this.#known, `${generation}`);
    recording.to?.read(this.#requests, request);
    const bad = this.#badSince.get(generation);
    const began = this.#began.get(request);
    if (bad === undefined || began === undefined || bad.moment > began) return;
    this.misuse ??= { request, generation, step: stepOf(this.#sim), learnedStep: bad.step };
  }

  /** Within a step, too, one thing comes after the other. */
  #tick(): number {
    this.#moment += 1;
    return this.#moment;
  }
}

/** No request was signed with credentials known to be bad before it began: `no-known-bad-credentials`. */
export function noKnownBadCredentials(log: Pick<CredentialLog, 'misuse'>): CheckResult {
  if (log.misuse === undefined) return held('no-known-bad-credentials');
  const { request, generation, step, learnedStep } = log.misuse;
  const message = `${request} was signed with generation ${generation}, known to be bad before it began`;
  return violated('no-known-bad-credentials', 'known-bad-credentials', message, [
    ...(learnedStep === undefined
      ? []
      : [
          {
            role: 'origin',
            step: learnedStep,
            what: `the client was told that generation ${generation} is no good`,
          } as const,
        ]),
    { role: 'no-return', step, what: `${request} was signed with generation ${generation}` },
  ]);
}
