import type { Run } from '../../core/run.ts';
import { EPOCH_MS } from '../clock.ts';
import type { MachineSettings } from '../machine/settings.ts';
import { fsSettingsOf } from './fs-settings.ts';
import { Volume } from './volume/volume.ts';

const owner = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };

/** The volume with which a run begins. @throws UsageError where it cannot be filled as the scenario says */
export function volumeFor(run: Run, settings: MachineSettings): Volume {
  const volume = new Volume({ now: () => EPOCH_MS + run.nowMs, owner, mayLosePower: settings.mayCrash });
  fsSettingsOf(settings).fill(volume);
  return volume;
}
