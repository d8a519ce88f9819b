import type { StageContext, Step } from '@hare/stage';
import {
  cdfWritten,
  configurationGenerated,
  configurationSession,
  devicesSeen,
  kvApplied,
  runRecorded,
  withReceipt,
  type ConfigurationOptions,
} from '@hare/configuration';

/**
 * RFC 20, config 1 and 2: cluster description, Motr's configuration, KV; then what later stages
 * want to know. What the KV refuses is not written to files either.
 */
export function configSteps(
  context: StageContext<ConfigurationOptions & { readonly verify: boolean }>,
): readonly Step[] {
  const { verify, ...options } = context.options;
  const session = configurationSession(context, options);
  const unmoved = withReceipt(session, verify);
  const kv = unmoved.step(kvApplied(session));
  return [
    unmoved.step(cdfWritten(session, { guards: [kv] })),
    unmoved.step(configurationGenerated(session, { guards: [kv] })),
    kv,
    devicesSeen({ context, devices: unmoved.devices }),
    unmoved.step(runRecorded(session)),
  ];
}
