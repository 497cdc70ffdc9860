import { misuse } from '../../core/misuse.ts';
import type { Run } from '../../core/run.ts';
import type { SimulatedNetwork } from '../../core/simulated-node.ts';
import type { Link, Links } from './links.ts';

/** What the author does to the network. */
export class NetworkControl implements SimulatedNetwork {
  readonly #run: Run;
  readonly #links: Links;
  readonly #hosts: ReadonlySet<string>;

  constructor(run: Run, links: Links, hosts: Iterable<string>) {
    this.#run = run;
    this.#links = links;
    this.#hosts = new Set(hosts);
  }

  partition(a: string, b: string): void {
    this.cut(a, b);
    this.cut(b, a);
  }

  cut(from: string, to: string): void {
    this.#link(from, to).isCut = true;
  }

  heal(a?: string, b?: string): void {
    if (a === undefined || b === undefined) {
      for (const link of this.#links.all) link.isCut = false;
      return;
    }
    for (const link of this.#both(a, b)) link.isCut = false;
  }

  slow(a: string, b: string, latencyMs: readonly [number, number]): void {
    for (const link of this.#both(a, b)) link.latencyMs = () => latencyMs;
  }

  reset(a: string, b: string): void {
    for (const link of this.#both(a, b)) for (const user of link.users) user.broken();
  }

  #both(a: string, b: string): readonly Link[] {
    return [this.#link(a, b), this.#link(b, a)];
  }

  #link(from: string, to: string): Link {
    for (const host of [from, to]) {
      if (this.#hosts.has(host)) continue;
      const known = [...this.#hosts].join(', ');
      misuse(this.#run, `There is no host '${host}': node: { hosts } has ${known}.`);
    }
    return this.#links.get(from, to);
  }
}
