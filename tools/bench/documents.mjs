// Documents of a given size, for benchmarks.

/** Groups of a hundred keys: the value of one is a short text. */
function groups(keys) {
  return Array.from({ length: Math.ceil(keys / 100) }, (_, group) => ({
    name: `group-${group}`,
    entries: Array.from({ length: Math.min(100, keys - group * 100) }, (__, key) => [
      `key-${key}`,
      `value ${group}.${key}`,
    ]),
  }));
}

/** The text of a document of so many keys, by format. */
export const documents = {
  json: (keys) =>
    JSON.stringify(
      Object.fromEntries(
        groups(keys).map(({ name, entries }) => [name, Object.fromEntries(entries)]),
      ),
      null,
      2,
    ),
  yaml: (keys) =>
    groups(keys)
      .map(
        ({ name, entries }) =>
          `${name}:\n${entries.map(([key, value]) => `  ${key}: ${value}\n`).join('')}`,
      )
      .join(''),
  toml: (keys) =>
    groups(keys)
      .map(
        ({ name, entries }) =>
          `[${name}]\n${entries.map(([key, value]) => `${key} = "${value}"\n`).join('')}`,
      )
      .join('\n'),
  ini: (keys) =>
    groups(keys)
      .map(
        ({ name, entries }) =>
          `[${name}]\n${entries.map(([key, value]) => `${key} = ${value}\n`).join('')}`,
      )
      .join('\n'),
  properties: (keys) =>
    groups(keys)
      .map(({ name, entries }) =>
        entries.map(([key, value]) => `${name}.${key} = ${value}\n`).join(''),
      )
      .join(''),
};

/**
 * A JSON document of about so many bytes, of the shapes that configurations have: maps in lists,
 * numbers, truth values.
 */
export function largeJson(bytes) {
  const node = (at) => ({
    id: at,
    hostname: `node-${at}.example.org`,
    enabled: at % 3 > 0,
    load: at / 7,
    drives: Array.from({ length: 8 }, (_, drive) => ({
      path: `/dev/disk/by-id/drive-${at}-${drive}`,
      size: 2 ** 40 + drive,
      state: 'online',
    })),
  });
  const count = Math.ceil(bytes / (JSON.stringify(node(1000)).length + 1));
  return JSON.stringify({
    cluster: { name: 'bench', nodes: Array.from({ length: count }, (_, at) => node(at)) },
  });
}
