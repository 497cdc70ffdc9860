/** What PostgreSQL says beside the message. */
export interface SqlErrorFields {
  /** Which key is there already. */
  readonly detail?: string;
  /** Of which table the constraint is. */
  readonly table?: string;
  /** Which column must not be null. */
  readonly column?: string;
  /** Which constraint forbids it. */
  readonly constraint?: string;
}

/** A statement was refused, or failed. Thrown by `answers`, it is what the client is told. */
export class SqlError extends Error {
  override readonly name = 'SqlError';
  /** SQLSTATE: five characters, such as `23505`. */
  readonly code: string;
  /** What PostgreSQL says beside the message; nothing by default. */
  readonly fields: SqlErrorFields;

  /**
   * @param code SQLSTATE
   * @param message what it says
   */
  constructor(code: string, message: string, fields: SqlErrorFields = {}) {
    super(message);
    this.code = code;
    this.fields = fields;
  }
}
