/** Very many things, some at a time: what is made of them is gone before it grows old. */
export function* inChunks<T>(things: Iterable<T>): Generator<readonly T[]> {
  let chunk: T[] = [];
  for (const thing of things) {
    if (chunk.push(thing) < 1024) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
