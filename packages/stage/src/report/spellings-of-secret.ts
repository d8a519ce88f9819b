/** How one secret value may appear in text: as it is, its single lines, in JSON, in a URL, in base64. */
export function spellingsOfSecret(secret: string): readonly string[] {
  const lines = secret.split(/\r?\n/).map((line) => line.trim());
  const parts = lines.length > 1 ? lines.filter((line) => line.length >= 8) : [];
  return [...new Set([secret, ...parts, JSON.stringify(secret).slice(1, -1), attempt(decodeURIComponent, secret), attempt(encodeURIComponent, secret), ...(secret.length < 6 ? [] : [Buffer.from(secret).toString('base64')])])];
}

/** Text that has no such form stays as it is. */
function attempt(convert: (text: string) => string, text: string): string {
  try {
    return convert(text);
  } catch {
    return text;
  }
}
