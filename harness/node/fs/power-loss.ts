import { type Event, PENDING } from '../../core/event.ts';
import type { Machine } from '../machine/machine.ts';
import { Content } from './volume/content.ts';
import type { Inode } from './volume/inode.ts';
import type { Volume } from './volume/volume.ts';

/** What may have reached the disk; one of several. */
interface Alternative {
  /** As a person reads it: `disk.keeps(…)`. */
  readonly kept: string;
  readonly apply: () => void;
}

const AT_ONCE = [0, 0] as const;

/** So many of the last changes of names are told apart. */
const NAMES_MAX = 16;

/**
 * The machine loses its power: of what was not synced, the disk has kept some part. Where there are several that it may
 * have, each is an event, `disk.keeps(…)`; the one that comes is what was kept, and the others never come. So which part
 * is a choice of the schedule like any other: enumerated, searched, replayed. Everything comes first, which is also what
 * a process leaves that dies alone.
 * @param resume called when it is known what is left
 */
export function losePower(machine: Machine, volume: Volume, resume: () => void): void {
  choose(machine, namesOf(volume), () => {
    const files = volume.journal.unsyncedFiles.map((inode) => ({
      inode,
      path: pathOf(volume.root, inode, ''),
    }));
    const next = (i: number): void => {
      const file = files[i];
      if (file === undefined) return resume();
      const { inode, path } = file;
      const alternatives = path === undefined ? [] : partsOf(volume, inode, path);
      choose(machine, alternatives, () => {
        volume.journal.sync(inode);
        next(i + 1);
      });
    };
    next(0);
  });
}

function choose(machine: Machine, alternatives: readonly Alternative[], next: () => void): void {
  if (alternatives.length < 2) {
    alternatives[0]?.apply();
    next();
    return;
  }
  const events: (Event | undefined)[] = alternatives.map(({ kept, apply }) =>
    machine.issue({
      name: 'disk.keeps',
      key: kept,
      latencyMs: AT_ONCE,
      complete: () => {
        for (const event of events) if (event?.state === PENDING) machine.run.pending.withdraw(event);
        apply();
        next();
      },
    }),
  );
}

function namesOf(volume: Volume): readonly Alternative[] {
  const { journal } = volume;
  const total = journal.unsyncedNames;
  const counts = Array.from({ length: Math.min(total, NAMES_MAX) + 1 }, (_, i) => total - i);
  return counts.map((count) => ({
    kept: count === total ? 'all names' : `${count} of ${total} names`,
    apply: () => journal.keepNames(count, (folder, name, inode) => volume.place(folder, name, inode)),
  }));
}

function partsOf(volume: Volume, inode: Inode, path: string): readonly Alternative[] {
  return volume.journal.keptParts(inode).map(({ part, content }) => ({
    kept: `${path}: ${part}`,
    apply: () => {
      inode.content = new Content(content);
    },
  }));
}

/** Undefined where it has no name any more. */
function pathOf(folder: Inode, inode: Inode, prefix: string): string | undefined {
  for (const [name, each] of folder.entries ?? []) {
    const path = `${prefix}/${name}`;
    const found = each === inode ? path : each.isFolder ? pathOf(each, inode, path) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
