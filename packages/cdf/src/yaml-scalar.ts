/** A scalar as YAML text that YAML 1.1 and 1.2 readers read back as the same value. */
export function yamlScalar(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  return isPlain(value) ? value : doubleQuoted(value);
}

/** Only letters, digits and a few signs, no word or number in any YAML version. */
function isPlain(value: string): boolean {
  return (
    /^[\w./$-](?:[\w./@+$ -]*[\w./@+$-])?$/.test(value) &&
    !/^[-.]/.test(value) &&
    !isOtherThanText(value)
  );
}

function isOtherThanText(value: string): boolean {
  return (
    /^(true|false|yes|no|on|off|y|n|null)$/i.test(value) ||
    /^(0x[\da-f_]+|0o[0-7_]+|0b[01_]+|[\d_]*\.?[\d_]*(e[-+]?\d+)?|\d{4}-.*)$/i.test(value)
  );
}

function doubleQuoted(value: string): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
