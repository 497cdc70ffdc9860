import type { Isolation } from '../../world/transaction.ts';
import type { Expression, Scope } from './expression.ts';
import type { SqlTable } from './sql-table.ts';
import type { SqlType, SqlValue } from './sql-type.ts';
import type { Waiting } from './work.ts';

/** A column of results: computed row by row, or from all of them. */
export interface Output {
  readonly name: string;
  readonly type: SqlType;
  readonly value: ((scope: Scope) => SqlValue) | undefined;
  readonly fold: ((scopes: readonly Scope[]) => SqlValue) | undefined;
}

export interface Select {
  readonly kind: 'select';
  readonly table: SqlTable | undefined;
  readonly outputs: readonly Output[];
  readonly where: Expression | undefined;
  readonly order: readonly { readonly by: Expression; readonly isDescending: boolean }[];
  readonly limit: Expression | undefined;
  readonly offset: Expression | undefined;
  /** FOR UPDATE. */
  readonly lock: Waiting | undefined;
}

export interface Insert {
  readonly kind: 'insert';
  readonly table: SqlTable;
  readonly columns: readonly string[];
  /** Undefined stands for DEFAULT. */
  readonly rows: readonly (readonly (Expression | undefined)[])[];
  /** What ON CONFLICT says: which columns, all without them; what to set, nothing without it. */
  readonly onConflict:
    { readonly columns: readonly string[] | undefined; readonly set: Assignments | undefined } | undefined;
  readonly outputs: readonly Output[];
}

export interface Update {
  readonly kind: 'update';
  readonly table: SqlTable;
  readonly set: Assignments;
  readonly where: Expression | undefined;
  readonly outputs: readonly Output[];
}

export interface Delete {
  readonly kind: 'delete';
  readonly table: SqlTable;
  readonly where: Expression | undefined;
  readonly outputs: readonly Output[];
}

/** New values by column. */
export type Assignments = ReadonlyMap<string, Expression>;

/** What works on rows. */
export type RowStatement = Select | Insert | Update | Delete;

/** What begins and ends transactions, makes tables, or changes nothing. */
export type OtherStatement =
  | { readonly kind: 'begin'; readonly isolation: Isolation | undefined }
  | { readonly kind: 'isolation'; readonly isolation: Isolation }
  | { readonly kind: 'commit' | 'rollback' }
  | { readonly kind: 'lock-timeout'; readonly ms: number; readonly isLocal: boolean }
  | { readonly kind: 'create'; readonly table: SqlTable; readonly ifNotExists: boolean }
  | { readonly kind: 'accepted'; readonly tag: string };

/** One statement that has been read, with the types of its parameters as far as they are known. */
export interface Statement {
  readonly does: RowStatement | OtherStatement;
  readonly parameters: readonly SqlType[];
  readonly sql: string;
}
