import { callerLocation, callerLocations } from './caller-location.ts';
import { type CallStack, framesOf, readCallStack, takeCallStack } from './call-stack.ts';

/* Prints the places of one call: by its frames, then by its text. */

class Taker {
  async take(): Promise<CallStack> {
    await Promise.resolve();
    return takeCallStack();
  }
}

async function outer(): Promise<CallStack> {
  const [taken = {}] = await Promise.all([1].map(() => new Taker().take()));
  return taken;
}

const taken = await outer();
const frames = framesOf(taken)?.length;
const byFrames = [...callerLocations(taken)];
const text = readCallStack(taken);
const lines = text?.split('\n') ?? [];
const byText = lines.map((line) => callerLocation(line)).filter((place) => place !== undefined);
console.log(JSON.stringify({ frames, framesAfterText: framesOf(taken)?.length, byFrames, byText }));
