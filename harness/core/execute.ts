import { inEmptyContext } from './async-storage.ts';
import { active } from './active-run.ts';
import { asResults } from './author-result.ts';
import type { Checks } from './checks.ts';
import { context } from './context.ts';
import { DaemonsAlone, isOfDaemons } from './daemons-alone.ts';
import { type Ending, reportEnding } from './ending.ts';
import { noticedAtEnd } from './damage-step.ts';
import { checkDeclaredInvariant, type CheckResult } from './finding.ts';
import { checkDeclared } from './kinds.ts';
import { undoPatches } from './patch.ts';
import { type Picker, promptPicker } from './picker.ts';
import { recording } from './recording.ts';
import { comeToRest } from './rest.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';
import { takeStep } from './take-step.ts';
import { VainWait } from './vain-wait.ts';

/** Runs `setup`, then delivers events until the run is over, then checks. */
export function execute(run: Run, setup: () => Checks, picker: Picker): void {
  active.run = run;
  try {
    const checks = begin(run, setup);
    run.ending = deliverAll(run, picker);
    if (run.misuse !== undefined) throw run.misuse;
    recording.to?.ended();
    run.observer?.ended(run);
    reportEnding(run);
    run.standing?.atEnd(run);
    run.notesIfAny?.unheard.report();
    run.over = true;
    check(run, checks);
  } finally {
    run.over = true;
    undoPatches();
    active.run = undefined;
    context.task = undefined;
  }
}

function begin(run: Run, setup: () => Checks): Checks {
  context.task = run.main;
  const before = context.promises;
  const checks = inEmptyContext(setup);
  settle(run, run.main, 'fulfilled');
  // Most set-ups only declare tasks; where no promise was made nothing can be waiting.
  if (context.promises !== before) comeToRest(run);
  context.task = undefined;
  run.standing?.afterStep(run);
  run.observer?.stepped(run);
  return checks;
}

function deliverAll(run: Run, picker: Picker): Ending {
  const { pending, tasks, delivered } = run;
  const { maxSteps } = run.limits;
  const half = maxSteps >> 1;
  let halfTimeMs = 0;
  let halfRevision = 0;
  let wait: VainWait | undefined;
  let alone: DaemonsAlone | undefined;
  try {
    for (;;) {
      if (pending.events.length === 0) break;
      const steps = delivered.length;
      const isLate = steps >= half && tasks.unsettled > 0;
      if (tasks.unsettled > 0) alone?.end();
      else if (pending.live > 0 && (alone ??= new DaemonsAlone(run)).goRound()) {
        if (!isKeptAlive(run)) break;
        alone.end();
      }
      if (pending.live > 0 && !(isLate && isOfDaemons(pending.events))) wait?.end();
      else if (tasks.unsettled === 0) {
        if (!isKeptAlive(run)) break;
      } else if (run.nowMs < run.aliveUntilMs || (run.stalls > 0 && isKept(run))) wait?.end();
      else {
        wait ??= new VainWait(run);
        if (wait.isInVain()) return run.stalls > 0 ? 'stalled' : hang(run, wait);
      }
      if (steps === half) {
        halfTimeMs = run.nowMs - run.idleMs;
        halfRevision = run.revision;
      }
      if (steps >= maxSteps) {
        return run.nowMs - run.idleMs === halfTimeMs && run.revision === halfRevision
          ? 'livelock'
          : 'step-bound';
      }
      takeStep(run, wait?.seemsInVain === true ? promptPicker : picker);
    }
  } finally {
    wait?.stop();
  }
  if (tasks.unsettled === 0) return 'quiescent';
  return run.stalls > 0 ? 'stalled' : 'deadlock';
}

/** Whether what comes next is delivered, although all tasks have settled. */
function isKeptAlive(run: Run): boolean {
  return run.pending.opensMs < run.aliveUntilMs || isKept(run);
}

/** Whether what comes next may yet make something come true that the author waits for. */
function isKept(run: Run): boolean {
  return run.standing !== undefined && run.pending.opensMs <= run.standing.keepsUntilMs(run);
}

function hang(run: Run, { since }: VainWait): Ending {
  run.waitsSince = since;
  return 'hang';
}

function check(run: Run, checks: Checks): void {
  context.task = run.main;
  const { checked, invariants } = run.limits;
  run.isChecking = true;
  const results = asResults(inEmptyContext(checks));
  run.isChecking = false;
  for (const { invariant, finding } of results) {
    if (checked?.has(invariant) !== true) {
      checkDeclaredInvariant(invariant, invariants);
      checked?.add(invariant);
    }
    if (finding !== undefined) reportFinding(run, invariant, finding);
  }
  // A rejection raised by the checks must not be blamed on the next run.
  run.drain();
  if (run.misuse !== undefined) throw run.misuse;
  // Asked again of those that were reported on the way: the code under test may have caught what was thrown then.
  for (const { kind, invariant } of run.findings) {
    checkDeclared(kind, run.limits.kinds);
    checkDeclaredInvariant(invariant, invariants);
  }
}

function reportFinding(
  run: Run,
  invariant: string,
  { kind, message, step, damage = [] }: NonNullable<CheckResult['finding']>,
): void {
  if (step !== undefined && damage.length === 0) run.report(kind, invariant, message, step);
  else run.reportDamage(kind, invariant, message, noticedAtEnd(damage, run.step));
}
