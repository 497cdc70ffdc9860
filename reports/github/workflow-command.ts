export interface Annotation {
  readonly level: 'error' | 'warning';
  readonly title: string;
  /** Relative to the repository. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** A workflow command that GitHub's runner turns into an annotation. */
export function workflowCommand({ level, title, file, line, message }: Annotation): string {
  const properties = `file=${property(file)},line=${line},title=${property(title)}`;
  return `::${level} ${properties}::${data(message)}`;
}

/** The message of a command, escaped as the runner's own toolkit does [actions-toolkit]. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
