import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, inject, test } from 'vitest';
import { isHareError } from '@hare/base';
import type { ConfValue } from '../../src/conf-store.js';
import { isList, isMap } from '../../src/document/kind-of.js';
import { tomlFormat } from '../../src/formats/toml/toml-format.js';

const version = 'v1.6.0';
const most = inject('limits').tomlSuiteCases;
const folder = most === 0 ? undefined : downloaded();
if (most > 0 && folder === undefined)
  console.log('the suite of TOML is skipped: go mod download toml-test does not work here');

/** The folder of the public suite, from the proxy of Go modules; undefined without one. */
function downloaded(): string | undefined {
  const module = `github.com/toml-lang/toml-test@${version}`;
  const { stdout, status } = spawnSync('go', ['mod', 'download', '-json', module], {
    cwd: tmpdir(),
    encoding: 'utf8',
    env: { ...process.env, GOFLAGS: '-mod=mod' },
  });
  if (status !== 0) return undefined;
  return path.join((JSON.parse(stdout) as { readonly Dir: string }).Dir, 'tests');
}

/** The suite's form of a scalar: `{"type": "integer", "value": "1"}`. */
interface Tagged {
  readonly type: string;
  readonly value: string;
}

function isTagged(value: object): value is Tagged {
  const { type, value: text, ...others } = value as Record<string, unknown>;
  const isText = typeof type === 'string' && typeof text === 'string';
  return isText && Object.keys(others).length === 0;
}

function isSame(value: ConfValue | undefined, wanted: object): boolean {
  if (Array.isArray(wanted))
    return (
      isList(value) &&
      value.length === wanted.length &&
      wanted.every((item, at) => isSame(value[at], item as object))
    );
  if (!isTagged(wanted)) {
    const entries = Object.entries(wanted);
    return (
      isMap(value) &&
      value.size === entries.length &&
      entries.every(([name, item]) => isSame(value.get(name), item as object))
    );
  }
  const { type, value: text } = wanted;
  if (type === 'string') return value === text;
  if (type === 'bool') return value === (text === 'true');
  if (type === 'integer')
    return (
      (typeof value === 'bigint' || typeof value === 'number') && BigInt(value) === BigInt(text)
    );
  if (type === 'float') return Object.is(value, floatOf(text)) || value === floatOf(text);
  return value instanceof Date && sameDay(type, value.toISOString(), text);
}

function floatOf(text: string): number {
  return /inf$/.test(text) ? Number(text.replace('inf', 'Infinity')) : Number(text);
}

/** Milliseconds are as fine as a date is kept. */
function sameDay(type: string, found: string, wanted: string): boolean {
  const [one, other] = [found, wanted].map((text) =>
    text
      .replace(/(\.\d{3})\d+/, '$1')
      .replace(/\.?0*(?=$|Z|[+-]\d\d:)/, (zeros) => (zeros.startsWith('.') ? '' : zeros)),
  );
  if (type !== 'datetime') return one === other;
  return Date.parse(found) === Date.parse(wanted.replace(/(\.\d{3})\d+/, '$1'));
}

test.skipIf(folder === undefined)(
  'every case of the public suite of TOML 1.0 is read as it says',
  () => {
    const tests = folder ?? '';
    const cases = readFileSync(path.join(tests, 'files-toml-1.0.0'), 'utf8')
      .split('\n')
      .filter((name) => name.endsWith('.toml'))
      .slice(0, most);
    const wrong = cases.filter((name) => {
      const file = path.join(tests, name);
      const bytes = readFileSync(file);
      try {
        const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
        const { root } = tomlFormat.parse(text, { file, url: `toml:${file}` });
        if (name.startsWith('invalid/')) return true;
        const wanted: unknown = JSON.parse(readFileSync(file.replace(/toml$/, 'json'), 'utf8'));
        return !isSame(root, wanted as object);
      } catch (error) {
        const isRefusal = isHareError(error) && error.where.line !== undefined;
        return name.startsWith('valid/') || !(isRefusal || error instanceof TypeError);
      }
    });
    expect(wrong).toEqual([]);
    expect(cases).toHaveLength(556);
  },
);
