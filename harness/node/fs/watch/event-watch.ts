import { type Event, PENDING, WAITING } from '../../../core/event.ts';
import { inContext } from '../../../core/context.ts';
import type { Task } from '../../../core/task.ts';
import type { WatchHandle } from '../../bindings/stub-fs-watch.ts';
import type { Machine } from '../../machine/machine.ts';
import { RequestQueue } from '../../machine/request-queue.ts';
import { encoded } from '../calls/caller.ts';
import type { Inode } from '../volume/inode.ts';
import type { Change } from '../volume/volume.ts';

/** What Node makes of what inotify tells: a name is another's, or what is behind it is not what it was. */
type Told = 'rename' | 'change';

/** What inotify has to tell a process, in the order in which it happened. */
export class Notices {
  readonly #machine: Machine;
  readonly #queue: RequestQueue;
  #last: { readonly event: Event; readonly same: readonly unknown[] } | undefined;

  constructor(machine: Machine) {
    this.#machine = machine;
    this.#queue = new RequestQueue(machine.run, 1, false);
  }

  /** @param same what is as the last, and that was not read yet, is not told again */
  add(task: Task, name: string, same: readonly unknown[], complete: () => void): void {
    const last = this.#last;
    const isUnread = last?.event.state === PENDING || last?.event.state === WAITING;
    if (isUnread && last?.same.every((each, i) => each === same[i])) return;
    const event = this.#machine.issue({ name: 'fs.watch', key: name, task, queue: this.#queue, complete });
    if (event !== undefined) this.#last = { event, same };
  }
}

/** One `fs.watch`: a file, or a folder with what is right in it. As inotify does, it watches what had the name then. */
export class EventWatch {
  readonly #notices: Notices;
  readonly #inode: Inode;
  readonly #name: string;
  readonly #task: Task;
  readonly #call: () => void;
  #told: readonly [Told, string] = ['change', ''];
  #isOver = false;

  constructor(
    { run }: Machine,
    notices: Notices,
    handle: WatchHandle,
    watched: { readonly inode: Inode; readonly name: string; readonly encoding: unknown },
  ) {
    this.#notices = notices;
    this.#inode = watched.inode;
    this.#name = watched.name;
    this.#task = run.current;
    this.#call = inContext(() => {
      const [told, name] = this.#told;
      if (!this.#isOver) handle.onchange(0, told, encoded(name, watched.encoding));
    });
  }

  note({ kind, folder, name = '', inode }: Change): void {
    if (kind === 'entry') {
      if (folder === this.#inode) this.#tell('rename', name, kind);
      return;
    }
    if (kind === 'content' || kind === 'attributes')
      for (const [each, child] of this.#inode.entries ?? [])
        if (child === inode) this.#tell('change', each, kind);
    if (inode !== this.#inode) return;
    if (kind === 'moved' || kind === 'gone') this.#tell('rename', this.#name, kind);
    else this.#tell('change', this.#name, kind === 'links' ? 'attributes' : kind);
    // The system says, too, that it watches no longer.
    if (kind === 'gone') this.#tell('rename', this.#name, 'over');
  }

  stop(): void {
    this.#isOver = true;
  }

  #tell(told: Told, name: string, kind: Change['kind'] | 'over'): void {
    this.#notices.add(this.#task, name, [this, kind, name], () => {
      this.#told = [told, name];
      this.#call();
    });
  }
}
