/**
 * Below a machine's folder: what Hare, its bootstrap and its KV write, and what the stages of these
 * tests write by option.
 */
const ownPlaces: readonly RegExp[] = [
  /^root\/(run|var\/log\/seagate|var\/lib\/hare|var\/motr|etc\/consul\.d|etc\/motr)(\/|$)/,
  /^root\/(var\/log|etc\/(logrotate\.d|sysconfig))$/,
  /^root\/etc\/(logrotate\.d\/hare|sysconfig\/(m0d|m0_client_\w+)-[^/]*|sysconfig\/motr-kernel)$/,
  /^\.?(kv\.json|exampleV2\.json|changeset\.yaml|backups|bundles|hctl-state)([./]|$)/,
];

/** What of a tree is not Hare's to touch. */
export function foreignFiles(
  tree: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(tree).filter(([file]) => !ownPlaces.some((place) => place.test(file))),
  );
}
