import { rootsOf, type Step, type TwinProgram } from './twin-program.fixture.ts';

/** An event that could be delivered. */
interface Waiting {
  readonly id: string;
  readonly task: string;
  /** `start`, `reply`, or what the step does. */
  readonly kind: string;
  readonly opens: number;
  readonly closes: number;
  /** From 0, in order of creation. */
  readonly number: number;
  /** Of a reply: what was read at the server. */
  readonly value: number;
}

/** All there is of a run between two events. Plain data, copied at each choice. */
interface State {
  now: number;
  /** How many events came into being. */
  made: number;
  /** What was there when the event loop last asked for input; absent once timers have fired since. */
  poll: { readonly made: number; readonly at: number } | undefined;
  waiting: Waiting[];
  /** Position of each task among its steps; absent before it has started. */
  at: Record<string, number>;
  registers: Record<string, number>;
  cells: Record<string, number>;
  owners: Record<string, string>;
  lockQueues: Record<string, string[]>;
  channels: Record<string, number[]>;
  receivers: Record<string, string[]>;
  names: Record<string, number>;
}

export interface AllRuns {
  readonly orderings: Set<string>;
  readonly outcomes: Set<string>;
}

/**
 * Brute force, and nothing in common with the engine: copies of a state, depth first over all that may be delivered
 * next. Returns nothing where there are more than `most` orderings.
 */
export function allRuns(program: TwinProgram, most: number): AllRuns | undefined {
  const runs: AllRuns = { orderings: new Set(), outcomes: new Set() };
  const explore = (state: State, order: readonly string[]): boolean => {
    if (runs.orderings.size > most) return false;
    if (state.waiting.length === 0) {
      runs.orderings.add(order.join(' '));
      runs.outcomes.add(describe(program, state));
      return true;
    }
    const horizon = Math.min(...state.waiting.map(({ closes }) => closes));
    const timer = nextTimer(state);
    const isTimerDue = timer !== undefined && timer.opens <= state.now;
    return state.waiting.every((event, i) => {
      if (event.opens > horizon) return true;
      const isInput = event.kind !== 'sleep' && event.kind !== 'request';
      if (event.kind === 'sleep' && event !== timer) return true;
      if (isInput && isTimerDue && !wasPolled(state, event)) return true;
      const next = copyOf(state);
      next.waiting.splice(i, 1);
      next.now = Math.max(next.now, event.opens);
      if (event.kind === 'sleep') next.poll = undefined;
      else if (isInput && !isTimerDue) next.poll = { made: next.made, at: next.now };
      deliver(program, next, event);
      return explore(next, [...order, event.id]);
    });
  };
  return explore(initial(program), []) ? runs : undefined;
}

/** The one that is due first; of those that are due together the one that was set first. */
function nextTimer({ waiting }: State): Waiting | undefined {
  const timers = waiting.filter(({ kind }) => kind === 'sleep');
  return timers.sort((a, b) => a.opens - b.opens || a.number - b.number)[0];
}

/** Node goes through all input that it found before it looks at timers again. */
function wasPolled({ poll }: State, { number, opens }: Waiting): boolean {
  return poll !== undefined && number < poll.made && opens <= poll.at;
}

function initial(program: TwinProgram): State {
  const state: State = {
    now: 0,
    made: 0,
    poll: undefined,
    waiting: [],
    at: {},
    registers: {},
    cells: {},
    owners: {},
    lockQueues: {},
    channels: {},
    receivers: {},
    names: {},
  };
  for (const task of rootsOf(program)) wait(state, task, 'start', 'start', [0, Infinity]);
  return state;
}

function copyOf(state: State): State {
  const copyEach = <T>(lists: Record<string, T[]>): Record<string, T[]> =>
    Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, [...list]]));
  return {
    now: state.now,
    made: state.made,
    poll: state.poll,
    waiting: [...state.waiting],
    at: { ...state.at },
    registers: { ...state.registers },
    cells: { ...state.cells },
    owners: { ...state.owners },
    lockQueues: copyEach(state.lockQueues),
    channels: copyEach(state.channels),
    receivers: copyEach(state.receivers),
    names: { ...state.names },
  };
}

