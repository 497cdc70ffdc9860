import { simulated } from '../../core/simulated-resources.ts';
import type { DnsAnswers } from '../bindings/switchboard.ts';
import type { Machine } from '../machine/machine.ts';
import { errnoOf } from '../machine/native-error.ts';
import { familyOf, type HostTable } from './host-table.ts';

/** Node's `GetAddrInfoReqWrap` and its like. */
interface DnsRequest {
  oncomplete(error: number | string | null, ...results: unknown[]): void;
}

/** How the libc says that there is no such name; Node makes ENOTFOUND of it. */
const NO_NAME = 'EAI_NONAME';

/** Seconds for which an answer may be kept. */
const TTL_S = 60;

/** Answers for names of hosts from the table of the scenario; whoever they ask, it takes its time. */
export class SimulatedDns implements DnsAnswers {
  readonly #machine: Machine;
  readonly #hosts: HostTable;

  constructor(machine: Machine, hosts: HostTable) {
    this.#machine = machine;
    this.#hosts = hosts;
  }

  made(channel: object): void {
    simulated.add(channel);
  }

  ask(name: string, [request, asked, ...rest]: readonly unknown[]): number {
    simulated.add(request as object);
    const host = String(asked);
    if (name === 'getaddrinfo') this.#lookUp(request as DnsRequest, host, rest);
    else if (name === 'getnameinfo') this.#name(request as DnsRequest, host, Number(rest[0]));
    else this.#query(request as DnsRequest, name, host);
    return 0;
  }

  #lookUp(request: DnsRequest, host: string, [family, , order]: readonly unknown[]): void {
    this.#issue('dns.lookup', host, (fault) => {
      if (fault !== undefined) return request.oncomplete(errnoOf(fault === 'ENOTFOUND' ? NO_NAME : fault));
      const found = inOrder(this.#hosts.addressesOf(host, family as 0 | 4 | 6), order);
      return found.length === 0 ? request.oncomplete(errnoOf(NO_NAME)) : request.oncomplete(null, found);
    });
  }

  #name(request: DnsRequest, address: string, port: number): void {
    this.#issue('dns.lookupService', address, (fault) => {
      if (fault !== undefined) request.oncomplete(errnoOf(fault));
      else request.oncomplete(null, this.#hosts.namesOf(address)[0] ?? address, String(port));
    });
  }

  #query(request: DnsRequest, name: string, host: string): void {
    const kind = name.replace(/^query/, '');
    this.#issue('dns.resolve', `${kind} ${host}`, (fault) => {
      const answer = fault ?? this.#records(kind, host);
      if (typeof answer === 'string') return request.oncomplete(answer);
      return request.oncomplete(
        null,
        answer,
        answer.map(() => TTL_S),
      );
    });
  }

  /** The records, or a code of c-ares. */
  #records(kind: string, host: string): readonly unknown[] | string {
    if (kind === 'getHostByAddr') {
      const names = this.#hosts.namesOf(host);
      return names.length === 0 ? 'ENOTFOUND' : [...names];
    }
    if (!this.#hosts.has(host)) return 'ENOTFOUND';
    const addresses = this.#hosts.addressesOf(host);
    const records =
      kind === 'Any'
        ? addresses.map((address) => ({ address, ttl: TTL_S, type: familyOf(address) === 6 ? 'AAAA' : 'A' }))
        : addresses.filter((address) => kind === (familyOf(address) === 6 ? 'Aaaa' : 'A'));
    return records.length === 0 ? 'ENODATA' : records;
  }

  #issue(name: string, key: string, complete: (fault: string | undefined) => void): void {
    const queue = name === 'dns.resolve' ? {} : { queue: this.#machine.threads };
    this.#machine.issue({ name, key, complete, ...queue });
  }
}

/** @param order as Node asks for it: 0 as they are, 1 the older family first, 2 the newer */
function inOrder(addresses: readonly string[], order: unknown): readonly string[] {
  if (order !== 1 && order !== 2) return [...addresses];
  const first = order === 1 ? 4 : 6;
  return addresses.toSorted((a, b) => Number(familyOf(b) === first) - Number(familyOf(a) === first));
}
