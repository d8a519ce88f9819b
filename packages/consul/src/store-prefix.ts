/**
 * What all keys of the store begin with: `/a/b` and `/a/b/` are `a/b/`; nothing and `/` are the
 * whole KV.
 * @example
 * storePrefix('/hare/one') // => 'hare/one/'
 * storePrefix('/') // => ''
 */
export function storePrefix(path: string): string {
  const name = path.replace(/^\/+/, '').replace(/\/+$/, '');
  return name === '' ? '' : `${name}/`;
}
