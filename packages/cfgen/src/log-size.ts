import { HareError } from '@hare/base';

const mebibyte = 2 ** 20;
const gibibyte = 2 ** 30;

/**
 * The size that Motr uses of a log device: rounded down to a power of two, at most 4 GiB.
 * @throws HareError `CFGEN_LOG_DEVICE_SMALL` below 128 MiB.
 */
export function logSizeBytes(
  hostname: string,
  device: { readonly path: string; readonly sizeBytes: number },
): number {
  if (device.sizeBytes < 128 * mebibyte) {
    throw new HareError(
      'CFGEN_LOG_DEVICE_SMALL',
      `node ${hostname}: log device ${device.path} has ${device.sizeBytes} bytes, must have ` +
        `at least ${128 * mebibyte} (128 MiB)`,
      {
        hint: 'use a larger log device, or omit io_disks.log',
      },
    );
  }
  let size = 4 * gibibyte;
  while (size > device.sizeBytes) size /= 2;
  return size;
}
