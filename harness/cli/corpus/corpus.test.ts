import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, watch } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ScenarioResult } from '../../result.ts';
import { type Ended, TestProject } from '../fixtures/spawn-heddle.ts';

/** Fails where `late` comes first: not in the prompt run, so that one run alone never finds it. */
const story = (early: string, holds: boolean): string => `
  import { scenario } from 'heddle';
  import { counters } from '../../counters.ts';
  export default scenario('early goes first', counters, {
    invariants: ['early-first'],
    notApplicable: { atomic: { '*': 'none' }, 'not-a-counter': { '*': 'none' } },
    run(sim) {
      const order = [];
      const access = sim.operation('access', { latencyMs: [1, 10] });
      sim.task('early', async () => { await access.call('${early}', () => order.push('early')); });
      sim.task('late', async () => { await access.call('late', () => order.push('late')); });
      return () => [{
        invariant: 'early-first',
        finding: ${holds} || order[0] === 'early' ? undefined : { kind: 'out-of-order', message: order.join(' before ') },
      }];
    },
  });`;

/** The same with a workload, of which `reading` reads. */
const drawing = (record: string, reading = ''): string =>
  `import fc from 'fast-check'; ${story('early', false)}`.replace(
    'run(sim) {',
    `workload: fc.record(${record}), run(sim, _, workload) { ${reading};`,
  );

const SCENARIO = 'scenarios/counter/order.scenario.ts';
const KEPT = 'scenarios/counter/order.failures/read-then-write--out-of-order--early-first.json';

let project: TestProject;
beforeEach(() => {
  project = new TestProject();
  const fastCheck = fileURLToPath(new URL('../../../node_modules/fast-check', import.meta.url));
  symlinkSync(fastCheck, path.join(project.root, 'node_modules/fast-check'), 'junction');
  project.write(SCENARIO, story('early', false));
});
afterEach(() => project.remove());

const run = (...args: string[]): Promise<Ended> =>
  project.heddle(['run', 'order', '--variant', 'read-then-write', '--reporter', 'json,default', ...args]);
const read = (file: string): string => project.read(file);
const result = (): ScenarioResult => project.report().results[0] as ScenarioResult;
const isKept = (): boolean => existsSync(path.join(project.root, KEPT));

