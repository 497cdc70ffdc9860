import type { UpstreamResponse, Upstream } from '../../systems/circuit-breaker/index.ts';

/** How the upstream answers one request; milliseconds. */
export interface Script {
  /** Null: no response, the connection breaks when it would have begun. */
  readonly status: number | null;
  readonly responseMs: number;
  readonly bodyMs: number;
  /** Whether the connection breaks at the end of the body. */
  readonly drops: boolean;
}

/** An upstream that answers each request, by its id, as it is told to. */
export class ScriptedUpstream implements Upstream {
  readonly scripts = new Map<string, Script>();

  async send(_model: string, { id }: { readonly id: string }): Promise<UpstreamResponse> {
    const script = this.scripts.get(id);
    if (script === undefined) throw new Error(`nobody said how ${id} is answered`);
    const { status, responseMs, bodyMs, drops } = script;
    await sleep(responseMs);
    if (status === null) throw new Error('connection refused');
    const body = async (): Promise<void> => {
      await sleep(bodyMs);
      if (drops) throw new Error('connection reset');
    };
    return { status, body };
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms));
}
