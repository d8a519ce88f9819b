import { defineStage } from '@hare/stage';
import {
  cdfWritten,
  configurationGenerated,
  configurationSession,
  kvApplied,
  runRecorded,
} from '@hare/configuration';

/** What config does, without that stage. */
export const configure = defineStage({
  name: 'configure',
  summary: 'configures',
  description: 'configures',
  changes: true,
  options: { cdfFormat: { flag: '--cdf-format', value: 'YEAR', description: 'format' } },
  examples: [],
  steps: (context) => {
    const session = configurationSession(context, {
      file: undefined,
      dialect: undefined,
      cdfFormat: context.options.cdfFormat,
      replace: true,
    });
    return [
      cdfWritten(session, { guards: [] }),
      configurationGenerated(session, { guards: [] }),
      kvApplied(session),
      runRecorded(session),
    ];
  },
});
