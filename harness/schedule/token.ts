import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { UsageError } from '../core/usage-error.ts';
import type { Schedule } from './exceptions.ts';
import { isDeeper, NESTING_MAX } from './nesting.ts';
import { packException, unpackException } from './packed-exception.ts';

/** All that is needed to run one interleaving again and to see whether it still fails in the same way. */
export interface Token {
  /** `<component>/<story>`. */
  readonly scenario: string;
  /** Id of the variant. */
  readonly variant: string;
  /** What the run works on: a JSON value. */
  readonly workload: unknown;
  /** What makes the run differ from the prompt one. */
  readonly schedule: Schedule;
  /** `kind/invariant` of the failure; empty for a passing run. */
  readonly signature: string;
  /** Fingerprint of all steps: events, times, arguments, answers. */
  readonly digest: string;
  /** One base-64 digit of the fingerprint after each step, for at most the first 48: finds where a replay leaves. */
  readonly checks: string;
  /** Version of heddle that made it. */
  readonly tool: string;
}

/** Version of the format. It changes when an old heddle could not read, or would misread, a new token. */
const FORMAT = 1;
/** Longer tokens are not printed; the report holds such a run. */
export const TOKEN_CHARS_MAX = 2_000;
const CHECKS_MAX = 48;
/** What is read is bounded: a few bytes can inflate to gigabytes. */
const READ_CHARS_MAX = 100_000;
const INFLATED_BYTES_MAX = 1_000_000;

/** Part of format 1: what tokens often contain, most common last, so that most of it costs a few bits. */
const dictionary = Buffer.from(
  [
    'circuit-breaker/circuit-manager/refresh-holder/model-router/batch-writer/shutdown-while-a-batch-commits',
    'not-linearizable/duplicate-refresh/resurrected-key/stale-overwrite/lost-update/duplicate-row/lost-row/no-lost-rows',
    'p0-join-then-cancel p2-shielded-flush p3-stop-event p1-cancel-on-stop hardened',
    '"callers":"models":"endpoints":"maxBatch":"rows":true,false,null,[0,1],{"',
    'timeout(1000)#1 db.insert(usage_logs)#1 db.commit#1 .reply#1 writer: caller producer: start#1 sigterm: start#1',
    '","0.1.0",[["h","',
  ].join(' '),
);

/** Compact, printable, checksummed: `hd1.` and base64url only, so it can be pasted into any shell. */
export function encodeToken(token: Token): string {
  const { scenario, variant, workload, schedule, signature, digest, checks, tool } = token;
  const content = [
    scenario,
    variant,
    workload,
    signature,
    digest,
    checks.slice(0, CHECKS_MAX),
    tool,
    schedule.map(packException),
  ];
  const bytes = deflateRawSync(Buffer.from(JSON.stringify(content)), { dictionary, level: 9 });
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(bytes));
  return `hd${FORMAT}.${Buffer.concat([sum, bytes]).toString('base64url')}`;
}

/** @throws UsageError for anything but an undamaged token of this format */
export function decodeToken(text: string): Token {
  const trimmed = text.trim();
  const match = /^hd(\d{1,4})\.([\w-]+)$/.exec(trimmed);
  if (match === null) {
    throw new UsageError(
      `"${shorten(trimmed)}" is not a heddle token: expected hd${FORMAT}. and then letters, digits, - and _.`,
    );
  }
  if (trimmed.length > READ_CHARS_MAX) {
    throw new UsageError(
      `This token is ${trimmed.length} characters long; no token has more than ${READ_CHARS_MAX}.`,
    );
  }
  const [, format = '', body = ''] = match;
  if (Number(format) !== FORMAT) {
    throw new UsageError(
      `This token has format ${format}; this heddle reads format ${FORMAT}. Replay it with the heddle that printed it.`,
    );
  }
  const bytes = Buffer.from(body, 'base64url');
  if (
    bytes.length < 5 ||
    bytes.toString('base64url') !== body ||
    crc32(bytes.subarray(4)) !== bytes.readUInt32BE(0)
  ) {
    throw new UsageError(
      'This token is damaged: its checksum does not match. Copy the whole line from the report again.',
    );
  }
  return unpackContent(bytes.subarray(4));
}

function unpackContent(bytes: Buffer): Token {
  const content = parsed(inflated(bytes));
  if (!Array.isArray(content) || content.length !== 8 || !Array.isArray(content[7])) {
    throw new UsageError('This token is damaged: its content is not a schedule.');
  }
  const [scenario, variant, workload, signature, digest, checks, tool, packed] = content as unknown[];
  if (![scenario, variant, signature, digest, checks, tool].every((part) => typeof part === 'string')) {
    throw new UsageError('This token is damaged: its content is not a schedule.');
  }
  if (isDeeper(workload, NESTING_MAX)) {
    throw new UsageError(
      `This token's workload is nested more than ${NESTING_MAX} levels deep: no run has such a one.`,
    );
  }
  return {
    scenario: scenario as string,
    variant: variant as string,
    workload,
    schedule: (packed as unknown[]).map(unpackException),
    signature: signature as string,
    digest: digest as string,
    checks: checks as string,
    tool: tool as string,
  };
}

function inflated(bytes: Buffer): string {
  try {
    return inflateRawSync(bytes, { dictionary, maxOutputLength: INFLATED_BYTES_MAX }).toString();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
      throw new UsageError(`This token is too large: it inflates to more than ${INFLATED_BYTES_MAX} bytes.`);
    }
    throw new UsageError('This token is damaged: its content cannot be read.');
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError('This token is damaged: its content cannot be read.');
  }
}

function shorten(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}
