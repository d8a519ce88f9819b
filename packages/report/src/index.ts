export { renderOutline } from './render-outline.js';
export { renderReport } from './render-report.js';
export type {
  LiveReport,
  MissingPart,
  ReportData,
  ReportedCluster,
  ReportedDevice,
  ReportedDoctor,
  ReportedFinding,
  ReportedPlan,
  ReportedRun,
  ReportedStep,
} from './report-data.js';
