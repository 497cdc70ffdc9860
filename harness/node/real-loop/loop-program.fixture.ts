import type { Random } from '../../core/random.ts';

/** What a program does, one after the other, when its turn comes. Names are unique in a program. */
export type Action =
  | { readonly op: 'timeout'; readonly name: string; readonly ms: number; readonly body: Body }
  | {
      readonly op: 'interval';
      readonly name: string;
      readonly ms: number;
      /** Ticks after which it is cleared. */
      readonly ticks: number;
      readonly body: Body;
    }
  | { readonly op: Plain; readonly name: string; readonly body: Body }
  | { readonly op: 'async'; readonly name: string; readonly awaits: readonly Await[]; readonly body: Body }
  | { readonly op: 'clear'; readonly name: string };

/** What comes next, in the turn of the loop that Node gives it, or at once. */
export type Plain =
  'immediate' | 'io' | 'tick' | 'microtask' | 'promise' | 'emit' | 'abort' | 'stream' | 'store';

export type Body = readonly Action[];

/** What an asynchronous function awaits, in order. */
export type Await =
  { readonly op: 'sleep'; readonly ms: number } | { readonly op: 'immediate' | 'io' | 'promise' };

const PLAIN: readonly Plain[] = ['tick', 'microtask', 'promise', 'emit', 'abort', 'stream', 'store'];
const AWAITS = ['sleep', 'immediate', 'io', 'promise'] as const;
const DURATIONS_MS = [0, 1, 1, 2, 3, 5];
const DEPTH_MAX = 3;

/** A program of up to `size` things to do that nest up to three deep. */
export function randomLoopProgram(random: Random, size: number): Body {
  let left = size;
  const names: string[] = [];
  const ms = (): number => DURATIONS_MS[random.below(DURATIONS_MS.length)] as number;
  const fresh = (letter: string): string => {
    const name = `${letter}${names.length}`;
    names.push(name);
    return name;
  };
  const body = (depth: number): Body => {
    const actions: Action[] = [];
    const count = depth === 0 ? 2 + random.below(4) : random.below(3);
    for (let i = 0; i < count && left > 0 && depth <= DEPTH_MAX; i++) actions.push(action(depth));
    return actions;
  };
  const action = (depth: number): Action => {
    left -= 1;
    const kind = random.below(14);
    if (kind < 3) return { op: 'timeout', name: fresh('t'), ms: ms(), body: body(depth + 1) };
    if (kind < 6) return { op: 'immediate', name: fresh('i'), body: body(depth + 1) };
    if (kind < 9) return { op: 'io', name: fresh('f'), body: body(depth + 1) };
    if (kind === 9) {
      const ticks = 1 + random.below(3);
      return { op: 'interval', name: fresh('v'), ms: ms(), ticks, body: body(DEPTH_MAX) };
    }
    if (kind === 10) {
      const awaits = Array.from({ length: 1 + random.below(3) }, (): Await => {
        const op = AWAITS[random.below(AWAITS.length)] as (typeof AWAITS)[number];
        return op === 'sleep' ? { op, ms: ms() } : { op };
      });
      return { op: 'async', name: fresh('a'), awaits, body: body(depth + 1) };
    }
    if (kind === 11 && names.length > 0) {
      return { op: 'clear', name: names[random.below(names.length)] as string };
    }
    const op = PLAIN[random.below(PLAIN.length)] as Plain;
    return { op, name: fresh(op.slice(0, 2)), body: body(depth + 1) };
  };
  return body(0);
}
