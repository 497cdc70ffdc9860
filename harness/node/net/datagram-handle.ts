import { storage } from '../../core/async-storage.ts';
import { type Machine, TURN_MS } from '../machine/machine.ts';
import { errnoOf } from '../machine/native-error.ts';
import type { Address } from './address.ts';
import type { Datagrams, Mailbox } from './datagrams.ts';

type OnMessage = (size: number, handle: object, bytes: Buffer, from: object) => void;

/** Stands for the native `UDP`: what `lib/dgram.js` talks to. */
export class DatagramHandle {
  readonly fd = -1;
  onmessage: OnMessage | undefined = undefined;
  readonly #machine: Machine;
  readonly #datagrams: Datagrams;
  readonly #refuse: (what: string) => never;
  readonly #scope = storage.contexts?.capture();
  readonly #name: string;
  readonly #task;
  #mailbox: Mailbox | undefined;
  #peer: Pick<Address, 'address' | 'port'> | undefined;
  #isReferenced = true;

  constructor(machine: Machine, datagrams: Datagrams, refuse: (what: string) => never) {
    this.#machine = machine;
    this.#datagrams = datagrams;
    this.#refuse = refuse;
    this.#task = machine.run.current;
    this.#name = datagrams.nameOf(this.#task);
  }

  getAsyncId(): number {
    return 0;
  }

  ref(): void {
    this.#isReferenced = true;
  }

  unref(): void {
    this.#isReferenced = false;
  }

  hasRef(): boolean {
    return this.#isReferenced;
  }

  bind(address: string, port: number): number {
    this.#mailbox = this.#datagrams.bind(address, port);
    return this.#mailbox === undefined ? errnoOf('EADDRINUSE') : 0;
  }

  bind6(address: string, port: number): number {
    return this.bind(address, port);
  }

  connect(address: string, port: number): number {
    this.#peer = { address, port };
    return 0;
  }

  connect6(address: string, port: number): number {
    return this.connect(address, port);
  }

  disconnect(): number {
    this.#peer = undefined;
    return 0;
  }

  /** As the native one: to a port and an address, or to the peer of `connect`. @returns bytes that were sent, and 1 */
  send(_request: object, list: readonly Uint8Array[], _count: number, ...to: readonly unknown[]): number {
    const [port, address] = to as [number | boolean, string];
    const peer = typeof port === 'number' ? { address, port } : this.#peer;
    const bytes = Buffer.concat(list);
    if (peer === undefined) return errnoOf('EDESTADDRREQ');
    this.#mailbox ??= this.#datagrams.bind('0.0.0.0', 0);
    if (this.#mailbox !== undefined)
      this.#datagrams.send(this.#name, { from: this.#mailbox, to: peer, bytes });
    return bytes.byteLength + 1;
  }

  send6(request: object, list: readonly Uint8Array[], count: number, ...to: readonly unknown[]): number {
    return this.send(request, list, count, ...to);
  }

  recvStart(): number {
    this.#mailbox?.read((bytes, from) => {
      const told = (): void => this.onmessage?.(bytes.byteLength, this, Buffer.from(bytes), { ...from });
      if (this.#scope === undefined) told();
      else this.#scope(told);
    });
    return 0;
  }

  recvStop(): number {
    if (this.#mailbox !== undefined) this.#mailbox.receive = undefined;
    return 0;
  }

  getsockname(out: object): number {
    if (this.#mailbox === undefined) return errnoOf('EBADF');
    Object.assign(out, this.#mailbox.address);
    return 0;
  }

  getpeername(out: object): number {
    if (this.#peer === undefined) return errnoOf('ENOTCONN');
    Object.assign(out, this.#peer, { family: this.#peer.address.includes(':') ? 'IPv6' : 'IPv4' });
    return 0;
  }

  close(callback?: () => void): void {
    this.#mailbox?.end();
    this.#mailbox = undefined;
    if (callback === undefined) return;
    const complete = (): void => callback.call(this);
    this.#machine.issue({
      name: 'net.close',
      key: this.#name,
      task: this.#task,
      latencyMs: TURN_MS,
      complete,
    });
  }

  bufferSize(size: number): number {
    return size;
  }

  getSendQueueSize(): number {
    return 0;
  }

  getSendQueueCount(): number {
    return 0;
  }

  setBroadcast(): number {
    return 0;
  }

  setTTL(): number {
    return 0;
  }

  setMulticastTTL(): never {
    return this.#refuse('multicast');
  }

  setMulticastLoopback(): never {
    return this.#refuse('multicast');
  }

  setMulticastInterface(): never {
    return this.#refuse('multicast');
  }

  addMembership(): never {
    return this.#refuse('multicast');
  }

  dropMembership(): never {
    return this.#refuse('multicast');
  }

  addSourceSpecificMembership(): never {
    return this.#refuse('multicast');
  }

  dropSourceSpecificMembership(): never {
    return this.#refuse('multicast');
  }
}
