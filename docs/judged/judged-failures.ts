/** A failure whose cause in data was judged, as docs/data-causes.md has it. */
export interface JudgedFailure {
  /** `12`, or `H7`, `S3`, `T1` in the other sets. */
  readonly number: string;
  readonly story: string;
  readonly variant: string;
  /** `kind/invariant`. */
  readonly finding: string;
  /** What was told of it, without lines of sources, which move; undefined where nothing was. */
  readonly sentence: string | undefined;
}

/** Those that are no failures any more, as the page says. */
export const GONE: readonly string[] = ['28', 'H19'];

/** Rows of the page's tables. */
export function judgedFailures(page: string): readonly JudgedFailure[] {
  return page.split('\n').flatMap((line) => {
    const [number = '', failure = '', , sentence = ''] = line.slice(2).split(' | ');
    const [, story, variant, finding] = /^(\S+\/\S+), (\S+): (\S+\/\S+)$/.exec(failure) ?? [];
    if (story === undefined || variant === undefined || finding === undefined) return [];
    const told = sentence === '–' ? undefined : withoutLines(sentence.replaceAll(/\\(.)/g, '$1'));
    return [{ number, story, variant, finding, sentence: told }];
  });
}

/** `queue.ts:44` as `queue.ts`. */
export function withoutLines(sentence: string): string {
  return sentence.replaceAll(/(\.[cm]?[jt]sx?):\d+/g, '$1');
}
