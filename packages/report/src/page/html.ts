/** Text that is HTML already. */
export interface Html {
  readonly html: string;
}

type Value = string | number | Html | undefined | false | readonly Value[];

/** Escapes every value; `Html` is inserted unchanged, lists item by item. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return {
    html: textsOf(strings)
      .map((text, i) => `${text}${i < values.length ? shown(values[i]) : ''}`)
      .join(''),
  };
}

const texts = new WeakMap<TemplateStringsArray, readonly string[]>();

/** The texts of a template without the indentation that it has in the source. */
function textsOf(strings: TemplateStringsArray): readonly string[] {
  const known = texts.get(strings) ?? strings.map((text) => text.replace(/\n\s+/g, '\n'));
  texts.set(strings, known);
  return known;
}

/** What was made by another program of ours and is known to be HTML or SVG. */
export function trusted(text: string): Html {
  return { html: text };
}

function shown(value: Value): string {
  if (value === undefined || value === false) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return escapeHtml(value);
  return 'html' in value ? value.html : value.map(shown).join('');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
