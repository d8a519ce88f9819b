import type { BuildContext } from './build-context.js';
import type { CompleteDrive } from './complete-nodes.js';
import type { Controller, Drive } from './hardware.js';

/** Makes an sdev and its drive in a controller. */
export function buildDrive(
  context: BuildContext,
  controller: Controller,
  device: CompleteDrive,
): Drive {
  const drive: Drive = {
    fid: context.take('drive'),
    sdev: context.take('sdev'),
    pvers: [],
    controller,
    path: device.path,
  };
  context.objects.push(
    {
      type: 'sdev',
      key: drive.sdev.key,
      blockSizeBytes: device.blockSizeBytes,
      sizeBytes: device.sizeBytes,
      path: device.path,
    },
    { type: 'drive', key: drive.fid.key, sdev: drive.sdev, pvers: drive.pvers },
  );
  controller.driveFids.push(drive.fid);
  return drive;
}
