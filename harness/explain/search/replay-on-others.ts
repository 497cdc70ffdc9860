import { findingWith, signatureOf } from '../../core/finding.ts';
import { TimeUp } from '../../node/bounded.ts';
import type { Program } from '../../program/program.ts';
import { Replayer } from '../../schedule/replayer.ts';
import { type Case, limitsOf } from '../../shrink/attempts.ts';
import { AskedAt } from '../../trace/asked-at.ts';
import { isTestCode } from '../../trace/code-under-test.ts';
import type { PathFork, VariantReplay } from '../variant-replay.ts';

/** Other variants that one failure is replayed on: each is code that is not warm yet. */
const VARIANTS_MAX = 8;
/** Those whose runs are traced, too, for the line where they leave the path: to read stacks takes longer than all runs. */
const PLACED_MAX = 1;
/** The one that a reader compares with first. */
const FIRST = 'hardened';

/**
 * The failing schedule on the other variants of its scenario, as far as it can be followed there.
 * @param signature kind and invariant of the failure
 */
export async function replayOnOthers(
  program: Program,
  failing: Case,
  invariant: string,
  signature: string,
): Promise<readonly VariantReplay[]> {
  const { scenario, variantId } = program;
  const others = Object.keys(scenario.system.variants)
    .filter((variant) => variant !== variantId && scenario.notApplicable?.[variant]?.['*'] === undefined)
    .sort((one, other) => Number(other === FIRST) - Number(one === FIRST));
  const failingOrder = failing.run.delivered.map((event) => failing.run.idOf(event));
  const replays: VariantReplay[] = [];
  for (const variant of others.slice(0, VARIANTS_MAX)) {
    const reason = scenario.notApplicable?.[variant]?.[invariant];
    if (reason !== undefined) {
      const sentence = `says nothing: ${invariant} does not apply there (${reason})`;
      replays.push({ variant, outcome: 'unknown', sentence });
      continue;
    }
    const other = program.withVariant(variant);
    replays.push(await replayOn(other, failing, failingOrder, signature, replays.length < PLACED_MAX));
  }
  return replays;
}

async function replayOn(
  other: Program,
  failing: Case,
  failingOrder: readonly string[],
  signature: string,
  isPlaced: boolean,
): Promise<VariantReplay> {
  const variant = other.variantId;
  try {
    return await other.inSlice(() => {
      const anew = (): Replayer => new Replayer(failing.schedule, limitsOf(failing));
      let replayer = anew();
      const { run } = other.record(failing.workload, replayer, () => (replayer = anew()));
      if (run.ending === 'step-bound') return unknown(variant, 'its run was cut off');
      // What polls for the very event that the schedule holds there does so because of the schedule.
      if (run.ending === 'livelock') return unknown(variant, 'what the schedule holds is waited for there');
      const order = run.delivered.map((event) => run.idOf(event));
      const fork = forkOf(failingOrder, order);
      const [first] = run.findings;
      const isSame = findingWith(run, signature) !== undefined;
      const outcome = isSame ? 'fails' : first === undefined ? 'passes' : 'differs';
      const failsAs = outcome === 'differs' && first !== undefined ? signatureOf(first) : undefined;
      const [never] = replayer.unused;
      const leaves = fork && { ...fork.path, ...(isPlaced && placeOf(other, failing, fork.own)) };
      return {
        variant,
        outcome,
        ...(failsAs !== undefined && { failsAs }),
        ...(leaves !== undefined && { leaves }),
        sentence: sentenceOf(outcome, failsAs, leaves, never),
      };
    });
  } catch (error) {
    if (error instanceof TimeUp) throw error;
    return unknown(variant, 'it cannot be run there');
  }
}

function unknown(variant: string, why: string): VariantReplay {
  return { variant, outcome: 'unknown', sentence: `says nothing: ${why}` };
}

/** The first step that differs, and the first event from there on that is new, else the one that comes instead. */
function forkOf(
  failing: readonly string[],
  other: readonly string[],
): { readonly path: PathFork; readonly own: string | undefined } | undefined {
  const length = Math.max(failing.length, other.length);
  let at = 0;
  while (at < length && failing[at] === other[at]) at += 1;
  if (at === length) return undefined;
  const known = new Set(failing);
  const own = other.slice(at).find((event) => !known.has(event)) ?? other[at];
  const path = {
    step: at + 1,
    ...(failing[at] !== undefined && { failing: failing[at] }),
    ...(other[at] !== undefined && { other: other[at] }),
  };
  return { path, own };
}

/** The line of the code under test that asked for an event. */
function placeOf(other: Program, failing: Case, event: string | undefined): Pick<PathFork, 'location'> {
  if (event === undefined) return {};
  const asked = new AskedAt();
  other.observe(failing.workload, new Replayer(failing.schedule, limitsOf(failing)), asked);
  const location = asked.placesOf(event).find((place) => !isTestCode(place));
  return location === undefined ? {} : { location };
}

const VERBS = { passes: 'passes', fails: 'fails too', differs: 'fails in another way' } as const;

function sentenceOf(
  outcome: keyof typeof VERBS,
  failsAs: string | undefined,
  leaves: PathFork | undefined,
  never: string | undefined,
): string {
  const verdict = `${VERBS[outcome]}${failsAs === undefined ? '' : ` (${failsAs})`}`;
  return `${verdict}: ${pathOf(leaves)}${never === undefined ? '' : `; \`${never}\` never comes there`}`;
}

function pathOf(leaves: PathFork | undefined): string {
  if (leaves === undefined) return 'its path is the same to the end';
  const { step, failing, other, location } = leaves;
  const place = location === undefined ? '' : ` (${location})`;
  if (other === undefined) return `it is over at step ${step}, before \`${failing}\`${place}`;
  if (failing === undefined) return `at step ${step} it goes on, with \`${other}\`${place}`;
  return `at step ${step} comes \`${other}\` instead of \`${failing}\`${place}`;
}
