import { Session } from 'node:inspector';

/** A value as the debugger shows it. */
export interface Mirror {
  readonly type: string;
  readonly subtype?: string;
  readonly className?: string;
  readonly description?: string;
  readonly value?: unknown;
  readonly unserializableValue?: string;
  /** Of what is no primitive. */
  readonly objectId?: string;
}

/** One part of an object; without a value where that is computed. */
interface Part {
  readonly name: string;
  readonly value?: Mirror;
  readonly get?: Mirror;
}

/** An object, as far as it can be looked at without calling any of its code. */
export interface Parts {
  readonly properties: readonly Part[];
  /** `#names`. */
  readonly hidden: readonly Part[];
  /** `[[Scopes]]`, `[[Entries]]` and their like. */
  readonly internal: ReadonlyMap<string, Mirror>;
}

/** Stands for each object in this thread by a number, the same whenever it is met. */
const NUMBER_OF = 'function (numbers) { return numbers.of(this); }';

/** Numbers objects, and keeps none of them alive. */
class Numbers {
  readonly #known = new WeakMap<object, number>();
  #last = 0;

  of(object: object): number {
    let number = this.#known.get(object);
    if (number === undefined) this.#known.set(object, (number = ++this.#last));
    return number;
  }
}

/** A place for objects that the debugger of this thread is to look at. */
const desk: { object: unknown; readonly numbers: Numbers } = { object: undefined, numbers: new Numbers() };
const DESK = Symbol.for('heddle.desk');

/** Looks at the objects of this thread through its debugger: variables of modules, closures and private fields, too. */
export class Heap {
  readonly #session = new Session();
  readonly #urls = new Map<string, string>();
  readonly #numbers: string;

  constructor() {
    this.#session.connect();
    this.#session.on('Debugger.scriptParsed', ({ params }) => this.#urls.set(params.scriptId, params.url));
    // It names all scripts that there are, at once; nothing is to be paused.
    this.#ask('Debugger.enable');
    this.#numbers = this.mirror(desk.numbers).objectId ?? '';
  }

  /** A variable of the thread's own, or any object that the caller has. */
  mirror(object: unknown): Mirror {
    desk.object = object;
    Object.defineProperty(globalThis, DESK, { value: desk, configurable: true });
    try {
      return this.#ask<{ result: Mirror }>('Runtime.evaluate', {
        expression: `globalThis[Symbol.for('heddle.desk')].object`,
      }).result;
    } finally {
      Reflect.deleteProperty(globalThis, DESK);
      desk.object = undefined;
    }
  }

  /** Of an object: the same number whenever it is met. */
  numberOf(objectId: string): number {
    const { result } = this.#ask<{ result: Mirror }>('Runtime.callFunctionOn', {
      objectId,
      functionDeclaration: NUMBER_OF,
      arguments: [{ objectId: this.#numbers }],
      returnByValue: true,
    });
    return Number(result.value);
  }

  partsOf(objectId: string): Parts {
    const parts = this.#ask<{
      result: readonly Part[];
      privateProperties?: readonly Part[];
      internalProperties?: readonly Part[];
    }>('Runtime.getProperties', { objectId, ownProperties: true });
    const internal = new Map<string, Mirror>();
    for (const { name, value } of parts.internalProperties ?? [])
      if (value !== undefined) internal.set(name, value);
    return { properties: parts.result, hidden: parts.privateProperties ?? [], internal };
  }

  /** The URL of the script with a function, by what the debugger says of its place. */
  scriptOf({ value }: Mirror): string | undefined {
    return this.#urls.get((value as { readonly scriptId: string }).scriptId);
  }

  /** What a script was compiled from: JavaScript. */
  sourceOf(url: string): string {
    for (const [scriptId, known] of this.#urls) {
      if (known === url)
        return this.#ask<{ scriptSource: string }>('Debugger.getScriptSource', { scriptId }).scriptSource;
    }
    return '';
  }

  close(): void {
    this.#session.disconnect();
  }

  /** The debugger of the same thread answers before `post` returns. */
  #ask<T>(method: string, params: object = {}): T {
    let answer: { readonly error: Error | null; readonly result: unknown } | undefined;
    this.#session.post(method, params, (error, result?: unknown) => (answer = { error, result }));
    if (answer === undefined) throw new Error(`The debugger does not answer ${method}.`);
    if (answer.error !== null) throw new Error(`${method}: ${answer.error.message}`);
    return answer.result as T;
  }
}
