import type { Sim } from '../core/sim.ts';
import { programOf } from '../explore/enumerate.fixture.ts';
import type { FaultMenu } from '../scenario.ts';
import { enumeration } from '../strategies/enumeration.ts';
import { pickersOf } from '../strategies/pickers-of.ts';
import { profiled } from '../strategies/profiled.fixture.ts';
import { Replayer } from './replayer.ts';

/** Records every run there is and replays it strictly; ids of those that did not come back as they were. */
export async function replayAll(
  setUp: (sim: Sim) => void,
  faults: FaultMenu = {},
): Promise<{ different: string[]; together: number }> {
  const program = programOf(setUp, { faults });
  const found: string[] = [];
  let together = 0;
  await program.inSlice(() => {
    for (const { picker } of pickersOf(enumeration, profiled(program))) {
      const { schedule, digest } = program.trace({}, picker);
      if (schedule.some(({ type }) => type === 'together')) together += 1;
      const replayer = new Replayer(schedule);
      const again = program.trace({}, replayer);
      const left = [...replayer.unused, ...replayer.divergences.map(({ expected }) => expected)];
      if (again.digest !== digest || left.length > 0)
        found.push(`${JSON.stringify(schedule)}: ${left.join()}`);
    }
  });
  return { different: found, together };
}