/** What is left in the registers and cells, and who never ends. */
function describe({ tasks }: TwinProgram, { registers, cells, at }: State): string {
  const stuck = Object.entries(tasks)
    .filter(([task, steps]) => (at[task] ?? steps.length) < steps.length)
    .map(([task]) => `${task} waits`);
  const values = [...Object.entries(registers), ...Object.entries(cells)].map(
    ([name, value]) => `${name}=${value}`,
  );
  return [...values.sort(), ...stuck.sort()].join(' ');
}

function wait(
  state: State,
  task: string,
  kind: string,
  label: string,
  [least, most]: readonly [number, number],
  value = 0,
): void {
  const name = `${task}: ${label}`;
  state.names[name] = (state.names[name] ?? 0) + 1;
  const opens = state.now + least;
  const number = state.made++;
  state.waiting.push({
    id: `${name}#${state.names[name]}`,
    task,
    kind,
    opens,
    closes: state.now + most,
    number,
    value,
  });
}

/** The task goes on: what it does next comes to wait. */
function goOn(program: TwinProgram, state: State, task: string): void {
  state.at[task] = (state.at[task] ?? -1) + 1;
  const step = program.tasks[task]?.[state.at[task]];
  if (step === undefined) return;
  const anyTime = [0, Infinity] as const;
  if (step.op === 'read' && step.split) {
    const [least, most] = step.window;
    wait(state, task, 'request', `look(${step.cell})`, [least / 2, most - least / 2]);
  } else if (step.op === 'read') wait(state, task, 'read', `read(${step.cell})`, step.window);
  else if (step.op === 'write') wait(state, task, 'write', `write(${step.cell})`, step.window);
  else if (step.op === 'sleep') wait(state, task, 'sleep', `timeout(${step.ms})`, [step.ms, step.ms]);
  else wait(state, task, step.op, `${step.op}(${subjectOf(step)})`, anyTime);
}

function subjectOf(step: Step): string {
  if ('name' in step) return step.name;
  if ('channel' in step) return step.channel;
  return 'task' in step ? step.task : '';
}

function deliver(program: TwinProgram, state: State, event: Waiting): void {
  const { task, kind } = event;
  if (kind === 'start') {
    state.registers[task] = 1;
    goOn(program, state, task);
    return;
  }
  const step = program.tasks[task]?.[state.at[task] ?? 0] as Step;
  const add = (who: string, value: number): void => {
    state.registers[who] = (state.registers[who] ?? 0) + value;
  };
  if (kind === 'request' && step.op === 'read') {
    // Half of the least latency is the way there, half the way back; the window of the whole is kept where it can be.
    const back = step.window[0] / 2;
    const most = Math.max(back, event.closes + back - state.now);
    wait(state, task, 'reply', `look.reply(${step.cell})`, [back, most], state.cells[step.cell] ?? 0);
    return;
  }
  if (kind === 'reply') add(task, event.value);
  if (kind === 'read' && step.op === 'read') add(task, state.cells[step.cell] ?? 0);
  if (step.op === 'write') state.cells[step.cell] = state.registers[task] ?? 0;
  if (step.op === 'spawn') wait(state, step.task, 'start', 'start', [0, Infinity]);
  if (step.op === 'receive') {
    const sent = state.channels[step.channel]?.shift();
    if (sent === undefined) {
      (state.receivers[step.channel] ??= []).push(task);
      return;
    }
    add(task, sent);
  }
  if (step.op === 'lock') {
    if (state.owners[step.name] !== undefined) {
      (state.lockQueues[step.name] ??= []).push(task);
      return;
    }
    state.owners[step.name] = task;
  }
  goOn(program, state, task);
  if (step.op === 'unlock') {
    delete state.owners[step.name];
    const next = state.lockQueues[step.name]?.shift();
    if (next !== undefined) {
      state.owners[step.name] = next;
      goOn(program, state, next);
    }
  }
  if (step.op === 'send') {
    const receiver = state.receivers[step.channel]?.shift();
    const sent = state.registers[task] ?? 0;
    if (receiver === undefined) (state.channels[step.channel] ??= []).push(sent);
    else {
      add(receiver, sent);
      goOn(program, state, receiver);
    }
  }
}
