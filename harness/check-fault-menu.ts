/** What a fault menu may say, and the form of each. */
const forms: Readonly<Record<string, readonly [is: (value: unknown) => boolean, form: string]>> = {
  budget: [(value) => Number.isInteger(value) && (value as number) >= 0, 'a whole number'],
  operations: [isByName, "lists of faults by operation, { 'db.commit': ['stall'] }"],
  cancel: [isList, "a list of names of tasks, ['caller*']"],
  kill: [isList, "a list of names of processes, ['api*']"],
  crash: [(value) => typeof value === 'boolean', 'true or false'],
};

/** @throws Error where a fault menu says what has no effect, or in a form that none has */
export function checkFaultMenu(menu: object): void {
  for (const [name, value] of Object.entries(menu)) {
    const known = forms[name];
    if (known === undefined)
      throw new Error(
        `has faults: { ${name} }, which there is not; there are: ${Object.keys(forms).join(', ')}.`,
      );
    const [is, form] = known;
    if (value !== undefined && !is(value))
      throw new Error(`has faults: { ${name} } in another form; expected: ${form}.`);
  }
}

function isList(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function isByName(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(isList)
  );
}
