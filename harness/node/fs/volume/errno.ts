/** What the system says where a call cannot be done; the call makes an error of Node's shape of it. */
export class Errno {
  readonly code: string;
  constructor(code: string) {
    this.code = code;
  }
}

const known = new Map<string, Errno>();

/** @throws Errno, one for each code: it has no stack, and costs nothing */
export function fail(code: string): never {
  let errno = known.get(code);
  if (errno === undefined) known.set(code, (errno = new Errno(code)));
  // oxlint-disable-next-line typescript/only-throw-error -- Never leaves the volume.
  throw errno;
}
