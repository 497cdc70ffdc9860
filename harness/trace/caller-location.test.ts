import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { callerLocation, packageLocation } from './caller-location.ts';

const here = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');

describe('the place of a call', () => {
  it('is the nearest one that is not of the harness, of a package, or of Node itself', () => {
    const stack = [
      'Error',
      `    at created (${here}/harness/core/tracer.ts:90:11)`,
      '    at listOnTimeout (node:internal/timers:581:17)',
      '    at process.processTimers (node:internal/timers:519:7)',
      `    at run (${here}/node_modules/p/index.js:1:1)`,
      `    at async flush (${here}/systems/batch-writer/transaction.ts:13:5)`,
    ];
    expect(callerLocation(stack.join('\n'))).toBe(path.join('systems', 'batch-writer', 'transaction.ts:13'));
  });

  it('is found in each form in which V8 writes a place', () => {
    for (const line of [
      `at ${here}/a b/c.ts:3:1`,
      `at async file://${here}/a b/c.ts:3:1`,
      `at f (${here}/a b/c.ts:3:1)`,
    ]) {
      expect(callerLocation(line), line).toBe('a b/c.ts:3');
    }
  });

  it('does not depend on the working directory', () => {
    const before = process.cwd();
    process.chdir(path.join(here, 'docs'));
    try {
      expect(callerLocation(`at ${here}/systems/a.ts:3:1`)).toBe('systems/a.ts:3');
    } finally {
      process.chdir(before);
    }
  });

  it('is unknown where all is of the harness or of Node', () => {
    expect(callerLocation('    at processTimers (node:internal/timers:519:7)')).toBeUndefined();
    expect(callerLocation(undefined)).toBeUndefined();
  });
});

it('of a package that was installed, the name and its own path say where', () => {
  const stack = `    at open (node:fs:1:2)\n    at load (${here}/node_modules/a-queue/node_modules/@b/c/lib/wait.js:2:1)`;
  expect(callerLocation(stack)).toBeUndefined();
  expect(packageLocation(stack)).toBe('@b/c/lib/wait.js:2');
});
