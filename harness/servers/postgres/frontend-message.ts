import { ByteReader } from './byte-reader.ts';

/** What a client says, as far as this server listens. Values of parameters are text. */
export type FrontendMessage =
  | { readonly kind: 'encrypt' | 'startup' | 'sync' | 'flush' | 'terminate' }
  | { readonly kind: 'cancel'; readonly process: number; readonly secret: number }
  | { readonly kind: 'query'; readonly sql: string }
  | { readonly kind: 'parse'; readonly name: string; readonly sql: string }
  | { readonly kind: 'bind'; readonly portal: string; readonly statement: string; readonly values: Values }
  | { readonly kind: 'describe' | 'close'; readonly of: 'S' | 'P'; readonly name: string }
  | { readonly kind: 'execute'; readonly portal: string; readonly most: number }
  | { readonly kind: 'refused'; readonly why: string };

type Values = readonly (string | null)[];

/** Requests for TLS and for GSSAPI, and of another connection's cancellation, in the place of a version. */
const [SSL, GSS, CANCEL] = [80_877_103, 80_877_104, 80_877_102];

/** Reads the messages of one client from the chunks in which they come. */
export class FrontendReader {
  #rest: Buffer = Buffer.alloc(0);
  #hasStarted = false;

  /** The messages that are complete with this chunk, in order. */
  *read(chunk: Buffer): Generator<FrontendMessage> {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    for (;;) {
      const head = this.#hasStarted ? 1 : 0;
      if (this.#rest.length < head + 4) return;
      const end = head + this.#rest.readInt32BE(head);
      if (this.#rest.length < end) return;
      const type = head === 0 ? '' : String.fromCharCode(this.#rest[0] ?? 0);
      const body = new ByteReader(this.#rest.subarray(head + 4, end));
      this.#rest = this.#rest.subarray(end);
      yield head === 0 ? this.#first(body) : messageOf(type, body);
    }
  }

  #first(body: ByteReader): FrontendMessage {
    const code = body.int32();
    if (code === SSL || code === GSS) return { kind: 'encrypt' };
    if (code === CANCEL) return { kind: 'cancel', process: body.int32(), secret: body.int32() };
    this.#hasStarted = true;
    return { kind: 'startup' };
  }
}

function messageOf(type: string, body: ByteReader): FrontendMessage {
  switch (type) {
    case 'Q':
      return { kind: 'query', sql: body.text() };
    case 'P':
      return { kind: 'parse', name: body.text(), sql: body.text() };
    case 'B':
      return bind(body);
    case 'D':
      return { kind: 'describe', of: body.letter() === 'S' ? 'S' : 'P', name: body.text() };
    case 'C':
      return { kind: 'close', of: body.letter() === 'S' ? 'S' : 'P', name: body.text() };
    case 'E':
      return { kind: 'execute', portal: body.text(), most: body.int32() };
    case 'S':
      return { kind: 'sync' };
    case 'H':
      return { kind: 'flush' };
    case 'X':
      return { kind: 'terminate' };
    default:
      return { kind: 'refused', why: `this fake server has no messages of type ${type}` };
  }
}

function bind(body: ByteReader): FrontendMessage {
  const [portal, statement] = [body.text(), body.text()];
  const formats = body.list(() => body.int16());
  const values = body.list(() => body.value());
  const results = body.list(() => body.int16());
  if ([...formats, ...results].includes(1))
    return { kind: 'refused', why: 'this fake server takes and gives text, no binary values' };
  return { kind: 'bind', portal, statement, values };
}
