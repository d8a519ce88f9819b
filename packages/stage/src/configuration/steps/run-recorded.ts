import { isDeepStrictEqual } from 'node:util';
import { fileEffect } from '../../forecast/file-effect.js';
import { readStageConfig, stageConfigFile, withoutPassword, writeStageConfig, type StageConfig } from '../../state/stage-config.js';
import type { Step } from '../../step.js';
import type { ConfigurationSession } from '../configuration-session.js';

/** Later stages find ConfStore, CDF and KV in `<stateDir>/config.json`. */
export function runRecorded(session: Pick<ConfigurationSession, 'context' | 'cdf' | 'configuration'>): Step {
  const { context } = session;
  const wanted = async (): Promise<StageConfig> => {
    const { configurationDigest } = await import('@hare/apply');
    const { entries } = await session.configuration();
    const { file } = await session.cdf();
    const kv = context.kvUrl === undefined ? undefined : withoutPassword(context.kvUrl);
    return { url: withoutPassword(context.configUrl ?? ''), cdf: file, kv, digest: configurationDigest(new Map(entries.map(({ key, value }) => [key, String(value)]))) };
  };
  return {
    id: 'recorded',
    title: 'Later stages know ConfStore, CDF and KV',
    check: async () => {
      const found = await readStageConfig(context.places);
      if (isDeepStrictEqual(found, await wanted())) return { ok: true };
      return { ok: false, reason: found === undefined ? 'nothing is recorded yet' : 'another run is recorded' };
    },
    forecast: async () => {
      const { file, text } = stageConfigFile(context.places, await wanted());
      return [await fileEffect(file, text)];
    },
    apply: async () => writeStageConfig(context.places, await wanted()),
  };
}
