/** Kinds of findings by their names, in kebab-case; each with one sentence that says what it means. */
export type Kinds = Readonly<Record<string, string>>;

/** What the engine itself reports of any run. */
export const engineKinds = {
  deadlock: 'Tasks wait for each other, or for nothing, and no event is pending.',
  hang: 'Tasks wait while only background timers move.',
  livelock: 'The run went on to its step bound while neither time nor state moved.',
  'unhandled-rejection': 'A promise was rejected before anyone listened; Node would have ended the process.',
  'broken-invariant': 'What must hold at every step did not, or the author’s code said so.',
  'never-true':
    'What must come true once the work is done and faults have stopped did not, in the time given.',
  'uncaught-exception': 'A callback threw; Node would have ended the process.',
} as const satisfies Kinds;

const KEBAB_CASE = /^[a-z][a-z\d]*(?:-[a-z\d]+)*$/;

/**
 * Whether `kinds` may be declared beside those that are `known`.
 * @throws Error where a name is not in kebab-case, a sentence is missing, or a kind has another meaning already
 */
export function checkKinds(kinds: Kinds, known: Kinds): void {
  for (const [kind, sentence] of Object.entries(kinds)) {
    checkName(kind);
    if (typeof sentence !== 'string' || sentence.trim() === '') {
      throw new Error(`The kind '${kind}' needs one sentence that says what it means.`);
    }
    const other = Object.hasOwn(known, kind) ? known[kind] : undefined;
    if (other !== undefined && other !== sentence) {
      throw new Error(`The kind '${kind}' means "${other}" already; give yours another name.`);
    }
  }
}

/**
 * Whether a finding may be of this kind.
 * @throws Error where it is not declared
 */
export function checkDeclared(kind: unknown, declared: Kinds): void {
  // The names of those that are declared were checked then.
  if (typeof kind === 'string' && Object.hasOwn(declared, kind)) return;
  checkName(kind);
  throw new Error(
    `The kind '${kind}' is not declared: scenario(…, { kinds: { '${kind}': 'What it means, one sentence.' } }); for those that are, see: npx heddle list --kinds`,
  );
}

function checkName(kind: unknown): asserts kind is string {
  if (typeof kind === 'string' && KEBAB_CASE.test(kind)) return;
  const shown = JSON.stringify(kind) ?? String(kind);
  throw new Error(`${shown} is no kind of finding: expected a name in kebab-case, as 'stale-price'.`);
}
