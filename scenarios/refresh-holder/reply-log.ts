import { type CheckResult, held, type Sim, violated } from 'heddle';

/** What the upstream said to each request, what its caller was told, and what the holder was told of it. */
export class ReplyLog {
  readonly #sim: Pick<Sim, 'step'>;
  readonly #sent = new Map<string, { readonly generation: number; readonly status?: number }>();
  readonly #rejected = new Set<number>();
  #wrong: CheckResult | undefined;

  constructor(sim: Pick<Sim, 'step'>) {
    this.#sim = sim;
  }

  sent(request: string, generation: number): void {
    if (this.#sent.has(request)) this.#complain(`${request} was sent twice`);
    this.#sent.set(request, { generation });
  }

  answered(request: string, status: number): void {
    const sent = this.#sent.get(request);
    if (sent !== undefined) this.#sent.set(request, { ...sent, status });
  }

  /** The holder was told. */
  rejected(generation: number): void {
    this.#rejected.add(generation);
  }

  /** The caller was told. */
  resolved(request: string, status: unknown): void {
    const sent = this.#sent.get(request);
    if (sent?.status === undefined || sent.status !== status) {
      this.#complain(`${request} was told ${String(status)}; the upstream said ${sent?.status ?? 'nothing'}`);
    } else if ((status === 401 || status === 403) && !this.#rejected.has(sent.generation)) {
      this.#complain(
        `${request} was told ${status}, and generation ${sent.generation} is still thought good`,
      );
    }
  }

  /** Each caller gets the answer to its one request, and a rejection marks what it was signed with: `reply-passed-on`. */
  check(): CheckResult {
    return this.#wrong ?? held('reply-passed-on');
  }

  #complain(message: string): void {
    this.#wrong ??= violated('reply-passed-on', 'wrong-result', message, this.#sim.step);
  }
}
