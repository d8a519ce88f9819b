import { isSecretName, mask } from '@hare/base';
import type { StageContext } from '@hare/stage';
import { knownHosts } from '@hare/footprint';
import { openStageKv, ownedKeys, type KvValue } from '@hare/kv';
import { leaveOut, putText, type Bundle } from '../bundle.js';
import { learnFromKv } from '../learn-secrets.js';

/**
 * Hare's keys of the KV. Before anything is written, the masker learns the secrets among them; of a
 * document, among all its keys.
 */
export async function collectKv(bundle: Bundle, context: StageContext): Promise<void> {
  const hosts = await knownHosts(context);
  const found = await openStageKv(context, { mayBeDown: true, hosts });
  if (found.kind === 'absent') return leaveOut(bundle, 'keys of the KV', found.reason);
  await found.kv.close();
  learnFromKv(bundle, found.entries);
  const { extra } = context.settings.secrets;
  const shown = ownedKeys(found.entries, hosts).map(
    (key): readonly [string, KvValue | undefined] => [
      key,
      isSecretName(key.split('/').at(-1) ?? '', extra)
        ? mask
        : bundle.masker.data(found.entries.get(key)),
    ],
  );
  await putText(
    bundle,
    'kv.json',
    found.kv.url,
    `{\n${shown.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(',\n')}\n}\n`,
    context.now(),
  );
}
