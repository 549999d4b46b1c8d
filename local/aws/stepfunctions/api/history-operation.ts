import { z } from 'zod';
import type { HistoryEvent } from '../journal/event-rows.ts';
import type { Journal } from '../journal/journal.ts';
import { findExecution } from './execution-operations.ts';
import { operation, toSeconds } from './operation.ts';
import { cutPage, pageSize, paging, positionOf } from './paging.ts';

const historyRequest = z.strictObject({
  ...paging,
  executionArn: z.string(),
  reverseOrder: z.boolean().default(false),
  includeExecutionData: z.boolean().default(true),
});

/** GetExecutionHistory. */
export function historyOperations(journal: Journal) {
  return {
    GetExecutionHistory: operation(historyRequest, (request) => {
      const { arn } = findExecution(journal, request.executionArn);
      const limit = pageSize(request.maxResults);
      const afterId = positionOf(request.nextToken);
      const rows = journal.events.page({ executionArn: arn, reverse: request.reverseOrder, afterId, limit: limit + 1 });
      const [page, nextToken] = cutPage(rows, limit, (event) => event.id);
      return { events: page.map((event) => toApi(event, request.includeExecutionData)), nextToken };
    }),
  };
}

function toApi(event: HistoryEvent, withData: boolean) {
  const details = Object.entries(event.details).map(([member, { input, output, ...rest }]) => {
    const data = withData
      ? {
          ...(input === undefined ? {} : { input, inputDetails: { truncated: false } }),
          ...(output === undefined ? {} : { output, outputDetails: { truncated: false } }),
        }
      : {};
    return [member, { ...rest, ...data }];
  });
  return {
    id: event.id,
    previousEventId: event.previousId,
    timestamp: toSeconds(event.atMs),
    type: event.type,
    ...Object.fromEntries(details),
  };
}
