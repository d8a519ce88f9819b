import type { ClusterState } from './cluster-state.js';
import { type DataState, written } from './data-state.js';
import type { FailureValue } from './failures.js';
import { clusterInFolder } from './cluster-memory.js';
import { openStateFolder } from './state-folder.js';
import { type Unit, unitsOf } from './units.js';

/**
 * One call of the simulated hctl, from its journal; without an exit code it was killed or is still
 * running.
 */
export interface JournalCall {
  readonly args: readonly string[];
  readonly exitCode: number | undefined;
}

/** What tests ask of a simulation, and change in it. */
export interface Simulation {
  readonly folder: string;
  /** Undefined: nothing of a cluster is up. */
  readonly cluster: () => ClusterState | undefined;
  /** The units that systemctl lists. */
  readonly units: () => readonly Unit[];
  /** As `systemctl stop`: what shutdown left running is gone. */
  stopLeftUnits(): Promise<void>;
  readonly data: () => DataState;
  /** What users wrote on the devices, each text once. */
  userData(): readonly string[];
  /** As a user's program would: writes the text on every formatted device. */
  writeUserData(text: string): Promise<void>;
  /** Switches failures on; those of earlier calls are off. */
  fail(failures: Readonly<Record<string, FailureValue>>): Promise<void>;
  calls(): readonly JournalCall[];
  /** The calls that began with this word. */
  callsOf(call: string): readonly JournalCall[];
}

/** The simulation whose state is in a folder. */
export function openSimulation(folder: string): Simulation {
  const state = openStateFolder(folder);
  const calls = (): readonly JournalCall[] => {
    const lines = state.journal();
    return lines.flatMap((line, index) => {
      if (line.event !== 'begin') return [];
      const end = lines.slice(index + 1).find((other) => other.pid === line.pid);
      return [{ args: line.args, exitCode: end?.event === 'end' ? end.exitCode : undefined }];
    });
  };
  return {
    folder,
    cluster: () => state.cluster(),
    units: () => unitsOf(state.cluster(), state.left()),
    stopLeftUnits: () => clusterInFolder(state).setLeft([]),
    data: () => state.data(),
    userData: () => [
      ...new Set(Object.values(state.data().devices).flatMap((device) => device.userData ?? [])),
    ],
    writeUserData: (text) => state.setData(written(state.data(), text)),
    fail: async (failures) => {
      await state.setUsed({});
      await state.setFailures(failures);
    },
    calls,
    callsOf: (call) => calls().filter(({ args }) => args[0] === call),
  };
}
