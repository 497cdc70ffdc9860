import type * as t from '@babel/types';
import type { Context } from './context.ts';
import { Frame } from './frame.ts';
import { putFrame, visitFunction } from './functions.ts';
import { bare, endOf, isErased } from './syntax.ts';

type Field = t.ClassProperty | t.ClassPrivateProperty | t.ClassAccessorProperty;

export function visitClass(node: t.ClassDeclaration | t.ClassExpression, context: Context): void {
  context.classes.push(node.id?.name ?? context.holders.get(node) ?? 'class');
  context.fixedPrivates.push(fixedPrivates(node.body));
  context.visit(node.superClass);
  for (const member of node.body.body) visitClassMember(member, node, context);
  context.fixedPrivates.pop();
  context.classes.pop();
}

function visitClassMember(member: t.ClassBody['body'][number], owner: t.Class, context: Context): void {
  if (isErased(member)) return;
  switch (member.type) {
    case 'ClassMethod':
    case 'ClassPrivateMethod': {
      // What a base class makes has to have its name before anybody touches it.
      if (member.kind !== 'constructor') return visitFunction(member, context);
      const name = `${context.runtime}.n(this,${context.site(owner)})`;
      if (!owner.superClass) return visitFunction(member, context, [`${name};`]);
      nameAfterSuper(member, name, context);
      return visitFunction(member, context);
    }
    case 'ClassProperty':
    case 'ClassPrivateProperty':
    case 'ClassAccessorProperty':
      return visitField(member, context);
    case 'StaticBlock':
      return visitStaticBlock(member, context);
    default:
  }
}

/** As a statement of its own: a compiler that moves initial values of fields looks for `super(…)` as one. */
function nameAfterSuper(
  constructor: t.ClassMethod | t.ClassPrivateMethod,
  name: string,
  context: Context,
): void {
  for (const statement of constructor.body.body) {
    if (statement.type !== 'ExpressionStatement') continue;
    const { expression } = statement;
    if (expression.type !== 'CallExpression' || expression.callee.type !== 'Super') continue;
    context.inserts.close(endOf(expression), `;${name}`);
  }
}

function visitField(field: Field, context: Context): void {
  if ('computed' in field && field.computed) context.visit(field.key);
  if (!field.value) return;
  const { key } = field;
  const name =
    key.type === 'PrivateName' ? `#${key.id.name}` : key.type === 'Identifier' ? key.name : undefined;
  if (name !== undefined) context.holders.set(bare(field.value), `${context.classes.at(-1)}.${name}`);
  context.within(new Frame(context.frame, false), () => context.visit(field.value));
}

function visitStaticBlock(block: t.StaticBlock, context: Context): void {
  const frame = new Frame(context.frame, true);
  const cell = context.cells.madeAt(block);
  if (cell !== undefined) frame.prologue.push(`const ${cell}=${context.runtime}.cell();`);
  context.within(frame, () => {
    putFrame(block, context);
    context.visitAll(block.body);
  });
}

/** Private methods, which nobody can replace, and accessors, whose code tells by itself what it does. */
function fixedPrivates(body: t.ClassBody): Set<string> {
  const names = new Set<string>();
  for (const member of body.body) if (member.type === 'ClassPrivateMethod') names.add(member.key.id.name);
  return names;
}
