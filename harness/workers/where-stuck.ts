import { Session } from 'node:inspector';
import { callerLocation } from '../trace/caller-location.ts';

/** Real milliseconds to see whether a function returns, and for all there is to see. Native code cannot be paused. */
const RETURN_MS = 300;
const PATIENCE_MS = 5_000;
const RELEASE_MS = 2_000;

/** As the thread itself writes its stack: with the places of the sources, whatever was compiled. */
const STACK_OF_FRAME = `(() => {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = Infinity;
  try { return new Error().stack; } finally { Error.stackTraceLimit = stackTraceLimit; }
})()`;

/**
 * Where a worker thread of this process loops that does not give control back, as `path:line` of the author's code. It
 * is paused by its debugger, as nothing else can look into it, and then goes on.
 * @returns undefined where none of the author's code is seen
 */
export async function whereStuck(threadId: number): Promise<string | undefined> {
  const thread = new PausableThread();
  let place: string | undefined;
  const look = async (): Promise<void> => {
    await thread.attach(threadId);
    let frames = await thread.pause();
    for (;;) {
      place = callerLocation(await thread.stackOf(frames)) ?? place;
      if (place === undefined) {
        // Between two callbacks there is none of the author's code: on to the next.
        frames = await thread.stepInto();
        continue;
      }
      // Out of what comes back, until what does not: that is the one that loops.
      const outer = await within(RETURN_MS, thread.stepOut());
      if (outer === undefined || outer.length >= frames.length) return;
      frames = outer;
    }
  };
  try {
    await within(PATIENCE_MS, look());
  } catch {
    // A debugger that cannot be had tells nothing; that the run is stuck is known all the same.
  } finally {
    await thread.release();
  }
  return place;
}

async function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, ms, undefined)));
  try {
    return await Promise.race([promise, enough]);
  } finally {
    clearTimeout(timer);
  }
}

interface Frame {
  readonly callFrameId: string;
}

interface Reply {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly callFrames?: readonly Frame[] };
  readonly result?: { readonly result?: { readonly value?: unknown } };
}

/** A worker thread under the debugger of its parent. */
class PausableThread {
  readonly #session = new Session();
  readonly #waiting = new Map<number | string, (reply: Reply) => void>();
  #sessionId = '';
  #sent = 0;

  async attach(threadId: number): Promise<void> {
    const session = this.#session;
    session.connect();
    session.on('NodeWorker.receivedMessageFromWorker', ({ params }) => {
      const reply = JSON.parse(params.message) as Reply;
      this.#waiting.get(reply.id ?? reply.method ?? '')?.(reply);
    });
    const attached = new Promise<string>((resolve) => {
      session.on('NodeWorker.attachedToWorker', ({ params: { sessionId, workerInfo } }) => {
        // Its `workerId` counts the workers of this session; the title has the thread.
        if (workerInfo.title.startsWith(`[worker ${threadId}]`)) resolve(sessionId);
      });
    });
    session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
    this.#sessionId = await attached;
    await this.#ask('Debugger.enable');
  }

  pause(): Promise<readonly Frame[]> {
    return this.#pausedBy('Debugger.pause');
  }

  stepInto(): Promise<readonly Frame[]> {
    return this.#pausedBy('Debugger.stepInto');
  }

  stepOut(): Promise<readonly Frame[]> {
    return this.#pausedBy('Debugger.stepOut');
  }

  async #pausedBy(method: string): Promise<readonly Frame[]> {
    const paused = new Promise<Reply>((resolve) => this.#waiting.set('Debugger.paused', resolve));
    await this.#ask(method);
    return (await paused).params?.callFrames ?? [];
  }

  async stackOf([frame]: readonly Frame[]): Promise<string> {
    const { result } = await this.#ask('Debugger.evaluateOnCallFrame', {
      callFrameId: frame?.callFrameId,
      expression: STACK_OF_FRAME,
    });
    return String(result?.result?.value);
  }

  #ask(method: string, params: Readonly<Record<string, unknown>> = {}): Promise<Reply> {
    this.#sent += 1;
    const id = this.#sent;
    const reply = new Promise<Reply>((resolve) => this.#waiting.set(id, resolve));
    const message = JSON.stringify({ id, method, params });
    this.#session.post('NodeWorker.sendMessageToWorker', { sessionId: this.#sessionId, message });
    return reply;
  }

  /** Lets it go on, and waits until it does: a thread that stands still cannot be ended, and who ends it would hang. */
  async release(): Promise<void> {
    if (this.#sessionId !== '') await within(RELEASE_MS, this.#ask('Debugger.disable'));
    this.#session.disconnect();
  }
}
