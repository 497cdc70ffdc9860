import type * as t from '@babel/types';
import { Cells } from './cells.ts';
import { Frame } from './frame.ts';
import { Inserts } from './inserts.ts';
import type { Variables } from './scopes.ts';
import { endOf, startOf } from './syntax.ts';

/** How a kind of node is instrumented. */
export type Visit = (node: t.Node, context: Context) => void;

/** What is known while a file is walked through, from the outside in. */
export class Context {
  readonly code: string;
  readonly variables: Variables;
  readonly inserts: Inserts;
  readonly cells: Cells;
  /** Line and column of each site, one after the other. */
  readonly sites: number[] = [];
  /** What to call an object that is made here: after what holds it. */
  readonly holders = new Map<t.Node, string>();
  /** Objects of optional chains that have to be kept until it is clear how the chain goes on. */
  readonly chainBases = new Map<t.Node, string>();
  /** What the modules that they come from call them, by the local names of imported variables. */
  readonly imports = new Map<string, string>();
  frame = new Frame(undefined, true);
  /** Names of the classes around, the innermost last. */
  readonly classes: string[] = [];
  /** Private methods and accessors of the classes around: they never change. */
  readonly fixedPrivates: ReadonlySet<string>[] = [];
  /** How the runtime is called. */
  readonly runtime: string;
  readonly #visit: Visit;
  readonly #prefix: string;
  #names = 0;

  constructor(code: string, variables: Variables, visit: Visit) {
    this.code = code;
    this.variables = variables;
    this.inserts = new Inserts(code);
    this.#visit = visit;
    this.#prefix = unusedName(code);
    this.runtime = `${this.#prefix}()`;
    this.cells = new Cells(variables, () => this.newName());
  }

  visit(node: t.Node | null | undefined): void {
    if (!node) return;
    const kept = this.chainBases.get(node);
    if (kept !== undefined) this.wrapAs(node, 'o', kept);
    this.#visit(node, this);
  }

  visitAll(nodes: Iterable<t.Node | null | undefined>): void {
    for (const node of nodes) this.visit(node);
  }

  /** A name that nothing in the file has. */
  newName(): string {
    this.#names += 1;
    return `${this.#prefix}${this.#names}`;
  }

  temporary(): string | undefined {
    return this.frame.temporary(() => this.newName());
  }

  anyTemporary(): string {
    return this.frame.anyTemporary(() => this.newName());
  }

  /** Number of a place of the file, to be handed to the runtime. */
  site(node: t.Node): string {
    const start = node.loc?.start;
    return String(this.sites.push(start?.line ?? 0, start?.column ?? 0) / 2 - 1);
  }

  /** How the runtime is told of an object that is made here: once for all runs, while a module loads. */
  get naming(): 'n' | 'N' {
    return this.frame.isOutermost ? 'N' : 'n';
  }

  /** Hands a node to `method` of the runtime, whatever else is done to it within. */
  wrap(node: t.Node, method: string, ...more: string[]): void {
    const [open, close] = node.type === 'SequenceExpression' ? ['(', ')'] : ['', ''];
    this.inserts.open(startOf(node), `${this.runtime}.${method}(${open}`);
    this.inserts.close(endOf(node), [close, ...more].join(',') + ')');
  }

  /** Hands a node to `method` of the runtime, and keeps it under `name`, if any. */
  wrapAs(node: t.Node, method: string, name: string | undefined, ...more: string[]): void {
    if (name === undefined) return this.wrap(node, method, ...more);
    this.inserts.open(startOf(node), `${this.runtime}.${method}(${name}=`);
    this.inserts.close(endOf(node), ['', ...more].join(',') + ')');
  }

  within<T>(frame: Frame, work: () => T): T {
    const before = this.frame;
    this.frame = frame;
    try {
      return work();
    } finally {
      this.frame = before;
    }
  }
}

function unusedName(code: string): string {
  let name = '$h';
  for (let n = 0; code.includes(name); n++) name = `$h${n}_`;
  return name;
}
