import type * as t from '@babel/types';
import type { Context } from './context.ts';
import { endOf, startOf, takesName } from './syntax.ts';

/** An identifier that is read. */
export function visitIdentifier(node: t.Identifier, context: Context): void {
  const variable = context.variables.get(node);
  const cell = context.cells.of(variable);
  if (cell !== undefined) context.wrap(node, 'v', cell.cell, cell.name, context.site(node));
  else if (variable?.kind === 'import') {
    const imported = context.imports.get(node.name);
    if (imported !== undefined && imported !== '*')
      context.wrap(node, 'l', JSON.stringify(imported), context.site(node));
  }
}

/** `target = right` and its kin, the target being an identifier. */
export function visitAssignmentToVariable(
  node: t.AssignmentExpression,
  target: t.Identifier,
  context: Context,
): void {
  const cell = context.cells.of(context.variables.get(target));
  if (cell === undefined) return context.visit(node.right);
  const access = [cell.cell, cell.name, context.site(target)];
  if (node.operator !== '=') readBefore(node, access, context);
  if (takesName(node.right)) writeAfter(node, target, context);
  else context.wrap(node.right, 'V', ...access, ...(node.operator === '=' ? [] : ['1']));
  context.visit(node.right);
}

/** `x++`, `--x`. */
export function visitUpdateOfVariable(
  node: t.UpdateExpression,
  target: t.Identifier,
  context: Context,
): void {
  const cell = context.cells.of(context.variables.get(target));
  if (cell === undefined) return;
  const access = [cell.cell, cell.name, context.site(target)];
  readBefore(node, access, context);
  writeAfter(node, target, context);
}

/** Records writing once the whole of `node` has been done; what it yields stays. */
export function writeAfter(node: t.Node, target: t.Identifier, context: Context): void {
  const cell = context.cells.of(context.variables.get(target));
  if (cell === undefined) return;
  const write = `${context.runtime}.V(0,${cell.cell},${cell.name},${context.site(target)},1)`;
  context.wrap(node, 'f', write);
}

function readBefore(node: t.Node, access: readonly string[], context: Context): void {
  const { runtime } = context;
  context.inserts.open(startOf(node), `${runtime}.s(${runtime}.v(0,${access.join(',')}),`);
  context.inserts.close(endOf(node), ')');
}
