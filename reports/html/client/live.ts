import type { LiveState } from '../model/live-state.ts';
import { liveView } from '../views/live.ts';
import { show } from './to-dom.ts';

const ASK_EACH_MS = 1_000;

const place = document.querySelector('main');
if (place !== null) void look(place);

/** Asks how far the exploration is, shows it, and asks again, until nobody answers. */
async function look(main: Element): Promise<void> {
  let state: LiveState;
  try {
    const answer = await fetch('state.json');
    state = (await answer.json()) as LiveState;
  } catch {
    document.querySelector('h1')?.append(': the command has ended');
    return;
  }
  show(main, liveView(state));
  setTimeout(() => void look(main), ASK_EACH_MS);
}
