import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NodeOptions } from '../../core/node-options.ts';
import { UsageError } from '../../core/usage-error.ts';
import type { MachineSettings } from '../machine/settings.ts';
import { checkFsFaults } from './fs-faults.ts';
import { moduleFolders } from './module-folders.ts';
import type { Errno } from './volume/errno.ts';
import { RealEntry } from './volume/real-entry.ts';
import type { Volume } from './volume/volume.ts';

/** The harness' own folder, from which runs may load what they have not loaded yet. */
const OWN = fileURLToPath(new URL('../../..', import.meta.url));

/** Something that is on the volume when a run begins. */
type First =
  | { readonly path: string; readonly content: Buffer; readonly mode: number }
  | { readonly path: string; readonly target: string }
  | { readonly path: string; readonly isFolder: true };

/** What is on the volumes of a scenario when its runs begin, looked up once for all of them. */
export class FsSettings {
  readonly #first: readonly First[];
  readonly #mounts: readonly RealEntry[];
  /** Folders for anybody's files. */
  readonly #shared: ReadonlySet<string> = new Set(['/tmp', tmpdir()]);

  /** @throws UsageError for a folder that is not there, a path that is not absolute */
  constructor({ files = {}, mounts = [process.cwd(), ...moduleFolders(process.cwd())] }: NodeOptions) {
    this.#first = typeof files === 'string' ? fixturesIn(files) : Object.entries(files).map(given);
    this.#mounts = [...mounts, OWN].map(mounted);
  }

  /** Fills a new volume. */
  fill(volume: Volume): void {
    for (const real of this.#mounts) volume.mount(real);
    for (const path of this.#shared) volume.folder(path).mode |= 0o1777;
    for (const first of this.#first) {
      try {
        put(volume, first);
      } catch (error) {
        const { code } = error as Errno;
        throw new UsageError(`The file '${first.path}' of \`files\` cannot be made: ${code}.`);
      }
    }
  }
}

function put(volume: Volume, first: First): void {
  if ('content' in first) volume.put(first.path, first.content, first.mode);
  else if ('target' in first) volume.putLink(first.path, first.target);
  else volume.folder(first.path);
}

function given([path, content]: [string, string | Uint8Array]): First {
  if (!path.startsWith('/'))
    throw new UsageError(`\`files\` has the path '${path}': give absolute ones, as '/${path}'.`);
  const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content);
  return { path, content: bytes, mode: 0o644 };
}

function mounted(folder: string): RealEntry {
  const real = RealEntry.at(resolve(folder));
  if (real === undefined)
    throw new UsageError(`\`mounts\` has '${folder}', and there is no such folder: ${resolve(folder)}.`);
  return real;
}

/** All that is in a folder of fixtures, which is the root of the volume. */
function fixturesIn(folder: string): readonly First[] {
  const root = resolve(folder);
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`\`files\` is '${folder}', and there is no such folder: ${root}.`);
  return thoseIn(root, '');
}

function thoseIn(folder: string, path: string): readonly First[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): readonly First[] => {
    const real = join(folder, entry.name);
    const here = { path: `${path}/${entry.name}` };
    if (entry.isDirectory()) return [{ ...here, isFolder: true }, ...thoseIn(real, here.path)];
    if (entry.isSymbolicLink()) return [{ ...here, target: readlinkSync(real) }];
    return [{ ...here, content: readFileSync(real), mode: statSync(real).mode & 0o777 }];
  });
}

const known = new WeakMap<NodeOptions, FsSettings>();

/** @throws UsageError also for faults that there are not */
export function fsSettingsOf({ options, menu }: MachineSettings): FsSettings {
  let settings = known.get(options);
  if (settings === undefined) {
    checkFsFaults(menu);
    known.set(options, (settings = new FsSettings(options)));
  }
  return settings;
}
