import { LiveTokenBuffer } from './buffer/live-token-buffer.ts';
import { type Design, routerOf } from './design.ts';
import { bufferLock } from './v1-buffer-lock.ts';

/** No buffer lock: a flush writes the live buffer and clears it afterwards, and with it what came in meanwhile. */
const liveBuffer: Design = { ...bufferLock, buffer: (database) => new LiveTokenBuffer(database) };

export const createLiveBufferRouter = routerOf(liveBuffer);
