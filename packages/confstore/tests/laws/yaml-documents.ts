import fc from 'fast-check';
import { printDouble } from '../../src/formats/yaml/print-yaml.js';

/** A value as it is to be written: kinds, quotes, comments, anchors. */
type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'literal'; readonly lines: readonly string[]; readonly header: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'alias'; readonly pick: number }
  | {
      readonly kind: 'map';
      readonly flow: boolean;
      readonly broken: boolean;
      readonly anchored: boolean;
      readonly merge: number | undefined;
      readonly entries: readonly Entry[];
    }
  | {
      readonly kind: 'list';
      readonly flow: boolean;
      readonly broken: boolean;
      readonly anchored: boolean;
      readonly indented: boolean;
      readonly items: readonly Entry[];
    };

interface Entry {
  readonly name: string;
  readonly nameQuote: '' | "'" | '"';
  readonly value: Piece;
  readonly above: readonly string[];
  readonly comment: string;
  readonly gap: string;
  readonly anchored: boolean;
}

const word = fc.constantFrom(
  'a',
  'b',
  'key',
  'x y',
  'name',
  'ünï',
  '日本',
  '1',
  '10',
  'on',
  'a.b',
  'node-0',
  'true',
  '__proto__',
  'constructor',
);
const comment = fc.constantFrom('', '', ' # c', '  # ünï: [x]', ' #', '\t# tab');
const scalarText = fc.constantFrom(
  'x',
  'some text',
  '1',
  '-5',
  '0x1F',
  '1.50',
  '1e3',
  'true',
  'no',
  '~',
  '"a: b # c"',
  "'it''s'",
  '"tab\\there \\u00e9"',
  '12345678901234567890',
  'http://h:80/p?q=1',
  '2020-01-01',
  '010',
  '"x > y"',
  '.inf',
  'a  b',
  '""',
  "''",
  '!!str 5',
  '! 7',
  '!Ref x',
  '!x 80',
  'multi\n  line',
  '"two\n  lines"',
);

const { piece } = fc.letrec<{ piece: Piece; block: Piece; entry: Entry }>((tie) => ({
  piece: fc.oneof(
    { maxDepth: 5, depthIdentifier: 'yaml' },
    fc.record({ kind: fc.constant('text' as const), text: scalarText }),
    fc.record({
      kind: fc.constant('literal' as const),
      header: fc.constantFrom('|', '>', '|-', '>-', '|+', '|  # c', '>2'),
      lines: fc.array(fc.constantFrom('line', '', '  more', 'k: v', '# no comment', 'ü'), {
        minLength: 1,
        maxLength: 4,
      }),
    }),
    fc.constant<Piece>({ kind: 'none' }),
    fc.record({ kind: fc.constant('alias' as const), pick: fc.nat(20) }),
    tie('block'),
  ),
  block: fc.oneof(
    fc.record({
      kind: fc.constant('map' as const),
      flow: fc.boolean(),
      broken: fc.boolean(),
      anchored: fc.boolean(),
      merge: fc.option(fc.nat(20), { nil: undefined, freq: 4 }),
      entries: fc.uniqueArray(tie('entry'), { maxLength: 4, selector: ({ name }) => name }),
    }),
    fc.record({
      kind: fc.constant('list' as const),
      flow: fc.boolean(),
      broken: fc.boolean(),
      anchored: fc.boolean(),
      indented: fc.boolean(),
      items: fc.array(tie('entry'), { maxLength: 4 }),
    }),
  ),
  entry: fc.record({
    name: word,
    nameQuote: fc.constantFrom('' as const, '' as const, "'" as const, '"' as const),
    value: tie('piece'),
    above: fc.array(fc.constantFrom('# above', '', '#', '   # odd'), { maxLength: 2 }),
    comment,
    gap: fc.constantFrom(' ', '  ', '   '),
    anchored: fc.boolean(),
  }),
}));

/** Texts of YAML documents as people write them, and a little worse. */
export const yamlDocuments: fc.Arbitrary<string> = fc
  .record({
    root: fc.uniqueArray(
      fc.record({
        name: word,
        nameQuote: fc.constant('' as const),
        value: piece,
        above: fc.array(fc.constantFrom('# top', ''), { maxLength: 2 }),
        comment,
        gap: fc.constantFrom(' ', '  '),
        anchored: fc.boolean(),
      }),
      { maxLength: 5, selector: ({ name }) => name },
    ),
    head: fc.constantFrom('', '', '---\n', '# file\n\n', '%YAML 1.2\n---\n'),
    tail: fc.constantFrom('', '\n', '# end\n', '...\n'),
    cut: fc.boolean(),
    crlf: fc.boolean(),
  })
  .map(({ root, head, tail, cut, crlf }) => {
    const writer = new Writer();
    let text = head + writer.entries(root, 0) + tail;
    if (cut) text = text.replace(/\n$/, '');
    return crlf ? text.replaceAll('\n', '\r\n') : text;
  });

/** Such documents as the items of a list. */
export const yamlLists: fc.Arbitrary<string> = fc
  .array(yamlDocuments, { minLength: 1, maxLength: 3 })
  .map((texts) =>
    texts.map((text) => `- ${alone(text).trimEnd().replaceAll('\n', '\n  ')}\n`).join(''),
  );

