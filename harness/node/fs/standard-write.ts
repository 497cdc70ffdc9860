/** By descriptor, what writes to the standard streams go to: these keep what a run prints. */
const STREAMS = [undefined, 'stdout', 'stderr'] as const;

/** What a call of the binding writes to one of them; undefined where it is no such call. */
function bytesOf(name: string, [, what, ...rest]: readonly unknown[]): Uint8Array | undefined {
  if (name === 'writeString') return Buffer.from(what as string, (rest[1] ?? 'utf8') as BufferEncoding);
  if (name === 'writeBuffers') return Buffer.concat(what as readonly Uint8Array[]);
  if (name !== 'writeBuffer') return undefined;
  const { buffer, byteOffset, byteLength } = what as Uint8Array;
  const [offset = 0, length] = rest as readonly (number | null | undefined)[];
  return Buffer.from(buffer, byteOffset, byteLength).subarray(
    offset ?? 0,
    (offset ?? 0) + (length ?? byteLength),
  );
}

/** Writes to a standard stream; how many bytes, or undefined where the call is another. */
export function writeToStandard(name: string, args: readonly unknown[]): number | undefined {
  const stream = STREAMS[args[0] as number];
  const bytes = stream === undefined ? undefined : bytesOf(name, args);
  if (stream === undefined || bytes === undefined) return undefined;
  process[stream].write(bytes);
  return bytes.byteLength;
}
