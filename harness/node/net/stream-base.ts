import { internalBinding } from '../bindings/internals.ts';

/** By what Node's streams and their native handles tell each other the results of calls. */
interface StreamBase {
  readonly streamBaseState: Int32Array;
  readonly kReadBytesOrError: number;
  readonly kArrayBufferOffset: number;
  readonly kBytesWritten: number;
  readonly kLastWriteWasAsync: number;
  /** From Node 26 on. */
  readonly kLastWriteErr?: number;
}

let known: StreamBase | undefined;

function binding(): StreamBase {
  return (known ??= internalBinding('stream_wrap') as unknown as StreamBase);
}

/** To be told before `onread`: how much was read, or the number of an error. */
export function tellRead(bytesOrErrno: number): void {
  const { streamBaseState, kReadBytesOrError, kArrayBufferOffset } = binding();
  streamBaseState[kReadBytesOrError] = bytesOrErrno;
  streamBaseState[kArrayBufferOffset] = 0;
}

/** What `onread` was told. */
export function toldRead(): number {
  const { streamBaseState, kReadBytesOrError } = binding();
  return streamBaseState[kReadBytesOrError] ?? 0;
}

/** To be told before a write returns. */
export function tellWritten(bytes: number, isAsync: boolean): void {
  const { streamBaseState, kBytesWritten, kLastWriteWasAsync, kLastWriteErr } = binding();
  streamBaseState[kBytesWritten] = bytes;
  streamBaseState[kLastWriteWasAsync] = isAsync ? 1 : 0;
  if (kLastWriteErr !== undefined) streamBaseState[kLastWriteErr] = 0;
}

/** Whether the last write goes on. */
export function toldAsync(): boolean {
  const { streamBaseState, kLastWriteWasAsync } = binding();
  return streamBaseState[kLastWriteWasAsync] === 1;
}
