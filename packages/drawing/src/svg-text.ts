/** Text as it may stand in SVG. */
export function escapeXml(value: string): string {
  return value.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** Roughly how wide text is, in px; a little too wide rather than too narrow. */
export function textWidth(value: string, fontSize: number): number {
  return Array.from(value).length * fontSize * 0.62;
}

/** The text, shortened in its middle until it fits a width. */
export function fitText(value: string, fontSize: number, width: number): string {
  const most = Math.max(3, Math.floor(width / (fontSize * 0.62)));
  const chars = Array.from(value);
  if (chars.length <= most) return value;
  const head = Math.ceil((most - 1) / 2);
  return `${chars.slice(0, head).join('')}…${chars.slice(chars.length - (most - 1 - head)).join('')}`;
}
