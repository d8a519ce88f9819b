import { choice, integer, text, textList } from '@hare/base/schema';

/** Names that become part of endpoints, Consul keys and file names. */
const plainName = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/;
const plainNameForm = 'letters, digits, ".", "_" and "-", not starting with "." or "-"';

export const hostname = text({ pattern: plainName, form: plainNameForm, noun: 'a hostname' });
export const clientName = text({ pattern: plainName, form: plainNameForm, noun: 'a client name' });
/** An absolute path of a device; Motr's configuration cannot contain quotes and backslashes. */
export const devicePath = text({
  pattern: /^\/[^"\\]*$/,
  form: 'absolute, without \'"\' and "\\"',
  noun: 'a device path',
});
export const address = text({
  pattern: /^[A-Za-z0-9._:%-]+$/,
  form: 'letters, digits, ".", ":", "_" and "-"',
  noun: 'an IP address or hostname',
});
export const interfaceName = text({
  pattern: /^[^\s/"\\]+$/,
  form: 'without spaces, slashes and quotes',
  noun: 'a network interface',
});
export const port = integer({ min: 1, max: 65535 });
export const ifaceType = choice('tcp', 'o2ib');
export const transport = choice('libfab', 'lnet');
/** Machine-ids of the nodes of a storage set. */
export const machineIds = textList(text({ noun: 'a machine-id' }), { notEmpty: true });
/** Endpoints of processes: `tcp://HOST:PORT`. */
export const endpointList = textList(text({ noun: 'an endpoint' }));
