import type { CallRecord } from '#core/contracts/call-record.ts';

export interface ConsolePlace {
  readonly region: string;
  readonly bucket: string;
  /** Log groups of the Lambdas and the workers. */
  readonly logGroups: readonly string[];
}

/** Logs Insights takes this many. */
const MOST_GROUPS = 50;
const DAY_SECONDS = 86_400;

/** Where the console shows what belongs to a call. */
export function consoleLinks({ region, bucket, logGroups }: ConsolePlace, { callId, executionArn }: CallRecord) {
  const console = `https://${region}.console.aws.amazon.com`;
  const query = `fields @timestamp, message, functionName, error, reason\n| filter callId = '${callId}'\n| sort @timestamp asc`;
  const groups = logGroups.slice(0, MOST_GROUPS).map((name) => `~${text(name)}`);
  const detail = `~(end~0~start~-${DAY_SECONDS}~timeType~'RELATIVE~unit~'seconds~editorString~${text(query)}~source~(${groups.join('')}))`;
  return {
    execution:
      executionArn &&
      `${console}/states/home?region=${region}#/v2/executions/details/${encodeURIComponent(executionArn)}`,
    log: `${console}/cloudwatch/home?region=${region}#logsV2:logs-insights$3FqueryDetail$3D${detail.replaceAll('*', '$2a')}`,
    /** While a call lives its audio lies in pieces. */
    audio: `${console}/s3/buckets/${bucket}?region=${region}&prefix=calls/${callId}/`,
  };
}

/** A text in the notation of the console's addresses: a quote, and everything but letters and digits as `*` and its hexadecimal code. */
function text(plain: string): string {
  return `'${plain.replace(/[^\w.-]/g, (character) => `*${character.charCodeAt(0).toString(16).padStart(2, '0')}`)}`;
}
