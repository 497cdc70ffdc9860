import type { KeyRange } from '../../world/key-range.ts';
import type {
  KeyCompare,
  KeyTransaction,
  KeyValueRequest,
  RangeOptions,
  RangeRequest,
} from '../../world/key-value-requests.ts';
import type { RevisionGuard } from '../../world/replacing.ts';
import type { WatchOptions } from '../../world/watch.ts';

/** What a session does; revisions are those of the store. */
export type Action =
  | { readonly type: 'put'; readonly key: string; readonly value: string; readonly lease: number }
  | { readonly type: 'put-all'; readonly entries: Readonly<Record<string, string>> }
  | { readonly type: 'delete'; readonly key: string }
  | { readonly type: 'clear'; readonly prefix: string }
  | {
      readonly type: 'compare-and-put';
      readonly key: string;
      readonly value: string;
      readonly revision: number;
    }
  | {
      readonly type: 'replace';
      readonly prefixes: readonly string[];
      readonly entries: Readonly<Record<string, string>>;
      readonly guard: RevisionGuard;
    }
  | { readonly type: 'get'; readonly key: string }
  | { readonly type: 'read'; readonly prefix: string }
  | { readonly type: 'select'; readonly request: RangeRequest; readonly serializable: boolean }
  | { readonly type: 'transact'; readonly transaction: KeyTransaction }
  | { readonly type: 'compact'; readonly revision: number }
  | { readonly type: 'grant'; readonly lease: number; readonly ttl: number }
  | { readonly type: 'keep-alive' | 'time-to-live' | 'revoke'; readonly lease: number }
  | { readonly type: 'watch'; readonly name: string; readonly prefix: string; readonly options: WatchOptions }
  | { readonly type: 'events'; readonly name: string; readonly count: number | undefined }
  | { readonly type: 'cancel'; readonly name: string }
  | { readonly type: 'disconnect' }
  | { readonly type: 'pass'; readonly ms: number }
  | { readonly type: 'race'; readonly actions: readonly Action[] };

/**
 * Reads the actions of a history. `@3` is the third revision after the store was emptied; a plain number is that
 * revision, so `0` is that of a key that does not exist. A prefix `*` is that of all keys.
 */
export class ActionReader {
  readonly #base: number;

  /** @param base the revision that is `@0` */
  constructor(base: number) {
    this.#base = base;
  }

