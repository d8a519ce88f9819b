const given =
  'a stage remembers what it is given only: const name: Given<T> = once(…); the state of the world is seen(…), looked up again in every round';
const pure =
  'check, forecast and seen change nothing, not even a variable: what a run did itself is noted by apply';

/**
 * For `no-restricted-syntax`: how a stage may remember, and who may change its variables. Tested by
 * e2e/tests/remembering-rules.test.ts.
 */
export const rememberingRules = [
  {
    selector:
      'CallExpression[callee.name="once"]:not(VariableDeclarator[id.typeAnnotation.typeAnnotation.typeName.name="Given"] > CallExpression)',
    message: given,
  },
  { selector: 'Property[key.name=/^(check|forecast)$/] AssignmentExpression', message: pure },
  { selector: 'Property[key.name=/^(check|forecast)$/] UpdateExpression', message: pure },
  { selector: 'CallExpression[callee.name="seen"] AssignmentExpression', message: pure },
  { selector: 'CallExpression[callee.name="seen"] UpdateExpression', message: pure },
];

/** For other steps and sessions: no memory made by hand. */
export const memoryByHand = { selector: 'AssignmentExpression[operator="??="]', message: given };
