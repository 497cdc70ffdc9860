import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Writes a new file, and waits until the disk has it.
 * @param text whole, or piece by piece
 */
export function writeFlushed(file: string, text: string | Iterable<string>): void {
  const descriptor = openSync(file, 'w');
  try {
    for (const piece of typeof text === 'string' ? [text] : text) writeFileSync(descriptor, piece);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Writes a file so that whoever looks, and whenever this process is killed, finds it as it was or as it is to be: beside
 * its place, and then renamed. Makes its folder. On an error the earlier file is as it was.
 * @param text whole, or piece by piece
 */
export function writeWhole(file: string, text: string | Iterable<string>): void {
  const folder = path.dirname(file);
  mkdirSync(folder, { recursive: true });
  const beside = path.join(folder, `.${path.basename(file)}.${process.pid}`);
  try {
    writeFlushed(beside, text);
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
