/**
 * How one secret value may appear in text: as it is, its single lines, in JSON (also in JSON in
 * JSON, and as ASCII), in quotes of YAML and shell, in a URL, in base64, and as UTF-8 bytes in a
 * file that is not text.
 */
export function spellingsOfSecret(secret: string): readonly string[] {
  const lines = secret.split(/\r?\n/).map((line) => line.trim());
  const parts = lines.length > 1 ? lines.filter((line) => line.length >= 8) : [];
  const json = inJson(secret);
  return [
    ...new Set([
      secret,
      ...parts,
      json,
      inJson(json),
      inAscii(json),
      inAscii(inJson(inAscii(json))),
      secret.replaceAll("'", "''"),
      secret.replaceAll("'", "'\\''"),
      attempt(decodeURIComponent, secret),
      attempt(encodeURIComponent, secret),
      attempt(strictlyEncoded, secret),
      ...(secret.length < 6 ? [] : [Buffer.from(secret).toString('base64')]),
      Buffer.from(secret).toString('latin1'),
    ]),
  ];
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** As Python writes JSON. */
function inAscii(text: string): string {
  return text.replace(
    /[^\u0020-\u007e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** As Python encodes URLs. */
function strictlyEncoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Text without such a form is unchanged. */
function attempt(convert: (text: string) => string, text: string): string {
  try {
    return convert(text);
  } catch {
    return text;
  }
}
