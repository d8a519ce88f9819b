/** What Python prints for lists and tuples of texts, as JSON text. */
export function pythonListToJson(text: string): string {
  return text.replace(
    /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|[()]/g,
    (whole: string, single?: string, double?: string) => {
      if (whole === '(' || whole === ')') return whole === '(' ? '[' : ']';
      return JSON.stringify(
        (single ?? double ?? '').replace(
          /\\(n|t|r|'|"|\\)/g,
          (_, escape: string) => escapes[escape] ?? escape,
        ),
      );
    },
  );
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
