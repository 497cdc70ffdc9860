import { type CheckResult, noMissedRefresh, type Sim } from 'heddle';

/**
 * Which generations were rejected, and whether a refresh began between a rejection and the next request that began
 * after it. A request that finds the same credentials once more, and no refresh was begun, shows that the mark is lost.
 */
export class MarkLog {
  /** `no-missed-refresh`, once it is broken. */
  missed: CheckResult | undefined;
  readonly #sim: Pick<Sim, 'step'>;
  readonly #rejections = new Map<number, number>();
  /** For each request, by id: the step of the last rejection of each generation before it began. */
  readonly #knownTo = new Map<string, ReadonlyMap<number, number>>();
  readonly #begun: { readonly step: number }[] = [];

  constructor(sim: Pick<Sim, 'step'>) {
    this.#sim = sim;
  }

  rejected(generation: number): void {
    this.#rejections.set(generation, this.#sim.step);
  }

  refreshBegan(): void {
    this.#begun.push({ step: this.#sim.step });
  }

  requestBegan(request: string): void {
    this.#knownTo.set(request, new Map(this.#rejections));
  }

  signed(request: string, generation: number): void {
    const step = this.#knownTo.get(request)?.get(generation);
    if (step === undefined || this.missed !== undefined) return;
    const id = `generation ${generation} had been rejected, and ${request} was signed with it`;
    const reasons = [{ id, step }];
    if (noMissedRefresh(reasons, this.#begun).finding === undefined) return;
    const noticed = { step: this.#sim.step, what: `${request} was signed with generation ${generation}` };
    this.missed = noMissedRefresh(reasons, this.#begun, noticed);
  }
}
