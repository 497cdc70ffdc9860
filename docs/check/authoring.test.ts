import path from 'node:path';
import * as heddle from 'heddle';
import { afterAll, expect, test } from 'vitest';
import { RunnerProject } from '../../harness/testing/runner-project.fixture.ts';
import { blocksOf, compiled, writeProject } from './guide-project.fixture.ts';
import { textOf } from './pages.ts';

const PAGES = ['authoring.md', 'scenarios.md', 'node.md'];
const guide = PAGES.map((page) => textOf(`docs/${page}`)).join('\n');
const blocks = PAGES.flatMap(blocksOf);
const files = blocks.map(({ file }) => file ?? '');
const project = writeProject(blocks);
afterAll(() => project.remove());

const RUNS = 300;
const LINES_MAX = 30;

const stories = await Promise.all(
  files
    .filter((file) => file.endsWith('.scenario.ts'))
    .map(async (file) => {
      const module = (await import(path.join(project.root, file))) as { default: heddle.Scenario };
      return { id: file.slice('scenarios/'.length, -'.scenario.ts'.length), scenario: module.default };
    }),
);
const told = stories.flatMap(({ id, scenario }) =>
  Object.keys(scenario.system.variants).map((variant) => ({ id, scenario, variant })),
);

// Registers the tests that the guide shows.
for (const file of files) if (file.endsWith('.test.ts')) await import(path.join(project.root, file));

test('the guide shows a failing test as vitest prints it', async () => {
  const [shown = ''] = /^UnexpectedVerdict: .*?(?=^```$)/ms.exec(guide) ?? [];
  const runner = new RunnerProject();
  const text = (file: string): string => blocks.find((block) => block.file === file)?.code ?? '';
  for (const file of ['src/counter.ts', 'test/memory-store.ts']) runner.write(file, text(file));
  runner.write(
    'test/counter.test.ts',
    text('test/counter.test.ts').replaceAll('incrementInTurn', 'increment'),
  );
  const ran = await runner.vitest();
  expect(shown).not.toBe('');
  expect(ran.text).toContain(shown);
});

test('every ts block says where it stands, no two at the same place', () => {
  expect(files).not.toContain('');
  expect(new Set(files).size).toBe(files.length);
});

test('the blocks compile under the settings of the repository', () => {
  expect(compiled(project.root)).toEqual({ stdout: '', status: 0 });
});

test.each(told)('$id, $variant: as the scenario expects', async ({ id, scenario, variant }) => {
  const result = await heddle.explore(id, scenario, variant, { seed: 1, runs: RUNS, shrink: false });
  const { asExpected, reason, invariants } = result;
  expect({ asExpected, reason, invariants }).toMatchObject({ asExpected: true });
});

const recipes = told.filter(({ id }) => id.startsWith('recipes/') || id.startsWith('models/'));

test.each(recipes)(
  '$id, $variant: red with the mistake, green without',
  async ({ id, scenario, variant }) => {
    const { verdict } = await heddle.explore(id, scenario, variant, { seed: 1, runs: RUNS, shrink: false });
    const [mistaken] = Object.keys(scenario.system.variants);
    expect(['violated', 'not-found', 'exhausted']).toContain(verdict);
    expect(verdict === 'violated').toBe(variant === mistaken);
  },
);

test('there is a recipe for each of three problems, and each is short', () => {
  const short = blocks.filter(({ file }) => file?.startsWith('scenarios/recipes/') === true);
  expect(short).toHaveLength(3);
  for (const { file, code } of short) {
    expect({ file, isShort: code.trimEnd().split('\n').length <= LINES_MAX }).toEqual({
      file,
      isShort: true,
    });
  }
});

test('the guide speaks of every member and option that an author may use', () => {
  const sim: Record<keyof heddle.Sim, true> = {
    abandon: true,
    all: true,
    always: true,
    block: true,
    changed: true,
    channel: true,
    emitter: true,
    eventually: true,
    files: true,
    network: true,
    output: true,
    signal: true,
    invariant: true,
    keepAlive: true,
    measure: true,
    note: true,
    nowMs: true,
    onRestart: true,
    operation: true,
    patch: true,
    process: true,
    random: true,
    readable: true,
    service: true,
    spawn: true,
    step: true,
    task: true,
    taskName: true,
    violation: true,
    watch: true,
  };
  const task: Record<keyof heddle.TaskOptions, true> = {
    cancellable: true,
    connection: true,
    daemon: true,
    isCancellation: true,
    late: true,
    rejections: true,
    startMs: true,
  };
  const service: Record<keyof heddle.ServiceMethodOptions | 'methods', true> = {
    channel: true,
    effect: true,
    errors: true,
    form: true,
    key: true,
    latencyMs: true,
    methods: true,
    onAbort: true,
  };
  const operation: Record<keyof heddle.OperationOptions, true> = {
    channel: true,
    effect: true,
    errors: true,
    latencyMs: true,
    onAbort: true,
    resource: true,
  };
  const faults: Record<keyof heddle.FaultMenu, true> = {
    budget: true,
    cancel: true,
    crash: true,
    kill: true,
    operations: true,
  };
  const scenario: Record<keyof heddle.ScenarioDefinition<unknown, unknown>, true> = {
    claims: true,
    documented: true,
    examples: true,
    expect: true,
    faults: true,
    fresh: true,
    instrument: true,
    invariants: true,
    kinds: true,
    maxSteps: true,
    node: true,
    notApplicable: true,
    run: true,
    runForMs: true,
    runs: true,
    strategies: true,
    timerLatenessMs: true,
    workload: true,
  };
  const members = Object.keys(sim).filter((name) => !new RegExp(`sim\\.${name}\\b`).test(guide));
  const options = [task, operation, service, faults, scenario].flatMap((one) => Object.keys(one));
  expect(members).toEqual([]);
  expect(options.filter((name) => !new RegExp(`^\\| \`${name}\` +\\|`, 'm').test(guide))).toEqual([]);
});

