import { Cursor, type Problem } from '@hare/base/schema';
import { canonical } from './canonical.js';
import { cdfSchema } from './cdf-schema.js';
import { checkRules } from './check-rules.js';
import { noFindings } from './findings.js';
import type { ClusterDescription } from './model.js';
import { toDocument } from './to-document.js';

/**
 * Everything that is wrong or doubtful in a model, by the same schema and rules as for files; paths
 * are those of a CDF 2022.
 */
export function validateCdf(model: ClusterDescription): readonly Problem[] {
  const findings = noFindings('CDF');
  cdfSchema.read(new Cursor(toDocument(model, '2022'), findings));
  return [...findings.problems, ...checkRules(canonical(model), findings.problems)];
}
