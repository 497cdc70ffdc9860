import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, TestProject } from './fixtures/spawn-heddle.ts';

let project: TestProject;
const heddle = (...args: string[]): Promise<Ended> => project.heddle(args);

let ran: Ended;
beforeAll(async () => {
  project = new TestProject();
  ran = await heddle('run', '--runs', '50');
});
afterAll(() => project.remove());

function expectOneLine(ended: Ended, code: number): void {
  expect(ended.stderr).toMatch(/^heddle: [^\n]+\n$/);
  expect(ended.stderr).not.toMatch(/^\s+at /m);
  expect(ended.stdout).toBe('');
  expect(ended.code).toBe(code);
}

describe('heddle run', () => {
  it('explores everything, prints a table of each component, writes both files, and ends with 0', () => {
    const { code, stdout } = ran;
    expect(stdout).toMatch(/^counter · 2 scenarios\n.*\n {2}\S+ +✗†? +[○●] +–$/m);
    expect(stdout).not.toContain('replay:');
    expect(stdout).toContain('all 4 verdicts as expected');
    expect(existsSync(path.join(project.root, 'reports/out/index.html'))).toBe(true);
    expect(project.report('reports/out').results).toHaveLength(6);
    expect(code).toBe(0);
  });

  it('prints all tables and failures where they are asked for', async () => {
    const { stdout } = await heddle('run', 'two', '--runs', '50', '--verbose', '--output-dir', 'verbose');
    expect(stdout).toMatch(/^two increments overlap +✗ +[○●] +–$/m);
    expect(stdout).toMatch(/^replay: npx heddle replay hd1\./m);
  });

  it('gives equal reports for equal seeds, but for what stands under timing', async () => {
    await heddle('run', '--runs', '50', '--seed', '7', '--reporter', 'json', '--output-dir', 'one');
    await heddle('run', '--runs', '50', '--seed', '7', '--reporter', 'json', '--output-dir', 'two');
    expect(project.timeless('one')).toEqual(project.timeless('two'));
    expect(project.report('one').seed).toBe(7);
  });

  it('writes nothing but what is asked for', async () => {
    const { stdout } = await heddle(
      'run',
      'one-inc',
      '--runs',
      '5',
      '--reporter',
      'json',
      '--output-dir',
      'quiet',
    );
    expect(stdout).toBe('');
    expect(existsSync(path.join(project.root, 'quiet/index.html'))).toBe(false);
    expect(project.report('quiet').results.map(({ scenario }) => scenario)).toEqual(
      Array(3).fill('counter/one-increment'),
    );
  });

  it('draws and prints a seed where a random one is asked for', async () => {
    const { stderr } = await heddle(
      'run',
      'one-inc',
      '--runs',
      '5',
      '--seed',
      'random',
      '--output-dir',
      'random',
    );
    expect(stderr).toMatch(/^seed \d+$/m);
    expect(stderr).toContain(`seed ${project.report('random').seed}`);
  });

  it('says what does not apply, and why', async () => {
    const results = project
      .report('reports/out')
      .results.filter(({ variant }) => variant === 'not-a-counter');
    expect(results.map(({ verdict, reason }) => [verdict, reason])).toEqual(
      Array(2).fill(['n/a', 'It counts nothing, by design.']),
    );
  });

  it('ends with 1 when a verdict differs', async () => {
    const other = TestProject.ofTest();
    other.expectNothing();
    const { code, stdout } = await other.heddle(['run', '--runs', '20']);
    expect(stdout).toContain('Not as expected');
    expect(code).toBe(1);
  });

  it('ends with 3 when a scenario throws, and runs the others', async () => {
    const other = TestProject.ofTest();
    other.write(
      'scenarios/counter/throws.scenario.ts',
      `import { scenario } from 'heddle';
      import { counters } from '../../counters.ts';
      export default scenario('throws', counters, { invariants: [], run() { throw new Error('no such luck'); } });`,
    );
    const { code, stdout } = await other.heddle(['run', '--runs', '5']);
    expect(stdout).toContain('no such luck');
    expect(stdout).toContain('1 expected failure');
    expect(stdout).not.toMatch(/^\s+at /m);
    expect(code).toBe(3);
  });

  it('ends with 4 when nothing matches', async () => {
    for (const command of ['run', 'list']) {
      const { code, stderr } = await heddle(command, 'nowhere');
      expect(stderr).toBe('No scenario\'s id contains "nowhere". See: npx heddle list\n');
      expect(code).toBe(4);
    }
    const { stderr } = await heddle('run', 'conuter');
    expect(stderr).toContain('Did you mean "counter"?');
  });
});

