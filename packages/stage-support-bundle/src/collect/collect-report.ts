import { reportedParts } from '@hare/cluster';
import { renderReport, type MissingPart, type ReportData } from '@hare/report';
import type { StageContext } from '@hare/stage';
import { putMasked, type Bundle } from '../bundle.js';

/** The page of `hare_setup report`, without the parts that need other stages. */
export async function collectReport(
  bundle: Bundle,
  context: StageContext,
  host: string,
): Promise<void> {
  const { masker } = bundle;
  const parts = await reportedParts({ ...context, mask: (text) => masker.text(text) });
  const unasked = (part: MissingPart['part']): MissingPart => ({
    part,
    reason: 'support_bundle asks no other stage',
    hint: 'on the machine itself: hare_setup report',
  });
  const data: ReportData = {
    schema: 'hare.report/1',
    host,
    time: context.now().toISOString(),
    ...masker.data({ ...parts, missing: [...parts.missing, unasked('plan'), unasked('doctor')] }),
  };
  await putMasked(
    bundle,
    'report.html',
    'cluster, condition and stage runs as a page',
    Buffer.from(renderReport(data)),
    context.now(),
  );
}
