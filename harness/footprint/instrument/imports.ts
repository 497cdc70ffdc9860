import { builtinModules } from 'node:module';
import type * as t from '@babel/types';
import { isShared, type Variables } from './scopes.ts';

const BUILTIN: ReadonlySet<string> = new Set(builtinModules);

/**
 * Imported variables by their local names, each with the name that its module exports it under; `*` for all of a module.
 * Those of Node itself never change.
 */
export function importsOf(program: t.Program): Map<string, string> {
  const found = new Map<string, string>();
  for (const statement of program.body) {
    if (statement.type !== 'ImportDeclaration' || statement.importKind === 'type') continue;
    const from = statement.source.value;
    if (from.startsWith('node:') || BUILTIN.has(from)) continue;
    for (const specifier of statement.specifiers) {
      if (specifier.type === 'ImportNamespaceSpecifier') found.set(specifier.local.name, '*');
      else if (specifier.type === 'ImportDefaultSpecifier') found.set(specifier.local.name, 'default');
      else if (specifier.type === 'ImportSpecifier' && specifier.importKind !== 'type') {
        found.set(specifier.local.name, nameOf(specifier.imported));
      }
    }
  }
  return found;
}

/**
 * Which variables a module exports that change: the name outside, and that of the variable here. What is exported of
 * another module under a new name is known by the name there, after a colon.
 */
export function exportsOf(
  program: t.Program,
  variables: Variables,
  imports: ReadonlyMap<string, string>,
): [string, string][] {
  const shared = new Set(
    [...variables.values()]
      .filter((one) => isShared(one) && one.scope.node === program)
      .map(({ name }) => name),
  );
  const found: [string, string][] = [];
  for (const statement of program.body) {
    if (statement.type !== 'ExportNamedDeclaration' || statement.exportKind === 'type') continue;
    for (const specifier of statement.specifiers) {
      if (specifier.type !== 'ExportSpecifier') continue;
      const outside = nameOf(specifier.exported);
      const inside = specifier.local.name;
      const imported = statement.source ? nameOf(specifier.local) : imports.get(inside);
      if (imported !== undefined && imported !== outside) found.push([outside, `:${imported}`]);
      else if (!statement.source && shared.has(inside)) found.push([outside, inside]);
    }
    if (statement.declaration?.type !== 'VariableDeclaration') continue;
    for (const name of shared) {
      const declared = statement.declaration.declarations.some(
        ({ id }) => id.type === 'Identifier' && id.name === name,
      );
      if (declared) found.push([name, name]);
    }
  }
  return found;
}

function nameOf(node: t.Identifier | t.StringLiteral): string {
  return node.type === 'Identifier' ? node.name : node.value;
}
