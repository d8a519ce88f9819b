import { readStageConfig, type StageContext } from '@hare/stage';
import { confStore } from '@hare/cluster';
import { openStageKv, type KvValue } from '@hare/kv';
import { attempt, leaveOut, type Bundle } from './bundle.js';

/**
 * The masker must know every secret before the first line of a log is written: those of the
 * ConfStore given, and those of the ConfStore and KV that config recorded, if different. What
 * cannot be read is named in the manifest: of its secrets only those next to a secret name are
 * masked.
 */
export async function learnSecrets(bundle: Bundle, context: StageContext): Promise<void> {
  const { configUrl, kvUrl, places, signal } = context;
  const byNames = (what: string): string => `${what} (secrets masked only by name)`;
  const recorded = await readStageConfig(places).catch(() => undefined);
  if (configUrl !== undefined) {
    await attempt(bundle, byNames(`ConfStore ${configUrl}`), signal, async () => {
      await confStore(context);
    });
  }
  if (recorded !== undefined && recorded.url !== configUrl) {
    await attempt(bundle, byNames(`ConfStore ${recorded.url}`), signal, async () => {
      const { openConfStore } = await import('@hare/confstore');
      const store = await openConfStore(recorded.url, { maps: true });
      bundle.masker.learnFrom(await store.data());
      await store.close();
    });
  }
  if (recorded?.kv !== undefined && recorded.kv !== kvUrl) {
    const source = byNames(`KV ${recorded.kv}`);
    await attempt(bundle, source, signal, async () => {
      const found = await openStageKv({ kvUrl: recorded.kv }, { mayBeDown: true });
      if (found.kind === 'absent') return leaveOut(bundle, source, found.reason);
      await found.kv.close();
      learnFromKv(bundle, found.entries);
    });
  }
}

/**
 * Teaches the masker the secrets among the keys of a KV, and those inside of values that are JSON
 * text.
 */
export function learnFromKv(
  { masker }: Pick<Bundle, 'masker'>,
  entries: ReadonlyMap<string, KvValue>,
): void {
  for (const [key, value] of entries) {
    masker.learnFrom({ [key]: value });
    masker.learnFrom(parsed(value));
  }
}

function parsed(value: KvValue): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
