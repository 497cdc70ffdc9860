/** The number of the property's run that generates its values now; undefined while none does, as in shrinking. */
export const generating: { runId: number | undefined } = { runId: undefined };
