/** Attributes in the order in which they are written. */
export type Attributes = Readonly<Record<string, string | number>>;

/** The line around drives that did not change, and their like in the legend. */
export const thin: Attributes = { stroke: '#333333', 'stroke-width': 0.7 };
/** What sets log devices apart. */
export const dashed: Attributes = { 'stroke-dasharray': '2 1' };

/** An SVG element; its content is SVG already. */
export function element(name: string, attributes: Attributes, content?: string): string {
  let start = `<${name}`;
  for (const [key, value] of Object.entries(attributes))
    start += ` ${key}="${typeof value === 'number' ? value : escapeXml(value)}"`;
  return content === undefined ? `${start}/>` : `${start}>${content}</${name}>`;
}

/** A line of text. */
export function textElement(attributes: Attributes, value: string): string {
  return element('text', attributes, escapeXml(value));
}

/** Text that is shortened to fit a width, with the whole of it as its title. */
export function fittedText(
  attributes: Attributes,
  value: string,
  fontSize: number,
  width: number,
): string {
  const shown = escapeXml(fitText(value, fontSize, width));
  return element('text', attributes, `${shown}${element('title', {}, escapeXml(value))}`);
}

/** Text escaped for SVG. */
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
  const tail = most - 1 - head;
  return `${chars.slice(0, head).join('')}…${chars.slice(chars.length - tail).join('')}`;
}
