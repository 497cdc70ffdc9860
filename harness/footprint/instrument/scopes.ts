import type * as t from '@babel/types';
import { bare, childrenOf, isErased, isFunction, type FunctionNode } from './syntax.ts';

/** One variable of the program. */
export interface Variable {
  readonly name: string;
  readonly kind: 'variable' | 'parameter' | 'import';
  readonly scope: Scope;
  /** Some function within that in which it is declared speaks of it. */
  captured: boolean;
  /** It is given another value after its declaration. */
  assigned: boolean;
  /** A parameter of which the default value of another speaks. */
  usedByParameters: boolean;
}

/** What holds variables. */
export class Scope {
  readonly node: t.Node;
  readonly parent: Scope | undefined;
  /** The scope of the function around it, or this. */
  readonly ofFunction: Scope;
  readonly variables = new Map<string, Variable>();

  constructor(node: t.Node, parent: Scope | undefined, isFunction: boolean) {
    this.node = node;
    this.parent = parent;
    this.ofFunction = isFunction || parent === undefined ? this : parent.ofFunction;
  }

  find(name: string): Variable | undefined {
    return this.variables.get(name) ?? this.parent?.find(name);
  }
}

/** Variables by the identifiers that speak of them. */
export type Variables = ReadonlyMap<t.Identifier, Variable>;

/** Whether steps may share a variable: who captures it sees what others assign. */
export function isShared(variable: Variable): boolean {
  return variable.captured && variable.assigned;
}

interface Reference {
  readonly identifier: t.Identifier;
  readonly scope: Scope;
  readonly assigns: boolean;
  readonly inParameters: FunctionNode | undefined;
}

/** Finds out which identifier speaks of which variable. */
export function analyse(program: t.Program): Variables {
  const analysis = new Analysis();
  analysis.walk(program, new Scope(program, undefined, true));
  return analysis.resolve();
}

class Analysis {
  readonly #references: Reference[] = [];
  /** Functions whose parameters are being walked through. */
  #parametersOf: FunctionNode | undefined;
  #inLoop = false;

  resolve(): Variables {
    const found = new Map<t.Identifier, Variable>();
    for (const { identifier, scope, assigns, inParameters } of this.#references) {
      const variable = scope.find(identifier.name);
      if (variable === undefined) continue;
      found.set(identifier, variable);
      if (assigns) variable.assigned = true;
      if (scope.ofFunction !== variable.scope.ofFunction) variable.captured = true;
      if (inParameters !== undefined && variable.scope.node === inParameters)
        variable.usedByParameters = true;
    }
    return found;
  }

  walk(node: t.Node, scope: Scope): void {
    if (isErased(node)) return this.#declareErased(node, scope);
    if (isFunction(node)) return this.#function(node, scope);
    switch (node.type) {
      case 'BlockStatement':
        return this.#children(node, new Scope(node, scope, false));
      case 'StaticBlock':
      case 'TSModuleBlock':
        return this.#children(node, new Scope(node, scope, true));
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
        return this.#loop(node, new Scope(node, scope, false));
      case 'WhileStatement':
      case 'DoWhileStatement':
        return this.#repeated(() => this.#children(node, scope));
      case 'SwitchStatement': {
        this.walk(node.discriminant, scope);
        const cases = new Scope(node, scope, false);
        for (const one of node.cases) this.walk(one, cases);
        return;
      }
      case 'CatchClause': {
        const caught = new Scope(node, scope, false);
        if (node.param) this.#pattern(node.param, caught, 'variable');
        return this.walk(node.body, caught);
      }
      case 'VariableDeclaration':
        return this.#variables(node, scope);
      case 'ClassDeclaration':
      case 'ClassExpression':
        return this.#class(node, scope);
      case 'ClassProperty':
      case 'ClassPrivateProperty':
      case 'ClassAccessorProperty':
        if ('computed' in node && node.computed) this.walk(node.key, scope);
        if (node.value) this.walk(node.value, new Scope(node, scope, true));
        return;
      case 'ImportDeclaration':
        for (const specifier of node.specifiers) this.#declare(specifier.local, scope, 'import');
        return;
      case 'ExportNamedDeclaration':
        if (node.declaration) this.walk(node.declaration, scope);
        return;
      case 'TSEnumDeclaration':
        return this.#declare(node.id, scope, 'variable');
      case 'TSModuleDeclaration':
        if (node.id.type === 'Identifier') this.#declare(node.id, scope, 'variable');
        return this.walk(node.body, scope);
      case 'AssignmentExpression':
        this.#target(node.left, scope);
        return this.walk(node.right, scope);
      case 'UpdateExpression':
        return this.#target(node.argument, scope);
      case 'Identifier':
        return this.#refer(node, scope, false);
      default:
        return this.#plain(node, scope);
    }
  }

