import { type CheckResult, held, type Sim, violated } from 'heddle';

export const toldTaskKinds = {
  'untold-task':
    'What ran in the background and what its supervisor was told of differ, or a task has a wrong name.',
} as const;

/** What a component tells its supervisor of the tasks that it starts in the background. */
export class ToldTasks {
  readonly #told: string[] = [];
  readonly #start: Sim['spawn'];

  /** @param start how tasks are started, once they are told */
  constructor(start: Sim['spawn']) {
    this.#start = start;
  }

  /** The port that the component gets. */
  readonly spawn: Sim['spawn'] = (info, body) => {
    this.#told.push(info.daemon ? `${info.name}, a daemon` : info.name);
    return this.#start(info, body);
  };

  /** The supervisor hears of each task, in their order, and of nothing else: `tasks-are-told`. */
  check(expected: readonly string[]): CheckResult {
    const [due, told] = [expected.join('; '), this.#told.join('; ')];
    if (due === told) return held('tasks-are-told');
    return violated('tasks-are-told', 'untold-task', `told of: ${told || 'none'}; started: ${due || 'none'}`);
  }
}
