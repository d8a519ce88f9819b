import { HeldFolder } from '@hare/base';

/**
 * Whether one of Hare's folders exists as a real folder. A symbolic link may lead elsewhere, so it
 * is refused.
 * @throws HareError `PLACE_IS_LINK`, `PLACE_IS_NO_FOLDER`
 */
export function isOwnFolder(folder: string): boolean {
  const held = HeldFolder.open(folder);
  held?.close();
  return held !== undefined;
}
