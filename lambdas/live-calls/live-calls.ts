import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { z } from 'zod';
import { CallId } from '#core/contracts/ids.ts';
import type { ServicesOf } from '#lambdas/needs.ts';
import type { Environment } from '#lambdas/shared/environment.ts';
import { observeHandler } from '#lambdas/shared/observe-handler.ts';
import { callsPage, eventsPage } from './calls-page.ts';

/** As many as a widget shows without becoming slow: the log of each is read. */
const MOST_CALLS = 50;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/add_custom_widget_dashboard.html */
const WidgetEvent = z.object({ describe: z.boolean().optional(), callId: CallId.optional() }).catch({});

const description = `## Live calls of Hold Slayer
Lists up to ${MOST_CALLS} calls that are under way: company, state, time on hold, and links to the execution, the log and the audio of each.
It takes no parameters; the button *events* calls it again with one:

### Widget parameters
Param | Description
---|---
**callId** | shows the last events of this call instead

### Example parameters
\`\`\` yaml
callId: call_00000000000000000000000000
\`\`\``;

type LiveCallsServices = Pick<ServicesOf<'LiveCalls'>, 'calls' | 'clock' | 'log' | 'meter'> & {
  readonly environment: Pick<Environment, 'AWS_REGION' | 'BUCKET_NAME' | 'LOG_GROUPS'>;
};

/** A custom widget: CloudWatch invokes it for whoever looks at the dashboard, and shows the HTML that it returns. */
export function liveCallsHandler(services: LiveCallsServices) {
  const { calls, environment, clock } = services;
  const place = {
    region: environment.AWS_REGION,
    bucket: environment.BUCKET_NAME,
    logGroups: environment.LOG_GROUPS.split(',').filter((name) => name !== ''),
  };
  return middy<unknown, string | { markdown: string }>()
    .use(observeHandler(services, 'LiveCalls'))
    .handler(async (event, { invokedFunctionArn }: Context) => {
      const { describe, callId } = WidgetEvent.parse(event);
      if (describe) return { markdown: description };
      if (callId) return eventsPage(callId, await calls.events(callId));
      const { items, next } = await calls.listLive({ limit: MOST_CALLS, after: null });
      const listed = await Promise.all(items.map(async (call) => ({ call, log: await calls.events(call.callId) })));
      listed.sort((one, other) => one.call.createdAt - other.call.createdAt);
      return callsPage(listed, { place, functionArn: invokedFunctionArn, now: clock.now(), hasMore: next !== null });
    });
}
