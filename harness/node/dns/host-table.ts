/** What the scenario says of names. */
export type Hosts = Readonly<Record<string, string | readonly string[]>>;

const LOCALHOST = { localhost: '127.0.0.1' } as const;

export function familyOf(address: string): 4 | 6 {
  return address.includes(':') ? 6 : 4;
}

/** Which names have which addresses. Names are found in any case, with a dot at the end too. */
export class HostTable {
  readonly #addresses = new Map<string, readonly string[]>();

  constructor(hosts: Hosts = {}) {
    for (const [name, addresses] of Object.entries({ ...LOCALHOST, ...hosts }))
      this.#addresses.set(canonical(name), typeof addresses === 'string' ? [addresses] : addresses);
  }

  /** @param family default: any */
  addressesOf(name: string, family: 0 | 4 | 6 = 0): readonly string[] {
    const addresses = this.#addresses.get(canonical(name)) ?? [];
    return family === 0 ? addresses : addresses.filter((address) => familyOf(address) === family);
  }

  has(name: string): boolean {
    return this.#addresses.has(canonical(name));
  }

  get names(): Iterable<string> {
    return this.#addresses.keys();
  }

  namesOf(address: string): readonly string[] {
    return [...this.#addresses].filter(([, all]) => all.includes(address)).map(([name]) => name);
  }
}

function canonical(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
