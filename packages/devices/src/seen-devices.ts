import path from 'node:path';
import { choice, number, openObject, optional, record, string } from '@hare/base/schema';
import {
  type PlannedFiles,
  type Places,
  readOwnFile,
  isDamaged,
  readStateFile,
  writeStateFile,
} from '@hare/stage';
import type { DeviceIdentity, DeviceState } from './device-state.js';

type Where = Pick<Places, 'stateDir'>;

const identity = openObject({
  id: optional(string()),
  serial: optional(string()),
  sizeBytes: optional(number()),
});
const factsSchema = openObject({ version: choice(1), devices: optional(record(identity)) });

const fileOf = ({ stateDir }: Where): string => path.join(stateDir, 'facts.json');

/**
 * What config saw of this node's devices, by path, from `<stateDir>/facts.json`; empty when it
 * recorded none.
 * @throws HareError `STATE_FILE_BROKEN`
 */
export async function readSeenDevices(
  places: Where,
  planned?: PlannedFiles,
): Promise<ReadonlyMap<string, DeviceIdentity>> {
  const found = await readStateFile(
    fileOf(places),
    factsSchema,
    'run config again; it writes this file: hare_setup config --config URL',
    planned,
  );
  return new Map(Object.entries(found?.devices ?? {}));
}

/**
 * Remembers what the devices of this node are, so that init can check whether they still are; other
 * facts in the file stay. Unchanged facts are not written.
 */
export async function writeSeenDevices(
  places: Where,
  devices: readonly DeviceState[],
): Promise<void> {
  const { file, found, text } = await seenDevicesFile(places, devices);
  if (text !== found) await writeStateFile(file, text, { aside: true });
}

/** The file that remembers devices, its text now, and the text it is to have. */
export async function seenDevicesFile(
  places: Where,
  devices: readonly DeviceState[],
): Promise<{ readonly file: string; readonly found: string; readonly text: string }> {
  const file = fileOf(places);
  // Facts that cannot be understood are made again.
  const found = await readSeenDevices(places).then(
    async () => (await readOwnFile(file)) ?? '{}',
    (error: unknown) => {
      if (isDamaged(error)) return '{}';
      throw error;
    },
  );
  const facts = {
    version: 1,
    ...(JSON.parse(found) as object),
    devices: Object.fromEntries(devices.map((device) => [device.path, device.identity])),
  };
  return { file, found, text: `${JSON.stringify(facts, undefined, 2)}\n` };
}
