// Draws which room imports which, and fails where two rooms need each other. A room is a folder of sources; a file
// that stands right in harness/ is a room of its own, and a component of systems/ is one room with all its folders.
// Tests and their fixtures may look anywhere.
//
//   node .ci/rooms.mjs           checks, and checks that docs/architecture.md holds the drawing as it is now
//   node .ci/rooms.mjs --write   checks, and writes the drawing there
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { posix as path } from 'node:path';

const PAGE = 'docs/architecture.md';
const [BEGIN, END] = ['<!-- rooms:begin (npm run rooms -- --write) -->', '<!-- rooms:end -->'];

/** What may not be imported, whatever the drawing says. */
const FORBIDDEN = [
  { from: /^systems\//, to: /^(harness|scenarios|reports)\b/, why: 'systems/ imports nothing of ours' },
  {
    from: /^harness\/(?!cli\b|bench\b)/,
    to: /^(systems|scenarios)\b/,
    why: 'of harness/, only cli and bench import systems or scenarios',
  },
  {
    from: /^harness\/(?!cli\b|bench\b|testing$)/,
    to: /^reports\b/,
    why: 'of harness/, only cli, bench and testing tell people what was found: import reports',
  },
  {
    from: /^reports\b/,
    to: /^harness\/(?!result$|scenario$|test-id$|verdict$)/,
    why: 'reports/ know results, not how they come about',
  },
];

const isTest = (file) => /\.(test|fixture|fake)\.ts$|\/fixtures\//.test(file);

function roomOf(file) {
  const folder = path.dirname(file);
  if (folder === 'harness') return file.replace(/\.ts$/, '');
  return folder.replace(/^(systems\/[^/]+)\/.*/, '$1');
}

/** Room to room: the files that make the arrow. */
function arrowsOf(files) {
  const arrows = new Map();
  for (const file of files) {
    for (const [, specifier] of readFileSync(file, 'utf8').matchAll(
      /(?:from|import\()\s*'(\.[^']+|heddle)'/g,
    )) {
      const to =
        specifier === 'heddle'
          ? 'harness/index.ts'
          : path.join(path.dirname(file), specifier).replace(/\.js$/, '.ts');
      const [a, b] = [roomOf(file), roomOf(to)];
      if (a === b) continue;
      if (!arrows.has(a)) arrows.set(a, new Map());
      const made = arrows.get(a);
      if (!made.has(b)) made.set(b, []);
      made.get(b).push(`${path.basename(file)} → ${path.basename(to)}`);
    }
  }
  return arrows;
}

/** A way from a room back to itself, undefined where there is none. */
function cycleOf(arrows) {
  const done = new Set();
  const visit = (room, way) => {
    const at = way.indexOf(room);
    if (at >= 0) return [...way.slice(at), room];
    if (done.has(room)) return undefined;
    for (const next of arrows.get(room)?.keys() ?? []) {
      const found = visit(next, [...way, room]);
      if (found !== undefined) return found;
    }
    done.add(room);
    return undefined;
  };
  for (const room of arrows.keys()) {
    const found = visit(room, []);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Rooms of harness/ as a Mermaid graph; an arrow that follows from others is left out. */
function drawingOf(arrows) {
  const drawn = (room) =>
    /^harness\/(cli|bench)\//.test(room)
      ? room.split('/').slice(0, 2).join('/')
      : room.replace(/^(systems|scenarios|reports)\/.*/, '$1');
  const merged = new Map();
  for (const [from, targets] of arrows) {
    for (const to of targets.keys()) {
      const [a, b] = [drawn(from), drawn(to)];
      if (a === b) continue;
      if (!merged.has(a)) merged.set(a, new Set());
      merged.get(a).add(b);
    }
  }
  const reaches = (from, to, seen = new Set()) =>
    [...(merged.get(from) ?? [])].some(
      (next) => next === to || (!seen.has(next) && (seen.add(next), reaches(next, to, seen))),
    );
  const lines = [];
  for (const a of inOrder(merged.keys())) {
    for (const b of inOrder(merged.get(a))) {
      if ([...merged.get(a)].some((other) => other !== b && reaches(other, b))) continue;
      lines.push(`  ${nodeOf(a)} --> ${nodeOf(b)}`);
    }
  }
  return ['```mermaid', 'graph TD', ...lines, '```'].join('\n');
}

function inOrder(names) {
  return [...names].sort((a, b) => (a < b ? -1 : 1));
}

function nodeOf(room) {
  const name = room.replace(/^harness\//, '');
  return /\W/.test(name) ? `${name.replace(/\W/g, '_')}[${name}]` : name;
}

const files = execFileSync('git', ['ls-files', '*.ts'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => /^(harness|reports|systems|scenarios)\//.test(file) && !isTest(file));
const arrows = arrowsOf(files);
const complaints = [];
const cycle = cycleOf(arrows);
if (cycle !== undefined) {
  const steps = cycle
    .slice(1)
    .map((to, i) => `  ${cycle[i]} → ${to}: ${arrows.get(cycle[i]).get(to).join(', ')}`);
  complaints.push(`Rooms that need each other:\n${steps.join('\n')}`);
}
for (const { from, to, why } of FORBIDDEN) {
  for (const [a, targets] of arrows) {
    if (!from.test(a)) continue;
    for (const [b, by] of targets) if (to.test(b)) complaints.push(`${why}: ${a} → ${b} (${by.join(', ')})`);
  }
}
const page = readFileSync(PAGE, 'utf8');
const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)];
if (before < 0 || after < 0) complaints.push(`${PAGE} has no place for the drawing: ${BEGIN} … ${END}`);
else {
  const now = `${page.slice(0, before)}${BEGIN}\n\n${drawingOf(arrows)}\n\n${page.slice(after)}`;
  if (process.argv.includes('--write')) writeFileSync(PAGE, now);
  else if (now !== page)
    complaints.push(`The drawing in ${PAGE} is older than the code: npm run rooms -- --write`);
}
if (complaints.length > 0) {
  console.error(complaints.join('\n'));
  process.exit(1);
}
console.log(
  `${arrows.size} rooms, ${[...arrows.values()].reduce((sum, targets) => sum + targets.size, 0)} arrows, none both ways.`,
);
