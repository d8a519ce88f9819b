import { HareError } from '@hare/base';
import type { Step } from '@hare/stage';
import { descriptionDigest } from '@hare/cluster';
import type { UpgradeSession } from '../upgrade-session.js';

const hint =
  "put the edit into the ConfStore (confstore URL set 'KEY=VALUE') or undo it; what config " +
  'would make of the ConfStore: hare_setup config --dry-run';

/**
 * The CDF says what config wrote, or what this upgrade will write: an edit by hand would be lost.
 */
export function cdfNotEdited({ configuration, recorded, context }: UpgradeSession): Step {
  return {
    id: 'cdf-not-edited',
    title: 'The cluster description was not edited by hand',
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
            'there is no cluster description: this machine was not configured, and there is ' +
              'nothing to upgrade',
            { where: { file }, hint: 'run config: hare_setup config --config URL' },
          ),
        };
      const present = (await parseCdf(found, file)).model;
      const digest = await descriptionDigest(present);
      if (digest === (await descriptionDigest(model)) || digest === recorded?.cdfDigest)
        return { ok: true };
      // Older releases recorded no digest: what a changeset changes cannot be told from an edit.
      if (recorded?.cdfDigest === undefined && context.options.changeset !== undefined)
        return {
          ok: true,
          warnings: [
            `whether ${file} was edited by hand is not known: the release that wrote it ` +
              'recorded nothing; what is replaced is kept beside it',
          ],
        };
      const findings = diffCdf(model, present).map(formatChange);
      return {
        ok: false,
        refuse: true,
        error: new HareError(
          'CDF_EDITED',
          'the cluster description says neither what config wrote nor what the ConfStore ' +
            'says: it was edited by hand',
          { where: { file }, hint },
        ),
        findings,
      };
    },
  };
}
