import type { Step } from '@hare/stage';
import type { TestSession } from '../test-session.js';

/** The settings of the plan are known: the defaults, or what `--param` says. */
export function settingsKnown(session: TestSession): Step {
  return {
    id: 'settings',
    title: 'Read the settings of the plan',
    check: async () => {
      await session.settings();
      const { plan, param } = session.context.options;
      return {
        ok: true,
        note: param === undefined ? `plan ${plan}` : `plan ${plan}, settings from --param`,
      };
    },
  };
}
