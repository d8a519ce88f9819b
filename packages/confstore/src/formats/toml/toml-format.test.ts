import { describe, expect, test } from 'vitest';
import type { ConfMap, ConfValue } from '../../conf-store.js';
import { toConfValue, toPlain } from '../../document/conf-value.js';
import { applySplices } from '../../edit/splice.js';
import type { Change, MapChange } from '../../edit/change.js';
import { tomlFormat } from './toml-format.js';

const source = { file: '/x.toml', url: 'toml:///x.toml' };
const read = (text: string): ConfMap => tomlFormat.parse(text, source).root;

test('parses', () => {
  console.log(toPlain(read('a.b.c = 1\n[x]\ny = [1, {z = 2}]\n[[n]]\nid="a"\n[n.s]\nk=1979-05-27\n[[n]]\nid="b"\n2="x"\n1="y"\n')));
});
