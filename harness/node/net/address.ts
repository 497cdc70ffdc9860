/** What Node calls an address of a socket. */
export interface Address {
  readonly address: string;
  readonly family: 'IPv4' | 'IPv6';
  readonly port: number;
}

const ANY: readonly string[] = ['::', '0.0.0.0'];

/** Whether two sockets that listen on one port stand in each other's way. */
export function overlap(a: string, b: string): boolean {
  return a === b || covers(a, b) || covers(b, a);
}

/** Whether who listens on `listening` is reached under `address`. */
export function covers(listening: string, address: string): boolean {
  if (listening === address) return true;
  return ANY.includes(listening) && (listening === '::' || !address.includes(':'));
}

/** As a socket that takes both families shows an address of the older one. */
export function mapped(address: Address): Address {
  return address.family === 'IPv6'
    ? address
    : { ...address, address: `::ffff:${address.address}`, family: 'IPv6' };
}
