import { integer } from './command.ts';
import { OK, plain, RedisError, type Reply, Status } from './reply.ts';
import type { Session } from './session.ts';

type ConnectionCommand = (session: Session, ...args: string[]) => Reply;

function hello(session: Session, ...args: string[]): Reply {
  const [version, ...words] = args;
  if (version !== undefined) {
    if (version !== '2' && version !== '3') throw new RedisError('NOPROTO unsupported protocol version');
    session.protocol = version === '3' ? 3 : 2;
  }
  const at = words.findIndex((word) => word.toUpperCase() === 'SETNAME');
  if (at >= 0) session.name = words[at + 1] ?? '';
  return new Map<string, Reply>([
    ['server', 'redis'],
    ['version', session.shared.version],
    ['proto', session.protocol],
    ['id', session.id],
    ['mode', 'standalone'],
    ['role', 'master'],
    ['modules', []],
  ]);
}

function client(session: Session, what = '', ...[value = '']: string[]): Reply {
  switch (what.toUpperCase()) {
    case 'ID':
      return session.id;
    case 'GETNAME':
      return session.name || null;
    case 'SETNAME':
      session.name = value;
      return OK;
    case 'SETINFO':
    case 'NO-EVICT':
    case 'NO-TOUCH':
      return OK;
  }
  throw new RedisError(`ERR unknown subcommand '${what}'. Try CLIENT HELP.`);
}

function script({ shared: { scripts } }: Session, what = '', ...args: string[]): Reply {
  switch (what.toUpperCase()) {
    case 'LOAD':
      return scripts.load(args[0] ?? '');
    case 'EXISTS':
      return args.map((sha) => (scripts.has(sha) ? 1 : 0));
    case 'FLUSH':
      return scripts.flush();
  }
  throw new RedisError(`ERR unknown subcommand '${what}'. Try SCRIPT HELP.`);
}

function ping(session: Session, message?: string): Reply {
  if (session.protocol === 2 && session.channels.size + session.patterns.size > 0)
    return ['pong', message ?? ''];
  return message ?? new Status('PONG');
}

function select(session: Session, index = ''): Reply {
  session.store = session.shared.database(integer(index));
  return OK;
}

/** Commands that are about the connection, transactions, scripts, channels and the server. */
export const connectionCommands: Readonly<Record<string, ConnectionCommand>> = {
  PING: ping,
  ECHO: (_, message = '') => message,
  QUIT: (session) => {
    session.hasQuit = true;
    return OK;
  },
  // Whoever asks is let in.
  AUTH: () => OK,
  HELLO: hello,
  CLIENT: client,
  SELECT: select,
  INFO: ({ shared }) => `# Server\r\nredis_version:${shared.version}\r\nloading:0\r\nrole:master\r\n`,
  COMMAND: () => [],
  MULTI: ({ multi }) => multi.open(),
  EXEC: ({ multi }) => multi.execute(),
  DISCARD: ({ multi }) => multi.discard(),
  WATCH: ({ multi, store }, ...keys) => multi.watch(store, keys),
  UNWATCH: ({ multi }) => multi.unwatch(),
  EVAL: (session, text = '', ...items) =>
    session.shared.scripts.evaluate((word, ...args) => plain(session.call(word, args)), text, items),
  EVALSHA: (session, sha = '', ...items) =>
    session.shared.scripts.evaluateSha((word, ...args) => plain(session.call(word, args)), sha, items),
  SCRIPT: script,
  PUBLISH: ({ shared }, channel = '', message = '') => shared.channels.publish(channel, message),
  SUBSCRIBE: (session, ...names) => session.shared.channels.change(session, 'subscribe', names),
  PSUBSCRIBE: (session, ...names) => session.shared.channels.change(session, 'psubscribe', names),
  UNSUBSCRIBE: (session, ...names) => session.shared.channels.change(session, 'unsubscribe', names),
  PUNSUBSCRIBE: (session, ...names) => session.shared.channels.change(session, 'punsubscribe', names),
};