describe('the corpus', () => {
  it('keeps a failure that is not expected, and runs it first from then on', async () => {
    const first = await run('--runs', '50');
    expect(first.stderr).toContain(`kept ${KEPT}: it runs first from now on`);
    expect(JSON.parse(read(KEPT))).toMatchObject({
      scenario: 'counter/order',
      variant: 'read-then-write',
      finding: 'out-of-order/early-first',
      damage: 'late before early',
      cause: expect.stringContaining('`early: access(early)#1` was held until') as string,
    });
    const second = await run('--runs', '1');
    expect(result()).toMatchObject({
      verdict: 'violated',
      asExpected: false,
      exploration: { schedules: 1, failing: 0 },
      findings: [{ message: 'late before early', seed: KEPT }],
      corpus: [{ file: KEPT, status: 'fails', violates: true }],
    });
    expect(second.stdout).toContain('corpus: 1 kept failure ran first, 1 as recorded');
    expect(second.code).toBe(1);
    expect((await project.heddle(['replay', KEPT])).stdout).toContain('fails as recorded');
  });

  it('tells the cause of a kept failure in data, too, but where it is expected and nobody asked', async () => {
    await run('--runs', '50');
    await run('--runs', '1');
    expect(result().findings).toMatchObject([
      { seed: KEPT, data: { sentence: expect.stringContaining('order') as string } },
    ]);
    await run('--runs', '1', '--no-data');
    expect(result().findings).toMatchObject([{ seed: KEPT }]);
    expect(result().findings[0]?.data).toBeUndefined();
    const expected = story('early', false).replace(
      'notApplicable',
      `expect: { 'read-then-write': { 'early-first': 'violated' } }, notApplicable`,
    );
    project.write(SCENARIO, expected);
    await project.heddle(['run', 'order', '--runs', '1', '--reporter', 'json']);
    expect(project.report().results.flatMap(({ findings }) => findings)).toMatchObject([
      { seed: KEPT, dataNotAsked: true },
    ]);
  });

  it('keeps each cause of a failure in a file of its own, and by one cause known, no other', async () => {
    const faulty = story('early', false)
      .replace('run(sim) {', `faults: { operations: { access: ['error'] } }, run(sim) {`)
      .replaceAll(`')); });`, `')).catch(() => {}); });`);
    project.write(SCENARIO, faulty);
    await run('--runs', '50', '--reporter', 'json');
    const folder = path.dirname(KEPT);
    const files = readdirSync(path.join(project.root, folder)).toSorted();
    const causes = files.map((file) => (JSON.parse(read(`${folder}/${file}`)) as { cause: string }).cause);
    expect(
      result()
        .findings.map(({ cause }) => cause)
        .toSorted(),
    ).toEqual(causes.toSorted());
    expect(causes.length).toBeGreaterThan(1);
    const [other, plain] = [files.find((file) => file !== path.basename(KEPT)), path.basename(KEPT)];
    expect(other).toMatch(/^read-then-write--out-of-order--early-first--[0-9a-f]{6}\.json$/);
    expect((await project.heddle(['replay', `${folder}/${other}`])).stdout).toContain('fails as recorded');
    rmSync(path.join(project.root, folder, other ?? ''));
    await run('--runs', '50');
    expect(readdirSync(path.join(project.root, folder))).toEqual([plain]);
  });

  it('leaves the exploration and what it found as they are without it', async () => {
    await run('--runs', '50', '--no-keep');
    expect(isKept()).toBe(false);
    const { corpus: _, timing: __, ...without } = result();
    await run('--runs', '50');
    await run('--runs', '50');
    const { corpus, timing: ___, ...rest } = result();
    expect(corpus).toHaveLength(1);
    expect(rest).toEqual(without);
  });

  it('reports one that drifted, with the first difference, and records it anew when it is asked to', async () => {
    await run('--runs', '50');
    project.write(SCENARIO, story('first', false));
    const drifted = await run('--runs', '1', '--no-keep');
    expect(drifted.stdout).toMatch(/drifted scenarios\/counter\/order\.failures\//);
    expect(drifted.stdout).toMatch(/step \d+: expected `early: access\(early\)#1`|step \d+: not as recorded/);
    const before = read(KEPT);
    const updated = await run('--runs', '50', '-u');
    expect(updated.stderr).toContain(`recorded ${KEPT} anew`);
    expect(read(KEPT)).not.toBe(before);
    expect((await run('--runs', '1')).stdout).toContain('1 as recorded');
  });

  it('says that one drifted whose workload has another shape now, and runs everything else', async () => {
    project.write(SCENARIO, drawing('{ rows: fc.constant(1) }', 'workload.rows.toFixed()'));
    await run('--runs', '50');
    project.write(SCENARIO, drawing('{ keys: fc.array(fc.nat(3)) }', 'workload.keys.map(String)'));
    const drifted = await run('--runs', '20', '--no-keep');
    expect(drifted.code).toBe(1);
    expect(drifted.stderr).not.toContain('heddle:');
    expect(drifted.stdout.replaceAll(/\s+/g, ' ')).toContain(
      `drifted ${KEPT} counter/order throws on the recorded workload {"rows":1}: Cannot read properties of undefined (reading 'map'). The scenario has changed since`,
    );
    expect(result()).toMatchObject({ verdict: 'violated', corpus: [{ status: 'drifted', violates: false }] });
    const replayed = await project.heddle(['replay', KEPT]);
    expect(replayed.stderr).toMatch(/^heddle: counter\/order throws on the recorded workload [^\n]+\n$/);
    expect(replayed.code).toBe(2);
    expect((await run('--runs', '50', '-u')).stderr).toContain(`recorded ${KEPT} anew`);
  });

  it('says that the scenario does not make a workload any more, and runs it all the same', async () => {
    project.write(SCENARIO, drawing('{ rows: fc.constant(4) }'));
    await run('--runs', '50');
    project.write(SCENARIO, drawing('{ rows: fc.constant(3) }'));
    const replayed = await project.heddle(['replay', KEPT]);
    expect(replayed.stdout).toContain('The scenario does not make this workload (any more).');
    expect(replayed.stdout).toContain('fails as recorded');
    await run('--runs', '1');
    expect(result()).toMatchObject({ verdict: 'violated', corpus: [{ status: 'drifted', violates: true }] });
  });

  it('says that one passes now, and removes it when it is asked to', async () => {
    await run('--runs', '50');
    project.write(SCENARIO, story('early', true));
    const fixed = await run('--runs', '20');
    expect(fixed.stdout).toContain('0 as recorded, 1 passing now');
    expect(fixed.code).toBe(0);
    expect(isKept()).toBe(true);
    expect((await run('--runs', '20', '--update')).stderr).toContain(`removed ${KEPT}: it no longer fails`);
    expect(existsSync(path.dirname(path.join(project.root, KEPT)))).toBe(false);
  });

  it('keeps nothing in CI, and what is expected only when it is asked to', async () => {
    await project.heddle(['run', 'order', '--runs', '50'], { CI: 'true' });
    expect(isKept()).toBe(false);
    await project.heddle(['run', 'two', '--runs', '5']);
    expect(existsSync(path.join(project.root, 'scenarios/counter/two-increments.failures'))).toBe(false);
    await project.heddle(['run', 'two', '--runs', '5', '--keep']);
    expect(existsSync(path.join(project.root, 'scenarios/counter/two-increments.failures'))).toBe(true);
  });

  it('goes with its scenario where that is renamed, and says which folder was left behind', async () => {
    await run('--runs', '50');
    const at = (name: string): string => path.join(project.root, 'scenarios/counter', name);
    renameSync(at('order.scenario.ts'), at('order-of-two.scenario.ts'));
    const left = await run('--runs', '1');
    expect(left.stderr).toContain('scenarios/counter/order.failures belongs to no scenario: rename it');
    renameSync(at('order.failures'), at('order-of-two.failures'));
    const gone = await run('--runs', '1');
    expect(gone.stderr).not.toContain('belongs to no scenario');
    expect(gone.stdout).toContain('1 as recorded');
  });

  it.each([
    ['{', 'cannot be read as JSON'],
    ['{}', 'holds no token'],
    ['{ "token": "hd1.damaged" }', 'damaged'],
  ])('names a file that holds %s in one line, and 2', async (text, message) => {
    project.write(KEPT, text);
    const { code, stderr } = await run();
    expect(stderr).toMatch(/^heddle: [^\n]+\n$/);
    expect(stderr).toContain(KEPT);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});

describe('an interrupt while kept failures run', () => {
  it('reports what became of those that ran, and removes and changes none', async () => {
    const other = SCENARIO.replace('order', 'other');
    project.write(other, story('early', false));
    const all = ['run', '--variant', 'read-then-write', '--reporter', 'json'];
    await project.heddle([...all, '--runs', '50']);
    expect(isKept()).toBe(true);
    // Of the first, the event's name has changed; in the second, its run waits for the interrupt.
    project.write(SCENARIO, story('earlier', false));
    const waiting = `
      import { existsSync, mkdirSync } from 'node:fs';
      const untilInterrupted = () => {
        mkdirSync('marks/waiting', { recursive: true });
        while (!existsSync('marks/interrupted'));
        // The command has to hear of it, too.
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
      };`;
    project.edit(other, (text) => waiting + text.replace('run(sim) {', 'run(sim) { untilInterrupted();'));
    mkdirSync(path.join(project.root, 'marks'));
    const ended = await project.heddle([...all, '-u', '--run-timeout', '0'], {}, (child) => {
      const watcher = watch(path.join(project.root, 'marks'), () => {
        watcher.close();
        child.kill('SIGINT');
        mkdirSync(path.join(project.root, 'marks/interrupted'));
      });
      child.once('exit', () => watcher.close());
    });
    expect(ended.code).toBe(130);
    expect(project.report()).toMatchObject({
      interrupted: true,
      results: [
        { scenario: 'counter/order', verdict: 'unknown', corpus: [{ status: 'drifted' }] },
        { scenario: 'counter/other', verdict: 'violated', corpus: [{ status: 'fails' }], findings: [{}] },
      ],
    });
    expect(isKept()).toBe(true);
  });
});
