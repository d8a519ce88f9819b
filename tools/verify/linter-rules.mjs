/**
 * A plugin of the linter with this repository's own rules, first of all: how a stage may remember,
 * and who may change its variables. Tested by e2e/tests/linter-rules.test.ts.
 */
const given =
  'a stage remembers what it is given only: const name: Given<T> = once(…); the state of the world is seen(…), looked up again in every round';
const pure =
  'check, forecast and seen change nothing, not even a variable: what a run did itself is noted by apply';

/** A rule that refuses the nodes that match a selector. */
function refuse(message, ...selectors) {
  return {
    create: (context) =>
      Object.fromEntries(
        selectors.map((selector) => [selector, (node) => context.report({ node, message })]),
      ),
  };
}

export default {
  meta: { name: 'house' },
  rules: {
    'only-given': refuse(
      given,
      'CallExpression[callee.name="once"]:not(VariableDeclarator[id.typeAnnotation.typeAnnotation.typeName.name="Given"] > CallExpression)',
    ),
    'pure-checks': refuse(
      pure,
      'Property[key.name=/^(check|forecast)$/] AssignmentExpression',
      'Property[key.name=/^(check|forecast)$/] UpdateExpression',
      'CallExpression[callee.name="seen"] AssignmentExpression',
      'CallExpression[callee.name="seen"] UpdateExpression',
    ),
    // For steps and sessions.
    'not-by-hand': refuse(given, 'AssignmentExpression[operator="??="]'),
    'no-enums': refuse('use a union of literals', 'TSEnumDeclaration'),
  },
};
