export { campaign } from './campaign/campaign.ts';
export { reportingLine } from './line/reportingLine.ts';
