import { isSecretName, mask } from '@hare/confstore/secrets';
import type { StageContext } from '@hare/stage';
import { machineNames, openStageKv, ownedKeys, type KvValue } from '@hare/stage/owned';
import { leaveOut, putText, type Bundle } from '../bundle.js';
import { learnFromKv } from '../learn-secrets.js';

/** Hare's keys of the KV. Before anything is written, the masker learns the secrets among all keys there, foreign ones too. */
export async function collectKv(bundle: Bundle, context: StageContext): Promise<void> {
  const found = await openStageKv(context, { mayBeDown: true });
  if (found.kind === 'absent') return leaveOut(bundle, 'keys of the KV', found.reason);
  await found.kv.close();
  learnFromKv(bundle, found.entries);
  const { extra } = context.settings.secrets;
  const shown = ownedKeys(found.entries, await machineNames(context)).map((key): readonly [string, KvValue | undefined] => [key, isSecretName(key.split('/').at(-1) ?? '', extra) ? mask : bundle.masker.data(found.entries.get(key))]);
  await putText(bundle, 'kv.json', found.kv.url, `{\n${shown.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(',\n')}\n}\n`, context.now());
}
