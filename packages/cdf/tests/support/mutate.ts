/** Numbers from a seed: the same seed gives the same mutation. */
export function randomFrom(seed: number): (below: number) => number {
  let state = (seed * 2654435761) >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const tokens = [
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  ':',
  ',',
  '\n',
  '\n  ',
  '- ',
  '#',
  '&a ',
  '*a',
  '!!int ',
  '<<: ',
  '\t',
  '\\',
  '\u0000',
  '\ufeff',
  '\u2028',
  'null',
  'true',
  '-1',
  '0',
  '1e999',
  '9007199254740993',
  '0x10',
  '|',
  '>',
  '---\n',
  '%',
  '@',
  '`',
  'é',
  '😀',
  '\ud800',
  '',
] as const;
const oddValues = [
  null,
  '',
  ' ',
  0,
  -1,
  1.5,
  1e300,
  9007199254740993n.toString(),
  true,
  'true',
  'x',
  '/',
  '/dev/sdc',
  '/dev/"',
  'tcp://',
  'tcp://data-1:0',
  'udp://data-1:1',
  [],
  [null],
  [[]],
  {},
  { a: 1 },
  'a,b,,c',
  '..',
  '\n',
  'a'.repeat(300),
] as const;

/** Text with a few characters deleted, doubled, swapped or inserted. */
export function mutateText(text: string, random: (below: number) => number): string {
  let result = text;
  for (let times = random(3) + 1; times > 0; times -= 1) {
    const at = random(result.length + 1);
    const length = random(12) + 1;
    const token = tokens[random(tokens.length)] ?? '';
    const kind = random(5);
    if (kind === 0) result = result.slice(0, at) + result.slice(at + length);
    else if (kind === 1) result = result.slice(0, at) + token + result.slice(at);
    else if (kind === 2) result = result.slice(0, at + length) + result.slice(at);
    else if (kind === 3) result = result.slice(0, at) + token + result.slice(at + length);
    else if (random(10) === 0) result = result.slice(0, at);
    else
      result =
        result.slice(0, at) +
        result.slice(at + length, at + 2 * length) +
        result.slice(at, at + length) +
        result.slice(at + 2 * length);
  }
  return result;
}

/** Plain data with something deleted, renamed, repeated or replaced by an odd value. */
export function mutateData(data: unknown, random: (below: number) => number): unknown {
  const copy = structuredClone(data);
  for (let times = random(2) + 1; times > 0; times -= 1) change(copy, random);
  return copy;
}

type Container = Record<string, unknown> | unknown[];

function change(root: unknown, random: (below: number) => number): void {
  const containers: Container[] = [];
  collect(root, containers);
  const container = containers[random(containers.length)];
  if (container === undefined) return;
  const odd = structuredClone(oddValues[random(oddValues.length)]);
  if (Array.isArray(container)) {
    const at = random(container.length + 1);
    const kind = random(3);
    if (kind === 0) container.splice(at, 1);
    else if (kind === 1) container.splice(at, 0, odd);
    else container.push(...structuredClone(container.slice(at, at + 1)));
    return;
  }
  const names = Object.keys(container);
  const name = names[random(names.length)];
  if (name === undefined) return;
  const kind = random(4);
  const value = container[name];
  if (kind < 2) container[name] = odd;
  if (kind === 2 || kind === 3) Reflect.deleteProperty(container, name);
  if (kind === 3) container[`${name}x`] = value;
}

function collect(value: unknown, into: Container[]): void {
  if (typeof value !== 'object' || value === null) return;
  into.push(value as Container);
  for (const member of Object.values(value)) collect(member, into);
}
