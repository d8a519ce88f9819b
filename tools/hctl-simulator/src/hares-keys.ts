const families =
  /^(?:epoch|eq-epoch|leader|failvec|config_path|m0_client_types)$|^(?:last_base_fid_key|last_dynamic_fid_key|bytecount|ports|m0conf|processes|bq|eq|stats|ssl|hare_setup)\//;

/** What prepare leaves of a node. */
const ofNode = /^([^/]+)\/(?:facts|log_path|drives\/.+)$/;

/**
 * What goes with the data of Hare's Consul. The Consul of a test may have foreign keys too, which
 * represent another Consul.
 */
export function haresKeys(
  entries: readonly { readonly key: string; readonly text: string }[],
): readonly string[] {
  const hosts = new Set(
    entries.flatMap(
      ({ key }) =>
        /^(?:ports\/([^/]+)\/|m0conf\/nodes\/([^/]+)\/processes\/\d)/
          .exec(key)
          ?.slice(1)
          .filter(Boolean) ?? [],
    ),
  );
  for (const { key, text } of entries)
    if (/\/facts$/.test(key) && text.includes('"processorcount"'))
      hosts.add(ofNode.exec(key)?.[1] ?? '');
  return entries
    .filter(
      ({ key, text }) =>
        families.test(key) || hosts.has(ofNode.exec(key)?.[1] ?? key) || hosts.has(text),
    )
    .map(({ key }) => key);
}
