import type { BuildContext } from './build-context.js';
import { buildDrive } from './build-drive.js';
import { addDevice } from './build-process.js';
import type { CasService } from './build-node.js';

/**
 * Gives every CAS service its device, the metadata device or `/dev/null`, as the last drive of its
 * controller.
 */
export function buildCasDrives(context: BuildContext, services: readonly CasService[]): void {
  for (const { service, controller, metaData } of services) {
    const path = metaData ?? '/dev/null';
    controller.cas = buildDrive(context, controller, { path, sizeBytes: 1024, blockSizeBytes: 1 });
    addDevice(service, controller.cas.sdev, path);
  }
}
