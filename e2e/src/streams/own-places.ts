/** Below a machine's folder: where Hare, its KV, the simulated hctl and the stages' targets write. */
const ownPlaces = /^(root\/(run|var\/log\/seagate|var\/lib\/hare|var\/motr)(\/|$)|root\/var\/log$|root\/etc\/(logrotate\.d|sysconfig)(\/hare|\/m0d-.*)?$|(\.?kv\.json|\.?exampleV2\.json|\.?changeset\.yaml|backups|bundles|hctl-state)([./]|$))/;

/** What of a tree is not Hare's to touch. */
export function foreignFiles(tree: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(tree).filter(([file]) => !ownPlaces.test(file)));
}
