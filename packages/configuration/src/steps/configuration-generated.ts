import path from 'node:path';
import { isHareError, HareError } from '@hare/base';
import { fileEffect, guard, type Step } from '@hare/stage';
import type { ConfigurationSession } from '../configuration-session.js';

/**
 * Motr's configuration, generated from the CDF, is written next to it: objects, KV entries,
 * sysconfig, Consul agent configuration. `guards`: steps that may refuse it, checked again before
 * it is written.
 */
export function configurationGenerated(
  session: Pick<ConfigurationSession, 'configuration'>,
  { guards }: { readonly guards: readonly Step[] },
): Step {
  return {
    id: 'configuration',
    title: "Generate Motr's configuration",
    check: async (look) => {
      const { folder, files, config } = await look(session.configuration);
      const {
        compareConfigFiles,
        formatDiff,
        diffConfigs,
        holdsUnfinishedWork,
        readConfigFiles,
        viewOfFiles,
      } = await import('@hare/cfgen');
      const warnings = config.warnings.map(({ code, message }) => `${message} [${code}]`);
      const { written, removed } = await compareConfigFiles(folder, files);
      if (written.length + removed.length === 0 && (await holdsUnfinishedWork(folder)))
        return {
          ok: false,
          error: new HareError(
            'STEP_NOT_EFFECTIVE',
            `${folder} contains leftovers of a killed run`,
          ),
          warnings,
        };
      if (written.length + removed.length === 0)
        return { ok: true, note: `${files.names.length} files in ${folder}`, warnings };
      const present = await readConfigFiles(folder).catch(() => undefined);
      if (present?.has('confd.xc') !== true)
        return {
          ok: false,
          error: new HareError(
            'STEP_NOT_EFFECTIVE',
            `${files.names.length} files are missing in ${folder}`,
          ),
          diff: files.names.map((name) => `+ file ${name}`).join('\n'),
          changes: [],
          warnings,
        };
      const changes = unlessDamaged(() => [
        ...formatDiff(diffConfigs(viewOfFiles(present, folder), viewOfFiles(files.texts()))),
      ]);
      const diff =
        changes.length > 0
          ? changes
          : [
              ...written.map((name) => `~ file ${name}`),
              ...removed.map((name) => `- file ${name}`),
            ];
      return {
        ok: false,
        error: new HareError(
          'STEP_NOT_EFFECTIVE',
          `${written.length + removed.length} files in ${folder} differ`,
        ),
        diff: diff.join('\n'),
        changes: [],
        warnings,
      };
    },
    forecast: async (look) => {
      const { folder, files } = await look(session.configuration);
      const { compareConfigFiles } = await import('@hare/cfgen');
      const { written, removed } = await compareConfigFiles(folder, files);
      const effects = await Promise.all(
        [...files.texts()].map(async ([name, text]) => {
          const effect = await fileEffect(path.join(folder, name), text);
          // One that hctl made again in its own form says the same.
          return written.includes(name) ? effect : { ...effect, change: 'unchanged' as const };
        }),
      );
      return [
        ...effects,
        ...removed.map((name) => ({
          kind: 'file' as const,
          path: path.join(folder, name),
          change: 'removed' as const,
        })),
      ];
    },
    apply: async (look) => {
      await guard(look, guards);
      const { folder, files } = await look(session.configuration);
      const { writeConfigFiles } = await import('@hare/cfgen');
      await writeConfigFiles(folder, files, { aside: true });
    },
  };
}

/** A file that cannot be decoded counts as different: it is written again. */
function unlessDamaged(diff: () => readonly string[]): readonly string[] {
  try {
    return diff();
  } catch (error) {
    if (isHareError(error) && error.code.startsWith('CFGEN_')) return [];
    throw error;
  }
}
