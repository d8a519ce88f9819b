import { checkValues, type ConfObject, type ConfValue } from './conf-object.js';
import { ConfScanner, numberPattern, readNumber } from './conf-scanner.js';
import { formulaicBit, type AnyFid } from './fid.js';
import { objectTypes, typeLetter, type ObjectType } from './object-type.js';

const fidPattern = new RegExp(`\\^(.)\\|(${numberPattern}):(${numberPattern})`, 'y');
const count = new RegExp(`(${numberPattern}):`, 'y');
const emptyList = /0+\]/y;
const objectHead = /\{\s*0x([0-9a-fA-F]{2})\|\s*\(\s*\(/y;
const union = /\{\s*([01])\|\s*\(/y;

const typeOfLetter = new Map<string, ObjectType>(
  objectTypes.filter((type) => type !== 'pver_f').map((type) => [typeLetter[type], type]),
);

/**
 * Reads xcode (`confd.xc`). Writing the objects back gives the same text for what this package and
 * Motr's own tool write.
 * @throws HareError `CFGEN_DECODE` with file, line and column
 */
export function decodeXcode(source: string, file?: string): ConfObject[] {
  const scanner = new ConfScanner(source, file);
  if (!scanner.accept('[')) scanner.fail('expected xcode, which begins with [');
  if (scanner.match(emptyList) !== undefined) return [];
  const announced = Number(readNumber(scanner.expect(count, 'the number of objects')[1] ?? ''));
  const objects: ConfObject[] = [];
  do objects.push(decodeObject(scanner));
  while (scanner.accept(','));
  if (!scanner.accept(']')) scanner.fail('expected , or ]');
  if (objects.length !== announced)
    scanner.fail(`the text declares ${announced} objects but has ${objects.length}`);
  if (!scanner.atEnd()) scanner.fail('expected the end of the text');
  return objects;
}

function decodeObject(scanner: ConfScanner): ConfObject {
  const [, byte = ''] = scanner.expect(objectHead, 'an object such as {0x6b| ((^k|1:0), …)}');
  const fid = decodeFid(scanner);
  if (parseInt(byte, 16) !== typeLetter[fid.type].charCodeAt(0))
    scanner.fail(`an object of type 0x${byte} has the fid of a ${fid.type}`);
  close(scanner, ')');
  const variant =
    fid.type === 'pver' || fid.type === 'pver_f'
      ? scanner.accept(',') && scanner.expect(union, '{0| ( or {1| (')[1]
      : undefined;
  if (variant !== undefined && variant !== (fid.type === 'pver' ? '0' : '1'))
    scanner.fail(`a ${fid.type} is not of variant ${String(variant)}`);
  const values: ConfValue[] = [];
  while (!scanner.accept(')')) {
    if (variant === undefined || values.length > 0) close(scanner, ',');
    values.push(decodeValue(scanner));
  }
  if (variant !== undefined) {
    close(scanner, '}');
    close(scanner, ')');
  }
  close(scanner, '}');
  const problem = checkValues(fid, values);
  if (problem !== undefined) scanner.fail(problem);
  return { fid, values };
}

function decodeValue(scanner: ConfScanner): ConfValue {
  if (scanner.accept('[')) return decodeList(scanner);
  return scanner.scalar() ?? decodeFid(scanner);
}

function decodeList(scanner: ConfScanner): ConfValue[] {
  if (scanner.match(emptyList) !== undefined) return [];
  const announced = readNumber(scanner.expect(count, 'the length of a list')[1] ?? '');
  const items: ConfValue[] = [];
  do items.push(decodeValue(scanner));
  while (scanner.accept(','));
  close(scanner, ']');
  if (BigInt(announced) !== BigInt(items.length))
    scanner.fail(`a list declares ${announced} items but has ${items.length}`);
  return items;
}

function decodeFid(scanner: ConfScanner): AnyFid {
  const [, letter = '', containerText = '', keyText = ''] = scanner.expect(
    fidPattern,
    'a value: a number, "text", @CONSTANT, a fid such as ^k|1:0, or a list',
  );
  const known = typeOfLetter.get(letter) ?? scanner.fail(`unknown type ${letter}`);
  const full = BigInt(readNumber(containerText));
  const type = known === 'pver' && (full & formulaicBit) !== 0n ? 'pver_f' : known;
  const container = readNumber(String(type === 'pver_f' ? full ^ formulaicBit : full));
  return { type, key: readNumber(keyText), ...(container === 1 ? {} : { container }) };
}

function close(scanner: ConfScanner, character: string): void {
  if (!scanner.accept(character)) scanner.fail(`expected ${character}`);
}
