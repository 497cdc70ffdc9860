import type * as t from '@babel/types';
import { isShared, type Variable, type Variables } from './scopes.ts';
import { isFunction } from './syntax.ts';

/** Says which variable of the program is meant, at run time. */
export interface Cell {
  /** An expression: one object for each activation of a scope, or 0 for what there is only once in a file. */
  readonly cell: string;
  /** Source text of a string; what follows a colon only keeps those of one name apart. */
  readonly name: string;
}

/** The cells of a file's shared variables. */
export class Cells {
  /** Names of the cells that are made where a scope begins, by the node that is the scope. */
  readonly #names = new Map<t.Node, string>();
  readonly #cells = new Map<Variable, Cell>();

  constructor(variables: Variables, newName: () => string) {
    const shared = [...new Set(variables.values())].filter(isShared);
    const once = new Set(
      shared.filter((variable) => variable.usedByParameters).map(({ scope }) => scope.node),
    );
    for (const variable of shared) {
      const { node } = variable.scope;
      if (once.has(node) || !hasRoom(node)) this.#cells.set(variable, onlyOnce(variable));
      else {
        const name = this.#names.get(node) ?? newName();
        this.#names.set(node, name);
        this.#cells.set(variable, { cell: name, name: JSON.stringify(variable.name) });
      }
    }
  }

  /** Undefined for what is not shared. */
  of(variable: Variable | undefined): Cell | undefined {
    return variable && this.#cells.get(variable);
  }

  /** Name of the cell that is to be made where `scope` begins. */
  madeAt(scope: t.Node): string | undefined {
    return this.#names.get(scope);
  }
}

/** Whether a declaration can be put where the scope begins. */
function hasRoom(node: t.Node): boolean {
  switch (node.type) {
    case 'BlockStatement':
    case 'StaticBlock':
    case 'TSModuleBlock':
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'CatchClause':
      return true;
    default:
      return isFunction(node);
  }
}

/** All activations share it: that only makes more of them dependent. */
function onlyOnce({ name, scope }: Variable): Cell {
  const text = scope.node.type === 'Program' ? name : `${name}:${scope.node.start ?? 0}`;
  return { cell: '0', name: JSON.stringify(text) };
}
