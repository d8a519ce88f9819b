import type { StageContext, Step } from '@hare/stage';
import {
  cdfWritten,
  configurationGenerated,
  configurationSession,
  devicesSeen,
  kvApplied,
  runRecorded,
  type ConfigurationOptions,
} from '@hare/configuration';

/**
 * RFC 20, config 1 and 2: cluster description, Motr's configuration, KV; then what later stages
 * want to know. What the KV refuses is not written to files either.
 */
export function configSteps(context: StageContext<ConfigurationOptions>): readonly Step[] {
  const session = configurationSession(context, context.options);
  const kv = kvApplied(session);
  return [
    cdfWritten(session, { guards: [kv] }),
    configurationGenerated(session, { guards: [kv] }),
    kv,
    devicesSeen(session),
    runRecorded(session),
  ];
}
