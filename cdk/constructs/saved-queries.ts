import { CfnQueryDefinition, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

const lines = (...all: string[]) => all.join('\n| ');

/**
 * What Lambda itself writes of a run that failed, ran out of time or memory, or of a sandbox that could not start: our code could not log the last
 * three. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
const ofLambda = ['Invoke Error', 'Task timed out', 'Runtime exited', 'Uncaught Exception', 'INIT_REPORT'];

/** Questions that an operator asks, saved in Logs Insights. */
export function saveQueries(scope: Construct, stackName: string, logGroups: readonly ILogGroup[]): void {
  const queries: Readonly<Record<string, string>> = {
    'One call': lines(
      'fields @timestamp, message, functionName, error, reason',
      `filter callId = 'call_...'`,
      'sort @timestamp asc',
    ),
    'Hold time by company': lines(
      'filter message = "hold ended"',
      'stats count() as holds, pct(heldSeconds, 50) as p50, pct(heldSeconds, 95) as p95, max(heldSeconds) as longest by company',
      'sort holds desc',
    ),
    'Outcomes and cost by company': lines(
      'filter message = "call finished"',
      'stats count() as calls, sum(costUsd) as usd by company, outcome',
      'sort calls desc',
    ),
    'What fails': lines(
      'filter level = "ERROR"',
      'stats count() as failures, latest(reason) as example by service, functionName, message, error',
      'sort failures desc',
    ),
    'What Lambda tells': lines(
      `filter ${ofLambda.map((phrase) => `@message like "${phrase}"`).join(' or ')}`,
      'stats count() as times, latest(@message) as example by @log',
      'sort times desc',
    ),
    'Streams refused': lines('filter message = "a stream was refused"', 'stats count() as streams by why, bin(5m)'),
  };
  for (const [name, queryString] of Object.entries(queries)) {
    new CfnQueryDefinition(scope, `Query${name.replaceAll(/\W/g, '')}`, {
      name: `${stackName}/${name}`,
      queryString,
      logGroupNames: logGroups.map(({ logGroupName }) => logGroupName),
    });
  }
}
