export { type StepDescription, describeSteps } from './describe-steps.js';
export { type StageForecast, forecastStage } from './forecast-stage.js';
export { createLookReporter } from './look-reporter.js';
