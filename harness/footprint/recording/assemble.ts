import type { Run } from '../../core/run.ts';
import type { Access, Footprints, Location, StepFootprint } from '../footprint.ts';
import type { RecordedStep } from './recorded-step.ts';
import type { FootprintRecorder } from './recorder.ts';

/**
 * The run that was recorded last, as plain data.
 * @param digest the trace's fingerprint
 */
export function footprintsOf(recorder: FootprintRecorder, run: Run, digest: string): Footprints {
  const locations: Location[] = [];
  const indexes = new Map<number, number>();
  const indexOf = (number: number): number => {
    let index = indexes.get(number);
    if (index === undefined) {
      index = locations.push(recorder.location(number)) - 1;
      indexes.set(number, index);
    }
    return index;
  };
  const stepOf = (step: RecordedStep): StepFootprint => ({
    step: step.step,
    event: eventOf(run, step),
    name: step.name,
    task: step.task,
    accesses: Array.from(step.accesses ?? [], ({ location, kind, task, site, value }): Access => {
      const place = recorder.place(site);
      return {
        location: indexOf(location),
        kind,
        task,
        ...(place !== undefined && { place }),
        ...(value !== undefined && { value }),
      };
    }),
  });
  return { steps: recorder.steps.map(stepOf), locations, digest };
}

/** Strikes are events too, which come into being as they happen. */
function eventOf(run: Run, { step }: RecordedStep): string {
  const event = step === 0 ? undefined : run.delivered[step - 1];
  return event === undefined ? '' : run.idOf(event);
}
