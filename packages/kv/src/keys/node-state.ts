/** As Hare writes most of them; taken apart without parsing, as there are many. */
const commonShape = /^\{"(\w+)": "([^"\\\p{Cc}\p{Cs}]*)", "state": "[^"\\\p{Cc}\p{Cs}]*"\}$/u;
const statePattern = /("state":\s*")([^"\\]*)(")/;

/**
 * The value as generated. A running cluster writes the states of nodes, processes, services and
 * devices into values of `m0conf/…` (`{"name": "hax", "state": "M0_NC_ONLINE"}`): these are left
 * out, and so is the spacing of the JSON.
 */
export function configuredValue(key: string, text: string): string {
  if (!carriesState(key, text)) return text;
  const common = commonShape.exec(text);
  if (common !== null && common[1] !== 'state')
    return `[["${common[1] ?? ''}","${common[2] ?? ''}"]]`;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return text;
    return JSON.stringify(
      Object.entries(value)
        .filter(([name]) => name !== 'state')
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  } catch {
    return text;
  }
}

/** The new text of a key with the state that the old text carries: it is the cluster's. */
export function keepState(key: string, text: string, old: string): string {
  const state = carriesState(key, old) ? statePattern.exec(old)?.[2] : undefined;
  return state === undefined || !carriesState(key, text)
    ? text
    : text.replace(
        statePattern,
        (_, before: string, __, after: string) => `${before}${state}${after}`,
      );
}

function carriesState(key: string, text: string): boolean {
  return key.startsWith('m0conf/') && text.startsWith('{') && text.includes('"state"');
}
