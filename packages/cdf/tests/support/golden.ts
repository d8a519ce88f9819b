import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CORE_SCHEMA, load } from 'js-yaml';

const root = fileURLToPath(new URL('../../fixtures/golden/', import.meta.url));

/** The cases of a golden group. */
export function goldenCases(group: string): readonly string[] {
  return readdirSync(root + group).sort();
}

/** A file of a case as text. */
export function goldenText(group: string, name: string, file: string): string {
  return readFileSync(`${root}${group}/${name}/${file}`, 'utf8');
}

/** A JSON file of a case. */
export function goldenJson(group: string, name: string, file: string): unknown {
  return JSON.parse(goldenText(group, name, file));
}

/** Whether Hare made a CDF of the case; otherwise it refused. */
export function goldenSucceeds(group: string, name: string): boolean {
  return existsSync(`${root}${group}/${name}/expected.cdf.yaml`);
}

/** YAML as plain data, as today's tools read it. */
export function yamlData(text: string): Record<string, unknown> {
  return load(text, { schema: CORE_SCHEMA }) as Record<string, unknown>;
}

/**
 * Plain data without what the golden data is known to have differently: the members that `drop`
 * says.
 */
export function without(value: unknown, drop: (name: string, value: unknown) => boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => without(item, drop));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, member]) => !drop(name, member))
      .map(([name, member]) => [name, without(member, drop)]),
  );
}
