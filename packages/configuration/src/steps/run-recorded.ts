import { HareError } from '@hare/base';
import { bootstrapDigests, descriptionDigest } from '@hare/cluster';
import {
  fileEffect,
  ownRelease,
  readWholeStageConfig,
  stageConfigFile,
  stageConfigPath,
  withoutPassword,
  writeStageConfig,
  type StageConfig,
  seen,
  type Step,
} from '@hare/stage';
import { hostsWarnings } from '../hosts-warnings.js';
import type { ConfigurationSession } from '../configuration-session.js';

/**
 * Later stages find ConfStore, CDF and KV in `<stateDir>/config.json`; with `keep`, an older one is
 * kept next to it.
 */
export function runRecorded(
  session: Pick<ConfigurationSession, 'context' | 'cdf' | 'configuration' | 'identity'>,
  keep: (file: string) => Promise<void> = () => Promise.resolve(),
): Step {
  const { context } = session;
  const textOf = (config: StageConfig): string => stageConfigFile(context.places, config).text;
  const wanted = seen(async (look): Promise<StageConfig> => {
    const { digestOfEntries } = await import('@hare/kv');
    const { entries, files } = await look(session.configuration);
    const { file, model } = await look(session.cdf);
    const { by, machineId } = await look(session.identity);
    const name = by === 'option' ? context.node : context.recordedNode?.name;
    const node =
      (by === 'option' || by === 'recorded') && name !== undefined
        ? { name, ...(machineId === undefined ? {} : { machineId }) }
        : undefined;
    const kv = context.kvUrl === undefined ? undefined : withoutPassword(context.kvUrl);
    return {
      url: withoutPassword(context.configUrl ?? ''),
      cdf: file,
      kv,
      digest: digestOfEntries(entries),
      cdfDigest: await descriptionDigest(model),
      files: bootstrapDigests(files),
      node,
      release: await ownRelease(),
    };
  });
  const faultOf = (found: StageConfig, now: StageConfig): string | undefined => {
    if (textOf(found) === textOf(now)) return undefined;
    if (found.release === now.release) return 'the record is from another run';
    return found.release === undefined
      ? 'it was recorded by an older release'
      : `it was recorded by release ${found.release}`;
  };
  return {
    id: 'recorded',
    title: 'Record ConfStore, CDF and KV for later stages',
    check: async (look) => {
      const found = await readWholeStageConfig(context.places);
      // What is wanted is only known once the files are generated.
      const fault =
        found === undefined ? 'nothing is recorded yet' : faultOf(found, await look(wanted));
      const identity = await look(session.identity);
      const warnings = [
        ...identity.warnings,
        ...(await hostsWarnings((await look(session.cdf)).model, context)),
      ];
      if (fault === undefined) return { ok: true, warnings };
      return { ok: false, warnings, error: new HareError('STEP_NOT_EFFECTIVE', fault) };
    },
    forecast: async (look) => {
      const { file, text } = stageConfigFile(context.places, await look(wanted));
      return [await fileEffect(file, text)];
    },
    apply: async (look) => {
      await keep(stageConfigPath(context.places));
      await writeStageConfig(context.places, await look(wanted));
    },
  };
}
