import { HareError } from '@hare/base';
import type { Step } from '@hare/stage';
import { descriptionDigest } from '@hare/cluster';
import type { UpgradeSession } from '../upgrade-session.js';

const hint =
  "put the edit into the ConfStore (confstore URL set 'KEY=VALUE') or undo it; to see what " +
  'config would write: hare_setup config --dry-run';

/**
 * The CDF says what config wrote, or what this upgrade will write: an edit by hand would be lost.
 */
export function cdfNotEdited({ configuration, recorded, context }: UpgradeSession): Step {
  return {
    id: 'cdf-not-edited',
    title: 'Check that the cluster description was not edited',
    ...(context.options.changeset === undefined ? {} : { after: ['changeset'] }),
    check: async (look) => {
      const [{ diffCdf, formatChange, parseCdf }, { file, found, model }] = [
        await import('@hare/cdf'),
        await look(configuration.cdf),
      ];
      if (found === undefined)
        return {
          ok: false,
          refuse: true,
          error: new HareError(
            'CDF_FILE_MISSING',
            'nothing to upgrade: this machine has no cluster description',
            { where: { file }, hint: 'run config: hare_setup config --config URL' },
          ),
        };
      const present = (await parseCdf(found, file)).model;
      const digest = await descriptionDigest(present);
      if (digest === (await descriptionDigest(model)) || digest === recorded?.cdfDigest)
        return { ok: true };
      // Older releases recorded no digest: a change by a changeset cannot be distinguished from an
      // edit.
      if (recorded?.cdfDigest === undefined && context.options.changeset !== undefined)
        return {
          ok: true,
          warnings: [
            `cannot check whether ${file} was edited by hand, because its release kept no ` +
              'record; the old file is kept',
          ],
        };
      const findings = diffCdf(model, present).map(formatChange);
      return {
        ok: false,
        refuse: true,
        error: new HareError(
          'CDF_EDITED',
          'the cluster description was edited by hand: it matches neither the last config ' +
            'nor the ConfStore',
          { where: { file }, hint },
        ),
        findings,
      };
    },
  };
}