describe('heddle replay', () => {
  const finding = () => {
    const result = project.report('reports/out').results.find(({ findings }) => findings.length > 0);
    return { ...result, ...result?.findings[0] };
  };

  it('shows a token step by step, and ends with 1 when it fails as recorded', async () => {
    const { code, stdout } = await heddle('replay', finding().token ?? '');
    expect(stdout).toMatch(/^✗ +\d+ +\d+ .*store\.write\(n\)#1/m);
    expect(stdout).toContain('fails as recorded at step');
    expect(code).toBe(1);
  });

  it('replays the last failure, a failure of a report, and the seed of a run', async () => {
    const [last, numbered, seeded] = await Promise.all([
      heddle('replay', '--last'),
      heddle('replay', 'reports/out/report.json#1'),
      heddle('replay', 'counter/two-increments', 'read', '--seed', finding().seed ?? ''),
    ]);
    expect([last.code, numbered.code, seeded.code]).toEqual([1, 1, 1]);
    expect(numbered.stdout).toBe(last.stdout);
    expect(seeded.stdout).toContain('2 increments, and the counter stands at 1');
  });

  it('ends with 0 when the run passes', async () => {
    const { code, stdout } = await heddle(
      'replay',
      'counter/two-increments',
      'atomic',
      '--seed',
      finding().seed ?? '',
    );
    expect(stdout).toContain('passes');
    expect(code).toBe(0);
  });

  it('ends with 3, and names the step, when the code has changed', async () => {
    const other = TestProject.ofTest();
    other.edit('counters.ts', (text) => text.replace('await store.read()) + 1', 'await store.read()) + 2'));
    const { code, stdout } = await other.heddle(['replay', finding().token ?? '']);
    expect(stdout).toMatch(/diverges: .*step \d+/);
    expect(code).toBe(3);
  });
});

describe('heddle list', () => {
  it('shows scenarios, variants, and expectations', async () => {
    const { code, stdout } = await heddle('list');
    expect(stdout).toContain('counter/two-increments · two increments overlap');
    expect(stdout).toMatch(/read-then-write +violates no-lost-update/);
    expect(stdout).toMatch(/not-a-counter +n\/a: It counts nothing/);
    expect(code).toBe(0);
  });

  it('shows the kinds of findings, what each means, and who declares it', async () => {
    const { stdout } = await heddle('list', '--kinds', 'two-increments', '--json');
    const kinds: unknown = JSON.parse(stdout);
    expect(kinds).toContainEqual(expect.objectContaining({ kind: 'deadlock', from: 'engine' }));
    expect(kinds).toContainEqual(expect.objectContaining({ kind: 'lost-row', from: 'oracle' }));
    expect(kinds).toContainEqual({
      kind: 'miscount',
      sentence: 'The counter does not stand at the number of increments.',
      from: ['counter/two-increments'],
    });
    expect((await heddle('list', '--kinds')).stdout).toMatch(
      /miscount +The counter [^(]*\(counter\/two-increments\)/,
    );
  });

  it('gives the same as JSON', async () => {
    const { stdout } = await heddle('list', 'two', '--json');
    expect(JSON.parse(stdout)).toMatchObject([
      {
        scenario: 'counter/two-increments',
        variants: [
          {
            id: 'read-then-write',
            invariants: [{ id: 'no-lost-update', expected: 'violated', claimed: 'holds' }, {}, {}, {}],
          },
          { id: 'atomic' },
          { id: 'not-a-counter', notApplicable: 'It counts nothing, by design.' },
        ],
      },
    ]);
  });
});

describe('wrong use', () => {
  it.each([
    [['rnu'], 'Did you mean "run"?'],
    [['run', '--variannt', 'x'], 'Did you mean "--variant"?'],
    [['--runs', '5'], '"5" is not a command'],
    [['run', '--runs'], '--runs needs a value'],
    [['run', '--variant', '--seed', '1'], '--variant needs a value'],
    [['run', '--runs', '-3'], 'a whole number from 1 up, but "-3" was given'],
    [['run', '--runs', '0'], 'a whole number from 1 up'],
    [['run', '--runs', '1e3'], 'a whole number'],
    [['run', '--seed', 'rnd'], 'or "random"'],
    [['run', '--seed', '4294967296'], 'from 0 to 4294967295'],
    [['run', '--reporter', 'jsno'], 'Did you mean "json"?'],
    [['run', '--variant', 'atomik'], 'Did you mean "atomic"?'],
    [['run', '--output-dir', 'package.json/x'], 'cannot make the folder'],
    [['run', '--output-dir', '/proc/x'], 'cannot make the folder'],
    [['replay', '--last', '--debug=65536'], 'from 0 to 65535'],
    [['run', '--help=yes'], 'takes no value'],
    [['run', '--no-seed'], 'has no option "--no-seed"'],
    [['run', '-x'], 'has no option "-x"'],
    [['run', '--__proto__', 'x'], 'has no option'],
    [['replay'], 'replay needs a token'],
    [['replay', 'hd1.damaged'], 'damaged'],
    [['replay', 'hd9.AAAA'], 'format 9'],
    [['replay', 'nonsense'], 'not a heddle token'],
    [['replay', 'hd1.\u001b[31m'], 'not a heddle token'],
    [['replay', 'nowhere.json#1'], 'Cannot read nowhere.json'],
    [['replay', 'package.json#1'], 'not a report'],
    [['replay', 'reports/out/report.json'], 'no number was given'],
    [['replay', 'reports/out/report.json#99'], 'it holds #1 to #1'],
    [['replay', '--last', 'x'], 'takes nothing else'],
    [['replay', '--last', '--output-dir', 'nowhere'], 'Cannot read'],
    [['replay', 'counter/two-increments', 'atomic'], 'needs --seed'],
    [['replay', 'counter/two-increments', '--seed', '1.0.walk.3'], 'needs a scenario and a variant'],
    [
      ['replay', 'counter/two-incremnts', 'atomic', '--seed', '1.0.walk.3'],
      'Did you mean "counter/two-increments"?',
    ],
    [['replay', 'counter/two-increments', 'atomc', '--seed', '1.0.walk.3'], 'Did you mean "atomic"?'],
    [['replay', 'counter/two-increments', 'atomic', '--seed', 'x'], 'not the seed of a run'],
  ])('%j is one clear line and 2', async (args, message) => {
    const ended = await project.heddle(args);
    expect(ended.stderr).toContain(message);
    expect(ended.stderr).not.toContain('\u001b');
    expectOneLine(ended, 2);
  });

  it.each([
    ['a syntax error', 'export default (', 'broken.scenario.ts:1:16: ERROR: Unexpected end of file'],
    ['an import of what is not there', "import './nowhere.ts';", 'does not load'],
    ['an error at load', "throw new Error('not today');", 'not today'],
    ['an exit', 'process.exit(0);', 'called process.exit(0)'],
    ['an import that never ends', 'await new Promise(() => {});', 'awaits for ever what never comes'],
    ['no default export', 'export const x = 1;', 'has no default export'],
    [
      'no invariants',
      "import { scenario } from 'heddle'; export default scenario('x', { id: 'x', variants: {} }, { run() {} });",
      'Scenario "x" names no invariants',
    ],
    [
      'a kind of no good name',
      "import { scenario } from 'heddle'; export default scenario('x', { id: 'x', variants: {} }, { invariants: [], kinds: { Late: 'It is late.' }, run() {} });",
      'Scenario "x": "Late" is no kind of finding: expected a name in kebab-case',
    ],
    [
      'a kind of two meanings',
      "import { scenario } from 'heddle'; export default scenario('x', { id: 'x', variants: {} }, { invariants: [], kinds: { hang: 'It dangles.' }, run() {} });",
      'Scenario "x": The kind \'hang\' means "Tasks wait while only background timers move." already',
    ],
    ['another default export', 'export default 5;', 'exports something else'],
  ])('a scenario file with %s is named in one line, and 2', async (_, text, message) => {
    const other = TestProject.ofTest();
    other.write('scenarios/counter/broken.scenario.ts', text);
    const ended = await other.heddle(['list']);
    expect(ended.stderr).toContain('scenarios/counter/broken.scenario.ts');
    expect(ended.stderr).toContain(message);
    expectOneLine(ended, 2);
  });

  it('takes a package whose type is not "module", as npm init makes it', async () => {
    const other = TestProject.ofTest();
    other.write('package.json', '{ "name": "required", "type": "commonjs" }');
    const ended = await other.heddle(['run', '--runs', '20', '--no-keep']);
    expect(ended.stdout).toContain('all 4 verdicts as expected');
    expect(ended.code).toBe(0);
  });

  it('shows help and ends with 2 when no command is given', async () => {
    const { code, stderr } = await heddle();
    expect(stderr).toContain('Usage: heddle <command>');
    expect(code).toBe(2);
  });
});

describe('help, version, colour', () => {
  it('are there', async () => {
    expect((await heddle('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await heddle('--help')).stdout).toContain('Exit codes');
    const help = (await heddle('run', '--help')).stdout;
    expect(help).toMatch(/--runs <n> +schedules for each scenario and variant \(default: 1000\)/);
  });

  it.each([
    ['nothing', [], {}, false],
    ['--color', ['--color'], { NO_COLOR: '1' }, true],
    ['--no-color', ['--no-color'], { FORCE_COLOR: '1' }, false],
    ['FORCE_COLOR over NO_COLOR', [], { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    ['FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, false],
  ])('decide on colour by %s where there is no terminal', async (_, args, env, coloured) => {
    const { stdout } = await project.heddle(['list', '--kinds', ...args], env);
    expect(stdout.includes('\u001b[')).toBe(coloured);
  });
});
