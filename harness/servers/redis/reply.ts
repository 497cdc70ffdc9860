/** A status such as `OK`, which is no bulk string. */
export class Status {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export const OK = new Status('OK');

/** What the server sends of its own accord, in RESP3; in RESP2 an array. */
export class Push {
  readonly parts: readonly Reply[];

  constructor(...parts: readonly Reply[]) {
    this.parts = parts;
  }
}

/** Several replies to one command, as of a SUBSCRIBE to several channels. */
export class Several {
  readonly replies: readonly Reply[];

  constructor(replies: readonly Reply[]) {
    this.replies = replies;
  }
}

/** A refusal, with its code in front: `ERR unknown command`, `WRONGTYPE …`. */
export class RedisError extends Error {
  override readonly name = 'RedisError';
}

/** An array that is null: a transaction was not executed, a list has nothing to pop. */
export const NULL_ARRAY = Symbol('null array');

/** What a command answers; a string is a bulk string. */
export type Reply =
  | null
  | number
  | string
  | Status
  | RedisError
  | Push
  | Several
  | typeof NULL_ARRAY
  | readonly Reply[]
  | ReadonlyMap<string, Reply>
  | ReadonlySet<string>;

/** An answer as scripts see it: a hash is a list of its fields and values, a status its text. */
export type RedisReply = null | number | string | readonly RedisReply[];

/** The reply as scripts see it. @throws RedisError where it is one */
export function plain(reply: Reply): RedisReply {
  if (reply instanceof RedisError) throw reply;
  if (reply === NULL_ARRAY) return null;
  if (reply instanceof Status) return reply.text;
  if (reply instanceof Map) return [...(reply as ReadonlyMap<string, Reply>)].flat().map(plain);
  if (reply instanceof Set) return [...(reply as ReadonlySet<string>)];
  if (Array.isArray(reply)) return (reply as readonly Reply[]).map(plain);
  return reply as RedisReply;
}

/** Writes one reply in RESP2 or RESP3. */
export function encode(reply: Reply, protocol: 2 | 3): string {
  const all = (head: string, parts: Iterable<Reply>): string => {
    let text = `${head}\r\n`;
    for (const part of parts) text += encode(part, protocol);
    return text;
  };
  if (reply === null) return protocol === 3 ? '_\r\n' : '$-1\r\n';
  if (reply === NULL_ARRAY) return protocol === 3 ? '_\r\n' : '*-1\r\n';
  if (typeof reply === 'number') return `:${reply}\r\n`;
  if (typeof reply === 'string') return `$${Buffer.byteLength(reply)}\r\n${reply}\r\n`;
  if (reply instanceof Status) return `+${reply.text}\r\n`;
  if (reply instanceof RedisError) return `-${reply.message}\r\n`;
  if (reply instanceof Several) return reply.replies.map((one) => encode(one, protocol)).join('');
  if (reply instanceof Push) return all(`${protocol === 3 ? '>' : '*'}${reply.parts.length}`, reply.parts);
  if (reply instanceof Map)
    return all(
      protocol === 3 ? `%${reply.size}` : `*${2 * reply.size}`,
      [...(reply as ReadonlyMap<string, Reply>)].flat(),
    );
  if (reply instanceof Set) return all(`${protocol === 3 ? '~' : '*'}${reply.size}`, reply as Set<string>);
  const parts = reply as readonly Reply[];
  return all(`*${parts.length}`, parts);
}
