import { consulVersion, findPackageManager, packageInstalled } from '@hare/os-packages';
import type { StageContext, Step } from '@hare/stage';
import { hctlFound } from './steps/hctl-found.js';
import { logrotateConfigured } from './steps/logrotate-configured.js';
import { optionalPackages } from './steps/optional-packages.js';

/** The steps of post_install, in their order. */
export function postInstallSteps(
  context: StageContext<{ readonly configureLogrotate: boolean }>,
): readonly Step[] {
  const manager = findPackageManager(context);
  return [
    ...context.settings.packages.map((name) => packageInstalled(manager, name)),
    consulVersion(context),
    hctlFound(context),
    optionalPackages(manager),
    ...(context.options.configureLogrotate ? [logrotateConfigured(context)] : []),
  ];
}
