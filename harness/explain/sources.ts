/**
 * Lines of the code that steps name, by file as `location` names it, then by number of the line, from 1, as a JSON key:
 * each line that a step names, and three around it.
 */
export type SourceLines = Readonly<Record<string, Readonly<Record<string, string>>>>;
