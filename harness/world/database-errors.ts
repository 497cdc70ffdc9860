/** A transaction begins inside another on the same session. */
export class NestedTransaction extends Error {
  override readonly name = 'NestedTransaction';
  constructor() {
    super('cannot start a transaction within a transaction');
  }
}

/** A statement, commit or rollback came where no transaction is open. */
export class NoTransaction extends Error {
  override readonly name = 'NoTransaction';
  constructor() {
    super('no transaction is active');
  }
}

/** A row with that key is there already. */
export class UniqueViolation extends Error {
  override readonly name = 'UniqueViolation';
  constructor(table: string, key: string | number) {
    super(`${table} already has a row with key ${key}`);
  }
}

/** Somebody else committed what this transaction stands on; it was rolled back. */
export class SerializationFailure extends Error {
  override readonly name = 'SerializationFailure';
  constructor() {
    super('could not serialize access due to a concurrent transaction');
  }
}

/** The session was closed before or while the call was under way. */
export class ConnectionClosed extends Error {
  override readonly name = 'ConnectionClosed';
  constructor() {
    super('the connection is closed');
  }
}

/** This transaction and others wait for each other's rows; it was rolled back. */
export class DeadlockDetected extends Error {
  override readonly name = 'DeadlockDetected';
  constructor() {
    super('deadlock detected');
  }
}

/** A statement has failed before: the transaction takes nothing but its end. */
export class TransactionAborted extends Error {
  override readonly name = 'TransactionAborted';
  constructor() {
    super('current transaction is aborted, commands ignored until end of transaction block');
  }
}

/** Somebody else has the lock of the file (SQLite's `SQLITE_BUSY`); nothing has happened, and the transaction goes on. */
export class DatabaseBusy extends Error {
  override readonly name = 'DatabaseBusy';
  constructor() {
    super('database is locked');
  }
}
