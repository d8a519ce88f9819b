import { attributeSpecs, checkValues, type ConfObject, type ConfValue } from './conf-object.js';
import { ConfScanner, numberPattern, readNumber } from './conf-scanner.js';
import type { AnyFid } from './fid.js';
import { objectTypes, type ObjectType } from './object-type.js';

const name = new RegExp(
  `(${[...objectTypes].sort((a, b) => b.length - a.length).join('|')})-(?:(${numberPattern}):)?(${numberPattern})(?![\\w-])`,
  'y',
);
const attribute = /(\w+)=/y;

/**
 * Reads confgen text. Attributes may be in any order; the objects returned have them in the usual
 * order.
 * @throws HareError `CFGEN_DECODE` with file, line and column
 */
export function parseConfgen(source: string, file?: string): ConfObject[] {
  const scanner = new ConfScanner(source, file);
  const objects: ConfObject[] = [];
  while (!scanner.atEnd()) objects.push(parseObject(scanner));
  return objects;
}

function parseObject(scanner: ConfScanner): ConfObject {
  if (!scanner.accept('(')) scanner.fail('expected an object, which begins with (');
  const fid = toFid(
    scanner.expect(
      name,
      `the name of an object such as process-0 (types: ${objectTypes.join(' ')})`,
    ),
  );
  const specs = attributeSpecs[fid.type];
  const found = new Map<string, ConfValue>();
  while (!scanner.accept(')')) {
    const [, attributeName = ''] = scanner.expect(attribute, 'an attribute or )');
    if (!specs.some((spec) => spec.name === attributeName))
      scanner.fail(
        `${fid.type} has no attribute ${attributeName}, its attributes are ${specs.map((spec) => spec.name).join(' ')}`,
      );
    if (found.has(attributeName)) scanner.fail(`${attributeName} is given twice`);
    found.set(attributeName, parseValue(scanner));
  }
  const values = specs.map(
    (spec) => found.get(spec.name) ?? scanner.fail(`${fid.type} lacks the attribute ${spec.name}`),
  );
  const problem = checkValues(fid, values);
  if (problem !== undefined) scanner.fail(problem);
  return { fid, values };
}

function parseValue(scanner: ConfScanner): ConfValue {
  if (scanner.accept('[')) return parseList(scanner);
  const wanted = 'a value: a number, "text", @CONSTANT, an object such as node-0, or a list';
  return scanner.scalar() ?? toFid(scanner.expect(name, wanted));
}

function parseList(scanner: ConfScanner): ConfValue[] {
  const items: ConfValue[] = [];
  if (scanner.accept(']')) return items;
  do items.push(parseValue(scanner));
  while (scanner.accept(','));
  if (!scanner.accept(']')) scanner.fail('expected , or ]');
  return items;
}

function toFid([, type, container, key = '']: RegExpExecArray): AnyFid {
  return {
    type: type as ObjectType,
    key: readNumber(key),
    ...(container === undefined || readNumber(container) === 1
      ? {}
      : { container: readNumber(container) }),
  };
}
