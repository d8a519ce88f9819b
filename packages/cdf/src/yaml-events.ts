// What is used of js-yaml: the quick start of hare-cdf loads nothing else of it.
export { EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml';
