import { BLOCK, type Inode } from './inode.ts';

const DEVICE = 1;
const SECTOR = 512;

/** Fields of `stat`, as the native side fills them in: times are seconds, then nanoseconds. */
export function statNumbers(inode: Inode, isBig: unknown): Float64Array | BigInt64Array {
  const { size } = inode;
  const blocks = inode.isFolder || inode.isLink ? 0 : Math.ceil(size / BLOCK) * (BLOCK / SECTOR);
  const numbers = new Float64Array(18);
  numbers[0] = DEVICE;
  numbers[1] = inode.mode;
  numbers[2] = inode.links;
  numbers[3] = inode.uid;
  numbers[4] = inode.gid;
  numbers[6] = BLOCK;
  numbers[7] = inode.number;
  numbers[8] = size;
  numbers[9] = blocks;
  putTime(numbers, 10, inode.accessedMs);
  putTime(numbers, 12, inode.modifiedMs);
  putTime(numbers, 14, inode.changedMs);
  putTime(numbers, 16, inode.bornMs);
  return isBig === true ? bigNumbers(numbers) : numbers;
}

function putTime(numbers: Float64Array, at: number, ms: number): void {
  const seconds = Math.floor(ms / 1000);
  numbers[at] = seconds;
  // Rounded: what is left of a fraction of a second has lost its last digits.
  numbers[at + 1] = Math.round((ms - seconds * 1000) * 1000) * 1000;
}

export function bigNumbers(numbers: Float64Array): BigInt64Array {
  return BigInt64Array.from(numbers, BigInt);
}
