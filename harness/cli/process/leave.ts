/** Ends the process. Captured at load, before scenarios are loaded: to them, `process.exit` is forbidden. */
export const leave = process.exit.bind(process);
