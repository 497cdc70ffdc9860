/** Why a key-value store refused a request. */
export type KeyValueRefusal =
  | 'compacted'
  | 'duplicate-key'
  | 'future-revision'
  | 'lease-exists'
  | 'lease-not-found'
  | 'no-key'
  | 'too-many-operations';

// In etcd's words.
const messages: Readonly<Record<KeyValueRefusal, string>> = {
  compacted: 'required revision has been compacted',
  'duplicate-key': 'duplicate key given in txn request',
  'future-revision': 'required revision is a future revision',
  'lease-exists': 'lease already exists',
  'lease-not-found': 'requested lease not found',
  'no-key': 'key is not provided',
  'too-many-operations': 'too many operations in txn request',
};

/** The store refused a request, of which nothing was done; or it ended a watch whose past it has no more. */
export class KeyValueError extends Error {
  override readonly name = 'KeyValueError';
  /** Why. */
  readonly reason: KeyValueRefusal;
  constructor(reason: KeyValueRefusal) {
    super(messages[reason]);
    this.reason = reason;
  }
}
