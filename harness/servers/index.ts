export { FakeServer, type ListenOptions } from './listen/fake-server.ts';
export { type RedisOptions, RedisServer } from './redis/redis-server.ts';
export type { RedisContents, RedisValue } from './redis/redis-contents.ts';
export type { RedisReply } from './redis/reply.ts';
export type { RedisCall, RedisScript } from './redis/scripts.ts';
