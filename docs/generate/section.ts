/**
 * The page with `text` between the marks of the section `name`. Throws where the page has no such marks.
 * @param command that writes it
 */
export function withSection(page: string, name: string, text: string, command = 'npm run docs'): string {
  const begin = `<!-- ${name}:begin (${command}) -->`;
  const end = `<!-- ${name}:end -->`;
  const from = page.indexOf(begin);
  const to = page.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`The page needs the lines ${begin} and ${end}.`);
  return `${page.slice(0, from)}${begin}\n\n${text}\n\n${page.slice(to)}`;
}
