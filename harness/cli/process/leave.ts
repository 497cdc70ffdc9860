import type { ExitCode } from './exit-codes.ts';

/** Captured at load, before scenarios are loaded: to them, both are forbidden. */
const exit = process.exit.bind(process);
const system = process as unknown as { reallyExit: (code: number) => never };
const reallyExit = system.reallyExit.bind(process);

/** Ends the process with this code, whatever those who hear of its end do: set another, end it themselves, or throw. */
export function leave(code: ExitCode): never {
  system.reallyExit = () => reallyExit(code);
  try {
    return exit(code);
  } finally {
    reallyExit(code);
  }
}
