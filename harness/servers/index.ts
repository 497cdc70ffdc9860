export { FakeServer, type ListenOptions } from './listen/fake-server.ts';
export { type RedisOptions, RedisServer } from './redis/redis-server.ts';
export type { RedisContents, RedisValue } from './redis/redis-contents.ts';
export type { RedisReply } from './redis/reply.ts';
export type { RedisCall, RedisScript } from './redis/scripts.ts';
export type { AnsweredRow, Answers } from './postgres/answers.ts';
export { type PostgresOptions, PostgresServer } from './postgres/postgres-server.ts';
export { SqlError, type SqlErrorFields } from './sql/sql-error.ts';
export type { SqlRow, SqlValue } from './sql/sql-type.ts';
