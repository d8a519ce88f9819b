import { attributeSpecs, kindOf, type ConfValue } from './conf-object.js';
import { fidName, type AnyFid } from './fid.js';

/**
 * What is wrong with the attributes of an object, by number and kind; undefined when nothing is.
 */
export function checkValues(fid: AnyFid, values: readonly ConfValue[]): string | undefined {
  const specs = attributeSpecs[fid.type];
  if (values.length !== specs.length)
    return `${fidName(fid)} has ${values.length} attributes, must have ${specs.length}: ${specs.map(({ name }) => name).join(' ')}`;
  for (const [position, { name, kind }] of specs.entries()) {
    const value = values[position];
    if (value !== undefined && kindOf(value) !== kind)
      return `${fidName(fid)}: ${name} is a ${kindOf(value)}, must be a ${kind}`;
  }
  return undefined;
}
