import { simulated } from '../../core/simulated-resources.ts';
import type { NativeStream } from '../bindings/switchboard.ts';
import { errnoOf } from '../machine/native-error.ts';
import type { StreamHandle } from './stream-handle.ts';
import { tellRead, toldAsync, toldRead } from './stream-base.ts';

/** TLS on a stream, as Node's JavaScript sees it. */
interface TlsHandle {
  onread?: (buffer: undefined) => void;
}

/** Makes `stream` carry what goes through `handle`. */
export function bridge(handle: StreamHandle, stream: NativeStream, wrapped: object): void {
  for (const resource of [stream, wrapped]) simulated.add(resource);
  stream.isClosing = () => handle.isClosed;
  stream.onreadstart = () => handle.readStart();
  stream.onreadstop = () => handle.readStop();
  stream.onwrite = (request, buffers) => {
    simulated.add(request);
    const finish = (status: number): void => stream.finishWrite(request, status);
    const write = { oncomplete: finish };
    const status = handle.writev(write, buffers, true);
    // The native side says so in the check phase where all has left, and does not tell its callers before.
    if (!toldAsync()) setImmediate(finish, Number(status));
    return 0;
  };
  stream.onshutdown = (request) => {
    simulated.add(request);
    return handle.shutdown({ oncomplete: (status) => stream.finishShutdown(request, status) });
  };
  handle.onread = (buffer) => {
    const bytesOrErrno = toldRead();
    if (buffer !== undefined) stream.readBuffer(new Uint8Array(buffer));
    else if (bytesOrErrno === errnoOf('EOF')) stream.emitEOF();
    else {
      tellRead(bytesOrErrno);
      (wrapped as TlsHandle).onread?.(undefined);
    }
  };
}
