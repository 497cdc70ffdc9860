import type { Random } from './random.ts';

/** What the clients of one connection do: each sends its batches one after the other, the calls of a batch at once. */
export type PipelinedProgram = readonly (readonly number[])[];

/** Sends one message; settles with its reply. */
export type Send = (message: string) => Promise<unknown>;

/** One to three clients, at most five messages in all. */
export function drawPipelined(random: Random): PipelinedProgram {
  let left = 2 + random.below(4);
  const clients: number[][] = [];
  while (left > 0 && clients.length < 3) {
    const batches: number[] = [];
    for (let n = 1 + random.below(2); n > 0 && left > 0; n--) {
      const size = 1 + random.below(Math.min(3, left));
      batches.push(size);
      left -= size;
    }
    clients.push(batches);
  }
  return clients;
}

/** One client. What it is told of, it logs: `c` and the message whose reply it got. */
export async function runClient(
  client: number,
  batches: readonly number[],
  send: Send,
  log: (arrival: string) => void,
): Promise<void> {
  for (const [batch, size] of batches.entries()) {
    const replies = Array.from({ length: size }, (_, i) => {
      const message = `${client}.${batch}.${i}`;
      return send(message).then(() => log(`c${message}`));
    });
    await Promise.all(replies);
  }
}
