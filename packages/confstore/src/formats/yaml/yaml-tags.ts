import type { Event } from 'js-yaml';

/** The kinds of the core schema that a tag can ask for. */
export type YamlTag = 'str' | 'int' | 'float' | 'bool' | 'null' | 'map' | 'seq';

const known: ReadonlySet<string> = new Set(['str', 'int', 'float', 'bool', 'null', 'map', 'seq']);

/** The tag handles that the document itself declares: what they mean is not the core schema. */
export function declaredHandles(document: Event): ReadonlySet<string> {
  return new Set(
    document.type === 1
      ? document.directives.flatMap((directive) =>
          directive.kind === 'tag' ? [directive.handle] : [],
        )
      : [],
  );
}

/**
 * What a tag as written asks for: `!!str`, `!<tag:yaml.org,2002:str>`; `!` alone is a text.
 * Undefined when it is not of the core schema.
 */
export function coreTag(written: string, declared: ReadonlySet<string>): YamlTag | undefined {
  if (written === '!' && !declared.has('!')) return 'str';
  const name =
    /^!<tag:yaml\.org,2002:(\w+)>$/.exec(written)?.[1] ??
    (declared.has('!!') ? undefined : /^!!(\w+)$/.exec(written)?.[1]);
  return name !== undefined && known.has(name) ? (name as YamlTag) : undefined;
}