  /** Nodes that hold names which are no variables. */
  #plain(node: t.Node, scope: Scope): void {
    switch (node.type) {
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        this.walk(node.object, scope);
        if (node.computed) this.walk(node.property, scope);
        return;
      case 'ObjectProperty':
        if (node.computed) this.walk(node.key, scope);
        return this.walk(node.value, scope);
      case 'LabeledStatement':
        return this.walk(node.body, scope);
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'MetaProperty':
      case 'PrivateName':
      case 'ExportAllDeclaration':
      case 'Decorator':
        return;
      default:
        return this.#children(node, scope);
    }
  }

  #children(node: t.Node, scope: Scope): void {
    for (const child of childrenOf(node)) this.walk(child, scope);
  }

  #repeated(work: () => void): void {
    const before = this.#inLoop;
    this.#inLoop = true;
    work();
    this.#inLoop = before;
  }

  #function(node: FunctionNode, outer: Scope): void {
    if (node.type === 'FunctionDeclaration' && node.id) this.#declare(node.id, outer, 'variable');
    const named = new Scope(node, outer, false);
    if (node.type === 'FunctionExpression' && node.id) this.#declare(node.id, named, 'variable');
    if ('computed' in node && node.computed) this.walk(node.key, outer);
    const scope = new Scope(node, named, true);
    const [parametersBefore, loopBefore] = [this.#parametersOf, this.#inLoop];
    this.#parametersOf = node;
    this.#inLoop = false;
    for (const parameter of node.params) this.#pattern(parameter, scope, 'parameter');
    this.#parametersOf = parametersBefore;
    // The body is no scope of its own: what is declared there may not have the names of parameters, bar `var`.
    if (node.body.type === 'BlockStatement') this.#children(node.body, scope);
    else this.walk(node.body, scope);
    this.#inLoop = loopBefore;
  }

  #loop(node: t.ForStatement | t.ForInStatement | t.ForOfStatement, scope: Scope): void {
    if (node.type === 'ForStatement') {
      if (node.init) this.walk(node.init, scope);
      return this.#repeated(() => {
        for (const part of [node.test, node.update, node.body]) if (part) this.walk(part, scope);
      });
    }
    this.walk(node.right, scope);
    this.#repeated(() => {
      if (node.left.type !== 'VariableDeclaration') this.#target(node.left, scope);
      else {
        for (const { id } of node.left.declarations) {
          this.#pattern(id, node.left.kind === 'var' ? scope.ofFunction : scope, 'variable');
          if (node.left.kind === 'var') this.#assigned(id, scope);
        }
      }
      this.walk(node.body, scope);
    });
  }

  #class(node: t.ClassDeclaration | t.ClassExpression, scope: Scope): void {
    const inner = new Scope(node, scope, false);
    if (node.id) this.#declare(node.id, node.type === 'ClassDeclaration' ? scope : inner, 'variable');
    if (node.superClass) this.walk(node.superClass, inner);
    this.walk(node.body, inner);
  }

  #variables(node: t.VariableDeclaration, scope: Scope): void {
    for (const { id, init } of node.declarations) {
      const holder = node.kind === 'var' ? scope.ofFunction : scope;
      const isKnown = id.type === 'Identifier' && holder.variables.has(id.name);
      this.#pattern(id, holder, 'variable');
      // A `var` is there before its line: where that is passed more than once, or only after a wait, it assigns.
      if (node.kind === 'var' && init && (isKnown || this.#inLoop || mayWait(holder.node)))
        this.#assigned(id, scope);
      if (init) this.walk(init, scope);
    }
  }

  /** Names that a pattern declares; what is computed in it is walked through. */
  #pattern(node: t.Node, scope: Scope, kind: Variable['kind']): void {
    switch (node.type) {
      case 'Identifier':
        return this.#declare(node, scope, kind);
      case 'AssignmentPattern':
        this.#pattern(node.left, scope, kind);
        return this.walk(node.right, scope);
      case 'RestElement':
        return this.#pattern(node.argument, scope, kind);
      case 'ArrayPattern':
        for (const element of node.elements) if (element) this.#pattern(element, scope, kind);
        return;
      case 'ObjectPattern':
        for (const property of node.properties) {
          if (property.type === 'ObjectProperty' && property.computed) this.walk(property.key, scope);
          this.#pattern(property.type === 'ObjectProperty' ? property.value : property.argument, scope, kind);
        }
        return;
      case 'TSParameterProperty':
        return this.#pattern(node.parameter, scope, kind);
      default:
    }
  }

  /** What an assignment gives a value to. */
  #target(node: t.Node, scope: Scope): void {
    const target = bare(node);
    switch (target.type) {
      case 'Identifier':
        return this.#refer(target, scope, true);
      case 'AssignmentPattern':
        this.#target(target.left, scope);
        return this.walk(target.right, scope);
      case 'RestElement':
        return this.#target(target.argument, scope);
      case 'ArrayPattern':
        for (const element of target.elements) if (element) this.#target(element, scope);
        return;
      case 'ObjectPattern':
        for (const property of target.properties) {
          if (property.type === 'ObjectProperty' && property.computed) this.walk(property.key, scope);
          this.#target(property.type === 'ObjectProperty' ? property.value : property.argument, scope);
        }
        return;
      default:
        return this.walk(target, scope);
    }
  }

  #assigned(id: t.Node, scope: Scope): void {
    this.#target(id, scope);
  }

  #declare(identifier: t.Identifier, scope: Scope, kind: Variable['kind']): void {
    if (!scope.variables.has(identifier.name)) {
      const { name } = identifier;
      scope.variables.set(name, {
        name,
        kind,
        scope,
        captured: false,
        assigned: false,
        usedByParameters: false,
      });
    }
    this.#references.push({ identifier, scope, assigns: false, inParameters: undefined });
  }

  #declareErased(node: t.Node, scope: Scope): void {
    if (node.type === 'TSImportEqualsDeclaration') this.#declare(node.id, scope, 'variable');
  }

  #refer(identifier: t.Identifier, scope: Scope, assigns: boolean): void {
    this.#references.push({ identifier, scope, assigns, inParameters: this.#parametersOf });
  }
}

function mayWait(node: t.Node): boolean {
  return isFunction(node) && (node.async === true || node.generator === true);
}
