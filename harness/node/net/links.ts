import type { Route } from './wire.ts';

/** Somebody whose messages come over a link. */
export interface LinkUser {
  /** Nothing comes any more. */
  cut(): void;
  /** What was sent meanwhile comes. */
  healed(): void;
  /** The connection is reset, from without. */
  broken(): void;
}

/** One way, from a host to another. */
export class Link implements Route {
  readonly isLocal: boolean;
  readonly users = new Set<LinkUser>();
  latencyMs: Route['latencyMs'];
  #isCut = false;

  constructor(isLocal: boolean, latencyMs: Route['latencyMs']) {
    this.isLocal = isLocal;
    this.latencyMs = latencyMs;
  }

  get isCut(): boolean {
    return this.#isCut;
  }

  set isCut(isCut: boolean) {
    if (this.#isCut === isCut) return;
    this.#isCut = isCut;
    for (const user of this.users) {
      if (isCut) user.cut();
      else user.healed();
    }
  }
}

/** The ways between hosts, by their names: what there is of them was asked for, or spoken of. */
export class Links {
  readonly #links = new Map<string, Link>();
  readonly #latencyMs: (isLocal: boolean) => readonly [number, number];

  constructor(latencyMs: (isLocal: boolean) => readonly [number, number]) {
    this.#latencyMs = latencyMs;
  }

  get(from: string, to: string): Link {
    const name = `${from}→${to}`;
    let link = this.#links.get(name);
    if (link === undefined) {
      const isLocal = from === to;
      link = new Link(isLocal, () => this.#latencyMs(isLocal));
      this.#links.set(name, link);
    }
    return link;
  }

  get all(): Iterable<Link> {
    return this.#links.values();
  }
}
