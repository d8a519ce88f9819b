export { describeSteps, type StepDescription } from './describe-steps.js';
export { forecastStage, type ForecastCall, type StageForecast } from './forecast-stage.js';
export { createLookReporter } from './look-reporter.js';
export { createColors, type Colors } from '../report/colors.js';
export { createMasker, type Masker } from '../report/masker.js';
export type { PlannedFiles } from './planned-files.js';
