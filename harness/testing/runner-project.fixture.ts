import { spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { binary, plainEnv } from '../cli/fixtures/spawn-heddle.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const modules = path.join(repository, 'node_modules');

/** What its tests are about: a counter that loses an update, and one that does not. */
const COUNTER = `
export function memoryStore(sim) {
  const raw = { value: 0 };
  const load = sim.operation('load', { latencyMs: [1, 50] });
  const save = sim.operation('save', { latencyMs: [1, 50] });
  return {
    raw,
    load: () => load.call(undefined, () => raw.value),
    save: (value) => save.call(undefined, () => void (raw.value = value)),
  };
}
export class Counter {
  constructor(store) { this.store = store; }
  async increment() { await this.store.save((await this.store.load()) + 1); }
}
export class CarefulCounter extends Counter {
  last = Promise.resolve();
  increment() { return (this.last = this.last.then(() => super.increment())); }
}
`;

/** How a runner ended. */
export interface Ran {
  readonly code: number | null;
  /** Without colours. */
  readonly text: string;
}

/** A project of its own in which the built heddle is installed, and vitest; gone when the test ends. */
export class RunnerProject {
  readonly root = mkdtempSync(path.join(tmpdir(), 'heddle-runner-'));

  constructor() {
    onTestFinished(() => rmSync(this.root, { recursive: true, force: true, maxRetries: 5 }));
    mkdirSync(path.join(this.root, 'node_modules'));
    symlinkSync(repository, path.join(this.root, 'node_modules/heddle'), 'junction');
    for (const name of ['fast-check', 'vitest'])
      symlinkSync(path.join(modules, name), path.join(this.root, 'node_modules', name), 'junction');
    this.write('package.json', '{ "type": "module" }');
    this.write('src/counter.js', COUNTER);
  }

  write(file: string, text: string): void {
    mkdirSync(path.dirname(path.join(this.root, file)), { recursive: true });
    writeFileSync(path.join(this.root, file), text);
  }

  read(file: string): string {
    return readFileSync(path.join(this.root, file), 'utf8');
  }

  /** Files below a folder, sorted, with slashes. */
  files(folder: string): readonly string[] {
    return readdirSync(path.join(this.root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        path.relative(this.root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'),
      )
      .toSorted();
  }

  vitest(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
    return this.node([path.join(modules, 'vitest/vitest.mjs'), 'run', ...args], env);
  }

  nodeTest(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
    return this.node(['--test', '--test-reporter=spec', ...args], env);
  }

  heddle(args: readonly string[]): Promise<Ran> {
    return this.node([binary, ...args]);
  }

  node(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
    const child = spawn(process.execPath, args, {
      cwd: this.root,
      env: { ...outsideOfVitest(), NO_COLOR: '1', ...env },
    });
    return new Promise((resolve, reject) => {
      let text = '';
      child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, text }));
    });
  }
}

/** A runner inside of a runner would take itself for a worker. */
function outsideOfVitest(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(plainEnv()).filter(
      ([name]) => !/^(?:VITEST|NODE_TEST_CONTEXT|NODE_OPTIONS|HEDDLE_|TEST$)/.test(name),
    ),
  );
}

/** The token that a failing test prints. */
export function tokenIn(text: string): string {
  return /replay: npx heddle replay (hd1\.[\w-]+)/.exec(text)?.[1] ?? 'none';
}
