interface Request {
  readonly abort: AbortController;
  response: Response | undefined;
}

/** Clients that fetch, and note what they are told. */
export class FetchClients {
  readonly #origin: string;
  readonly #log: string[] = [];
  readonly #requests = new Map<string, Request>();

  /** @param port that of the server */
  constructor(port: number) {
    this.#origin = `http://127.0.0.1:${port}`;
  }

  /** Whether it asks the server for something. */
  static isRequest(action: string): boolean {
    return /^[A-Z]+ /.test(action);
  }

  /** What has happened so far. */
  get log(): readonly string[] {
    return this.#log;
  }

  /** `GET r1`, `abort r1` and so on. @throws Error for what they cannot do */
  perform(action: string): void {
    const [what = '', name = '', ...args] = action.split(' ');
    const request = this.#requests.get(name);
    if (what === 'abort') request?.abort.abort();
    else if (what === 'leave') void request?.response?.body?.cancel().catch(() => {});
    else if (FetchClients.isRequest(action)) void this.#fetch(what, name, args);
    else throw new Error(`"${action}" is nothing that a client does`);
  }

  /** `body=…` is sent along; `timeout=…` in milliseconds; `unread`: the body is left where it is. */
  async #fetch(method: string, name: string, args: readonly string[]): Promise<void> {
    const options = new Map(args.map((arg) => arg.split('=') as [string, string]));
    const request: Request = { abort: new AbortController(), response: undefined };
    this.#requests.set(name, request);
    const timeout = options.get('timeout');
    const { signal } = request.abort;
    const signals = timeout === undefined ? [signal] : [signal, AbortSignal.timeout(Number(timeout))];
    const body = options.get('body');
    try {
      const response = await fetch(`${this.#origin}/`, {
        method,
        headers: { 'x-name': name, ...(args.includes('close') && { connection: 'close' }) },
        signal: AbortSignal.any(signals),
        ...(body !== undefined && { body }),
      });
      request.response = response;
      this.#log.push(`${name} ${response.status}${headersOf(response)}`);
      if (!args.includes('unread')) await this.#read(name, response);
    } catch (error) {
      this.#log.push(`${name} ${describe(error)}`);
    }
  }

  async #read(name: string, { body }: Response): Promise<void> {
    if (body === null) {
      this.#log.push(`${name} no body`);
      return;
    }
    const decoder = new TextDecoder();
    for await (const chunk of body) this.#log.push(`${name} got ${decoder.decode(chunk)}`);
    this.#log.push(`${name} end`);
  }
}

/** Those that say how long a body is, and ours. */
function headersOf({ headers }: Response): string {
  const told = [...headers].filter(([name]) => /^(?:content-length|transfer-encoding|x-.*)$/.test(name));
  return told.map(([name, value]) => ` ${name}:${value}`).join('');
}

/** An error, with what caused it: its name and code; words are for people. */
function describe(error: unknown): string {
  const { name, message, cause } = error as Error & { cause?: Error & { code?: string } };
  const words = name === 'TypeError' ? ` ${message}` : '';
  return `${name}${words}${cause === undefined ? '' : ` (${cause.code ?? cause.name})`}`;
}