test('the guide speaks of every service and oracle that is exported', () => {
  const others = ['UsageError', 'decodeToken', 'encodeToken', 'replaySchedule', 'replaySeed'];
  const exported = Object.entries(heddle).flatMap(([name, value]) =>
    typeof value === 'function' && !others.includes(name) ? [name] : [],
  );
  expect(exported.filter((name) => !new RegExp(`\\b${name}\\b`).test(guide))).toEqual([]);
});

test('the table of oracles gives the invariant that each one speaks of', () => {
  const sim = { step: 0 };
  const [gauge, ledger, probe] = [new heddle.Gauge(sim), new heddle.Ledger(), { settledStep: undefined }];
  const none = { name: 'none', totals: [] };
  const register = { initial: 0, apply: (state: number): readonly [number, number] => [state, state] };
  const results: Record<string, heddle.CheckResult> = {
    noLostRows: heddle.noLostRows(ledger, []),
    noDuplicateRows: heddle.noDuplicateRows(ledger, []),
    batchSize: heddle.batchSize([], 1),
    totalsAgree: heddle.totalsAgree(none, none),
    noLostUpdate: heddle.noLostUpdate([], []),
    neverNegative: heddle.neverNegative(gauge),
    zeroAtEnd: heddle.zeroAtEnd(gauge),
    withinLimit: heddle.withinLimit(gauge, 1),
    mutualExclusion: heddle.mutualExclusion(gauge),
    atMostOneInFlight: heddle.atMostOneInFlight(gauge),
    refreshesWithinNeed: heddle.refreshesWithinNeed([], 0),
    noMissedRefresh: heddle.noMissedRefresh([], []),
    noKnownBadCredentials: heddle.noKnownBadCredentials(new heddle.CredentialLog(sim)),
    noKeyOfDeletedOwner: heddle.noKeyOfDeletedOwner(
      [],
      () => true,
      (key) => key,
    ),
    keysAsExpected: heddle.keysAsExpected({}, {}),
    noStaleOverwrite: heddle.noStaleOverwrite(new heddle.VersionLog(sim)),
    nothingPastTimeToLive: heddle.nothingPastTimeToLive([], 1),
    boundedStop: heddle.boundedStop({ startedAtMs: undefined, settledAtMs: undefined }, 1),
    nothingAfterStop: heddle.nothingAfterStop({ ...probe, buffered: 0, running: 0 }),
    noCollateralCancellation: heddle.noCollateralCancellation([], new Set()),
    messagesInOrder: heddle.messagesInOrder([]),
    closingSignalArrives: heddle.closingSignalArrives([]),
    noDataRace: heddle.noDataRace({ found: [] }),
    linearizable: heddle.linearizable(new heddle.History<number, number>(), register),
  };
  const rows = [...guide.matchAll(/^\| `(\w+)\(.*?\)` +\| `([a-z-]+)` +\|/gm)].map(
    ([, name = '', id = '']) => [name, id],
  );
  const told = Object.fromEntries(rows) as Record<string, string>;
  // Its ticker is a task, and needs a run: a scenario of the guide has it.
  delete told['eventLoopNotBlocked'];
  expect(told).toEqual(
    Object.fromEntries(Object.entries(results).map(([name, { invariant }]) => [name, invariant])),
  );
});
