/** Which numbers of the original our error codes mean: EINVAL 22, ENOENT 2, EACCES 13. */
const returnCodes: Readonly<Record<string, readonly number[]>> = {
  CONFSTORE_FILE_UNREADABLE: [13],
  CONFSTORE_URL: [22],
  DELIMITER: [22],
  DUPLICATE_KEY: [22],
  KEY_MISSING: [2],
  KEY_SHAPE: [22],
  KEY_SYNTAX: [22],
  NEVER_OPENED: [22, 5381],
  NOT_A_LEAF: [22],
  // The original says "no permission" if a file is where a folder should be.
  DIR_BLOCKED: [13],
  PATH_BLOCKED: [22],
  // The original says "no such entry" for a malformed properties file.
  SYNTAX: [22, 2],
  VALUE_NOT_HELD: [22],
  YAML_ALIAS: [22],
};

/** True if our code is one of those for the recorded number; null is any error. */
export function matchesReturnCode(code: string, rc: number | null): boolean {
  return rc === null || (returnCodes[code]?.includes(rc) ?? false);
}
