import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

let files: readonly string[];
beforeAll(() => {
  const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [first] = JSON.parse(packed) as { readonly files: readonly { readonly path: string }[] }[];
  files = first?.files.map((file) => file.path) ?? [];
});

const text = (file: string): string => readFileSync(path.join(root, file), 'utf8');

describe('the package', () => {
  it('holds nothing that only its makers need', () => {
    const unwanted =
      /tsbuildinfo|\/(?:bench|contracts|torture)\/|\.(?:fake|fixture|test)\.|\/fixtures\/|\.map$|(?<!\.d)\.ts$/;
    expect(files.filter((file) => unwanted.test(file))).toEqual([]);
    const mapped = files.filter((file) => file.endsWith('.js') && text(file).includes('sourceMappingURL'));
    expect(mapped).toEqual([]);
  });

  it('holds the schema of report.json, and all that it exports', () => {
    const { bin, exports } = JSON.parse(text('package.json')) as {
      readonly bin: unknown;
      readonly exports: unknown;
    };
    // Values, no keys.
    const named = [...JSON.stringify([bin, exports]).matchAll(/"(\.\/[^"]+)"(?!:)/g)].map(
      ([, to = '']) => to,
    );
    expect(named).toContain('./reports/json/schema.json');
    expect(named.filter(isAbsent)).toEqual([]);
  });

  it('holds every file that one of its files imports', () => {
    const missing = files
      .filter((file) => /\.(?:js|d\.ts)$/.test(file))
      .flatMap((file) =>
        [...text(file).matchAll(/^(?:(?:im|ex)port\b.*?from |} from |import )['"](\.[^'"]+)['"]/gm)].map(
          ([, to = '']) =>
            path.posix.join(
              path.posix.dirname(file),
              file.endsWith('.d.ts') ? to.replace(/(?<!\.d)\.ts$/, '.d.ts') : to,
            ),
        ),
      )
      .filter(isAbsent);
    expect(missing).toEqual([]);
  });

  const isAbsent = (file: string): boolean => {
    const name = path.posix.normalize(file);
    return !files.includes(name) && name !== 'package.json';
  };
});