/** Several such documents in one text. */
export const yamlStreams: fc.Arbitrary<string> = fc
  .array(yamlDocuments, { minLength: 2, maxLength: 4 })
  .map((texts) => texts.map((text) => alone(text).replace(/(?<![\r\n])$/, '\n')).join('---\n'));

/** Without what begins and ends a document. */
function alone(text: string): string {
  return text.replace(/^(?:%YAML 1\.2\r?\n)?---(?:\r?\n|$)|^\.\.\.(?:\r?\n|$)/gm, '');
}

class Writer {
  readonly #anchors: { readonly name: string; readonly map: boolean }[] = [];
  #count = 0;

  entries(entries: readonly Entry[], column: number): string {
    return entries
      .map(
        (entry) =>
          this.#above(entry, column) +
          ' '.repeat(column) +
          this.#name(entry) +
          ':' +
          this.#value(entry, column, false),
      )
      .join('');
  }

  #items(items: readonly Entry[], column: number): string {
    return items
      .map(
        (item) =>
          this.#above(item, column) + ' '.repeat(column) + '-' + this.#value(item, column, true),
      )
      .join('');
  }

  #above({ above }: Entry, column: number): string {
    return above.map((line) => (line === '' ? '\n' : `${' '.repeat(column)}${line}\n`)).join('');
  }

  #name({ name, nameQuote }: Entry): string {
    if (nameQuote === '"') return printDouble(name);
    return nameQuote === '' ? name : `'${name}'`;
  }

  #anchor(wanted: boolean, map: boolean): { readonly text: string; done(): void } {
    if (!wanted) return { text: '', done: () => undefined };
    const name = `n${this.#count++}`;
    return { text: ` &${name}`, done: () => void this.#anchors.push({ name, map }) };
  }

  /** What follows a `:` or `-`, its line end included. */
  #value(entry: Entry, column: number, inList: boolean): string {
    const { value, gap, comment: end } = entry;
    const deeper = column + 2;
    if (value.kind === 'none') return `${end}\n`;
    if (value.kind === 'alias') return gap + this.#alias(value.pick) + end + '\n';
    if (value.kind === 'literal') {
      const anchor = this.#anchor(entry.anchored, false);
      anchor.done();
      const body = value.lines
        .map((line, at) =>
          line === ''
            ? '\n'
            : `${' '.repeat(deeper)}${at === 0 || value.lines.slice(0, at).every((other) => other === '') ? line.trim() : line}\n`,
        )
        .join('');
      return `${anchor.text}${gap}${value.header}\n${body}`;
    }
    if (value.kind === 'text') {
      const anchor = this.#anchor(entry.anchored && !value.text.startsWith('!'), false);
      anchor.done();
      return `${anchor.text}${gap}${value.text.replaceAll('\n', `\n${' '.repeat(column)}`)}${end}\n`;
    }
    const children = value.kind === 'map' ? value.entries : value.items;
    const anchor = this.#anchor(value.anchored, value.kind === 'map');
    if (value.flow || children.length === 0) {
      const text = `${anchor.text}${gap}${this.#flow(value, deeper)}${end}\n`;
      anchor.done();
      return text;
    }
    const merge = value.kind === 'map' ? this.#merge(value.merge) : undefined;
    const inner = inList || value.kind === 'map' || value.indented ? deeper : column;
    const merged = merge === undefined ? '' : `${' '.repeat(inner)}<<: ${merge}${end}\n`;
    const body =
      merged +
      (value.kind === 'map' ? this.entries(value.entries, inner) : this.#items(value.items, inner));
    anchor.done();
    const compact = inList && anchor.text === '' && gap === ' ' && !/^\s*(?:#|\n)/.test(body);
    return compact ? ` ${body.slice(inner)}` : `${anchor.text}${end}\n${body}`;
  }

  #merge(pick: number | undefined): string | undefined {
    const maps = this.#anchors.filter(({ map }) => map);
    const chosen = pick === undefined ? undefined : maps[pick % Math.max(1, maps.length)];
    return chosen === undefined ? undefined : `*${chosen.name}`;
  }

  #alias(pick: number): string {
    const chosen = this.#anchors[pick % Math.max(1, this.#anchors.length)];
    return chosen === undefined ? 'none' : `*${chosen.name}`;
  }

  #flow(value: Piece, column: number): string {
    if (value.kind === 'alias') return `${this.#alias(value.pick)} `;
    if (value.kind === 'text') return /[\n,[\]{}]/.test(value.text) ? '"flow"' : value.text;
    if (value.kind === 'none' || value.kind === 'literal') return 'null';
    const line = value.broken ? `\n${' '.repeat(column)}` : ' ';
    const open = value.kind === 'map' ? '{' : '[';
    const close = value.kind === 'map' ? '}' : ']';
    const anchor = this.#anchor(value.anchored, value.kind === 'map').text === '' ? '' : '';
    const children = (value.kind === 'map' ? value.entries : value.items).map((entry) => {
      const inside = this.#flow(entry.value, column + 2);
      return value.kind === 'map' ? `${this.#name(entry)}: ${inside}` : inside;
    });
    if (children.length === 0) return anchor + open + close;
    const glue = value.broken ? `,${children.length % 2 === 0 ? ' # in flow' : ''}${line}` : ', ';
    return (
      open +
      (value.broken ? line : '') +
      children.join(glue) +
      (value.broken ? line.slice(0, -2) : '') +
      close
    );
  }
}
