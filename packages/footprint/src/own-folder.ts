import { HeldFolder } from '@hare/base';

/**
 * Whether one of Hare's folders is there, as a folder of its own. Behind a symbolic link something
 * else may be, so a link is refused.
 * @throws HareError `PLACE_IS_LINK`, `PLACE_IS_NO_FOLDER`
 */
export function isOwnFolder(folder: string): boolean {
  const held = HeldFolder.open(folder);
  held?.close();
  return held !== undefined;
}
