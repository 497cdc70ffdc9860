import type { FaultMenu } from '../scenario.ts';
import type { Task } from '../core/task.ts';

/** What runs have of what a fault menu may name. */
interface Had {
  /** In the menu, and no run had it. */
  readonly unmet: readonly string[];
  /** What runs had: to find what may have been meant. */
  readonly known: ReadonlySet<string>;
}

/** Watches whether what a fault menu names occurs in runs: a fault of what never occurs befalls nothing, in silence. */
export class MenuWatch {
  /** Operations that some run declared; absent where the menu names none. */
  readonly operations: Set<string> | undefined;
  /** Programs that some run declared; absent where the menu names none. */
  readonly processes: Set<string> | undefined;
  readonly #menu: FaultMenu;
  readonly #unmetTasks: Set<string>;
  readonly #cancellable = new Set<string>();
  readonly #others = new Set<string>();

  constructor(menu: FaultMenu) {
    this.#menu = menu;
    this.operations = menu.operations === undefined ? undefined : new Set();
    this.processes = menu.kill === undefined ? undefined : new Set();
    this.#unmetTasks = new Set(menu.cancel);
  }

  /** Takes in the tasks of a run that is over. Costs nothing once all that the menu names was met. */
  note(tasks: readonly Task[]): void {
    if (this.#unmetTasks.size === 0) return;
    for (const { name, cancel } of tasks) {
      if (name === 'main') continue;
      (cancel === undefined ? this.#others : this.#cancellable).add(name);
      if (cancel === undefined) continue;
      for (const unmet of this.#unmetTasks) if (isMeant(unmet, name)) this.#unmetTasks.delete(unmet);
    }
  }

  /** What the menu names and no run had, each in words: `the operation 'db.comit'`. */
  get unmet(): readonly string[] {
    return [
      ...this.#operationsHad.unmet.map((name) => `the operation '${name}'`),
      ...[...this.#unmetTasks].map((name) => `the task '${name}'${this.#whyNot(name)}`),
      ...this.#processesHad.unmet.map((name) => `the process '${name}'`),
    ];
  }

  /**
   * What is one slip away from what runs have is a mistake. Other names are none by themselves: variants share a menu.
   * @throws Error that names both
   */
  checkSlips(): void {
    checkSlips('operation', this.#operationsHad, Object.keys(this.#menu.operations ?? {}));
    checkSlips('task', { unmet: [...this.#unmetTasks], known: this.#cancellable }, this.#menu.cancel ?? []);
    checkSlips('process', this.#processesHad, this.#menu.kill ?? []);
  }

  /**
   * To be called where no other variant shares the menu, and there were runs enough to see all there is.
   * @throws Error that says what the menu names in vain, and what there is
   */
  checkUnmet(): void {
    const { unmet } = this;
    if (unmet.length === 0) return;
    const there = [
      ...[...this.#operationsHad.known].map((name) => `the operation '${name}'`),
      ...[...this.#cancellable].map((name) => `the task '${name}'`),
      ...[...this.#processesHad.known].map((name) => `the process '${name}'`),
    ];
    const has =
      there.length === 0 ? 'There is nothing that a fault could befall' : `There is ${there.join(', ')}`;
    throw new Error(`The fault menu names ${unmet.join(' and ')}, which no run has. ${has}.`);
  }

  get #operationsHad(): Had {
    const known = this.operations ?? new Set<string>();
    return { unmet: Object.keys(this.#menu.operations ?? {}).filter((name) => !known.has(name)), known };
  }

  get #processesHad(): Had {
    const known = this.processes ?? new Set<string>();
    const isUnmet = (name: string): boolean => ![...known].some((process) => isMeant(name, process));
    return { unmet: (this.#menu.kill ?? []).filter(isUnmet), known };
  }

  #whyNot(unmet: string): string {
    return [...this.#others].some((name) => isMeant(unmet, name))
      ? ' (it runs, but nothing can cancel it: that takes sim.spawn or { cancellable: true })'
      : '';
  }
}

/** @param unmet as the menu names tasks: `caller*` means all whose name begins so */
export function isMeant(unmet: string, task: string): boolean {
  return unmet.endsWith('*') ? task.startsWith(unmet.slice(0, -1)) : task === unmet;
}

function checkSlips(what: string, { unmet, known }: Had, menu: readonly string[]): void {
  for (const name of unmet) {
    const meant = [...known].find((other) => !menu.includes(other) && isOneSlip(name, other));
    if (meant !== undefined)
      throw new Error(
        `The fault menu speaks of the ${what} '${name}', which no run has; '${meant}' there is.`,
      );
  }
}

/** Whether one character too many, too few, another, or two exchanged make all the difference. */
function isOneSlip(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  return (
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    restA.slice(1) === restB.slice(1) ||
    (restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0])
  );
}
