import type { StageContext, Step } from '@hare/stage';
import { cdfWritten, configurationGenerated, configurationSession, devicesSeen, kvApplied, runRecorded, type ConfigurationOptions } from '@hare/stage/configuration';

/** RFC 20, config 1 and 2: cluster description, Motr's configuration, KV; then what later stages want to know. */
export function configSteps(context: StageContext<ConfigurationOptions>): readonly Step[] {
  const session = configurationSession(context, context.options);
  return [cdfWritten(session), configurationGenerated(session), kvApplied(session), devicesSeen(session), runRecorded(session)];
}