  /** @throws Error for what is none */
  read(text: string): Action {
    if (text.includes(' || '))
      return { type: 'race', actions: text.split(' || ').map((one) => this.read(one)) };
    const [word = '', ...args] = text.split(' ');
    if (word === 'txn')
      return { type: 'transact', transaction: this.#transaction(text.slice('txn '.length)) };
    const [first = '', second = ''] = args;
    const settings = settingsOf(args);
    switch (word) {
      case 'put':
        return { type: 'put', key: first, value: second, lease: Number(settings.get('lease') ?? 0) };
      case 'put-all':
        return { type: 'put-all', entries: entriesOf(args) };
      case 'delete':
        return { type: 'delete', key: first };
      case 'clear':
        return { type: 'clear', prefix: prefixOf(first) };
      case 'cas':
        return { type: 'compare-and-put', key: first, value: second, revision: this.#revision(args[2]) };
      case 'replace':
        return this.#replace(first.split(','), args);
      case 'read':
        return { type: 'read', prefix: prefixOf(first) };
      case 'get':
        if (args.length === 1) return { type: 'get', key: first };
        return this.#select({ key: first }, args);
      case 'range':
        return this.#select({ prefix: prefixOf(first) }, args);
      case 'span':
        return this.#select({ from: first, to: second }, args);
      case 'compact':
        return { type: 'compact', revision: this.#revision(first) };
      case 'grant':
        return { type: 'grant', lease: Number(first), ttl: Number(second) };
      case 'keep-alive':
      case 'time-to-live':
      case 'revoke':
        return { type: word, lease: Number(first) };
      case 'watch':
        return {
          type: 'watch',
          name: first,
          prefix: prefixOf(second),
          options: this.#watchOptions(settings),
        };
      case 'events':
        return { type: 'events', name: first, count: second === '' ? undefined : Number(second) };
      case 'cancel':
        return { type: 'cancel', name: first };
      case 'disconnect':
        return { type: 'disconnect' };
      case 'pass':
        return { type: 'pass', ms: Number(first) };
      default:
        throw new Error(`"${text}" is no action of the etcd contract`);
    }
  }

  #select(keys: KeyRange, args: readonly string[]): Action {
    const request = { type: 'range', keys, ...this.#rangeOptions(args) } as const;
    return { type: 'select', request, serializable: args.includes('serializable') };
  }

  #rangeOptions(args: readonly string[]): RangeOptions {
    const settings = settingsOf(args);
    const revision = settings.get('rev');
    return {
      ...(revision !== undefined && { revision: this.#revision(revision) }),
      limit: Number(settings.get('limit') ?? 0),
      sortBy: (settings.get('by') ?? 'key') as NonNullable<RangeOptions['sortBy']>,
      descending: args.includes('desc'),
    };
  }

  #replace(prefixes: readonly string[], args: readonly string[]): Action {
    const [key = '', revision = ''] = (settingsOf(args).get('guard') ?? '').split(/(?=@)/);
    const guard = { key, revision: this.#revision(revision) };
    return {
      type: 'replace',
      prefixes,
      entries: entriesOf(args.filter((arg) => !arg.startsWith('guard='))),
      guard,
    };
  }

  #watchOptions(settings: ReadonlyMap<string, string>): WatchOptions {
    const [from, only] = [settings.get('from'), settings.get('only')];
    return {
      ...(from !== undefined && { fromRevision: this.#revision(from) }),
      ...((only === 'put' || only === 'delete') && { only }),
    };
  }

  /** `compare & compare ? request ; request : request`; `-` for none. */
  #transaction(text: string): KeyTransaction {
    const [, compares = '', success = '', failure = ''] = /^(.*) \? (.*?)(?: : (.*))?$/.exec(text) ?? [];
    return {
      compare: partsOf(compares, ' & ').map((one) => this.#compare(one)),
      success: partsOf(success, ' ; ').map((one) => this.#request(one)),
      failure: partsOf(failure, ' ; ').map((one) => this.#request(one)),
    };
  }

  #compare(text: string): KeyCompare {
    const [, target = '', key = '', result = '', value = ''] =
      /^(\w+)\((.*)\)(=|!=|<|>)(.*)$/.exec(text) ?? [];
    return {
      key,
      target: target as KeyCompare['target'],
      result: result as KeyCompare['result'],
      value: target === 'value' ? value : this.#revision(value),
    };
  }

  #request(text: string): KeyValueRequest {
    const action = this.read(text);
    if (action.type === 'put') return action;
    if (action.type === 'delete') return { type: 'delete', keys: { key: action.key } };
    if (action.type === 'clear') return { type: 'delete', keys: { prefix: action.prefix } };
    if (action.type === 'get') return { type: 'range', keys: { key: action.key } };
    if (action.type === 'select') return action.request;
    throw new Error(`"${text}" is nothing that a transaction does`);
  }

  #revision(text = ''): number {
    return text.startsWith('@') ? this.#base + Number(text.slice(1)) : Number(text);
  }
}

const prefixOf = (text: string): string => (text === '*' ? '' : text);

function partsOf(text: string, separator: string): string[] {
  return text === '-' || text === '' ? [] : text.split(separator);
}

function settingsOf(args: readonly string[]): Map<string, string> {
  return new Map(
    args.filter((arg) => arg.includes('=')).map((arg) => [...arg.split('='), ''] as [string, string]),
  );
}

function entriesOf(args: readonly string[]): Record<string, string> {
  return Object.fromEntries(settingsOf(args));
}
