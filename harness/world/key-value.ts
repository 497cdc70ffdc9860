/** One key as the store holds it. */
export interface KeyValue {
  /** The whole key, prefix included. */
  readonly key: string;
  /** What was put last. */
  readonly value: string;
  /** The store's revision of the last put (etcd's `mod_revision`); each put has a higher one than all before. */
  readonly revision: number;
  /** The store's revision of the put that made the key: the first since it was last deleted. */
  readonly createRevision: number;
  /** How many puts there were since then, that one included. */
  readonly version: number;
  /** The lease with which the key ends; 0 for none. */
  readonly lease: number;
  /** The step of the last put; 0 for what was there from the start. */
  readonly step: number;
}

/** One change, as a watch delivers it. */
export interface KeyValueChange {
  /** What happened to the key. */
  readonly type: 'put' | 'delete';
  /** The whole key, prefix included. */
  readonly key: string;
  /** The new value; undefined where the key was deleted. */
  readonly value: string | undefined;
  /** The revision of the transaction that made the change. */
  readonly revision: number;
  /** The key from now on; undefined where it was deleted. */
  readonly item: KeyValue | undefined;
  /** The key before the change; undefined where it did not exist. */
  readonly previous: KeyValue | undefined;
}
