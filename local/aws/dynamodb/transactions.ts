import { createHash } from 'node:crypto';
import type { Store } from 'dynalite/db/index.js';
import { createKey } from 'dynalite/db/index.js';
import { z } from 'zod';
import { AwsError, dynamoDbError, validationError } from './aws-error.ts';
import { check, type Fields, run, tableOf } from './engine.ts';
import { parseFields } from './request-fields.ts';
import { type ItemWrite, writeItem } from './write-item.ts';
import { createWritePlan, type WritePlan } from './write-plan.ts';
import type { Writer } from './writer.ts';

/** Actions a transaction may hold, and how long DynamoDB remembers a ClientRequestToken. */
const MOST_ACTIONS = 100;
const TOKEN_KEPT_MS = 10 * 60 * 1000;

const operationOf = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  /** A deletion that is checked and then not done. */
  ConditionCheck: 'DeleteItem',
} as const satisfies Record<string, ItemWrite>;
type Kind = keyof typeof operationOf;

const Named = z.looseObject({ TableName: z.string() });
const WriteAction = z.object({
  Put: Named.optional(),
  Update: Named.optional(),
  Delete: Named.optional(),
  ConditionCheck: Named.optional(),
});
const WriteRequest = z.object({
  TransactItems: z.array(WriteAction).min(1).max(MOST_ACTIONS),
  ClientRequestToken: z.string().max(36).optional(),
});
const ReadRequest = z.object({
  TransactItems: z
    .array(z.object({ Get: Named }))
    .min(1)
    .max(MOST_ACTIONS),
});

const RememberedToken = z.object({ digest: z.string(), atMs: z.number() });
const tokenKey = (token: string) => `request-token~${token}`;

/**
 * All or nothing, also when the process is killed: the plan of all actions is one batch of LevelDB.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 * @throws {AwsError} TransactionCanceledException with a reason for each action
 */
export async function transactWrite(store: Store, writer: Writer, fields: Fields, nowMs: number): Promise<Fields> {
  const { TransactItems, ClientRequestToken: token } = parseFields(WriteRequest, fields);
  const actions = TransactItems.map(actionOf);
  const digest = createHash('sha256').update(JSON.stringify(TransactItems)).digest('hex');

  await writer.write(async (plan, alsoWrite) => {
    if (token !== undefined) {
      const seen = RememberedToken.safeParse(await store.db.get(tokenKey(token))).data;
      if (seen && nowMs - seen.atMs < TOKEN_KEPT_MS) {
        if (seen.digest === digest) return;
        throw dynamoDbError(
          'IdempotentParameterMismatchException',
          'This ClientRequestToken was used with other parameters',
        );
      }
      alsoWrite({ type: 'put', key: tokenKey(token), value: { digest, atMs: nowMs } });
    }
    await refuseDoubles(store, actions);
    const reasons: CancellationReason[] = [];
    for (const action of actions) reasons.push(await perform(store, plan, action));
    if (reasons.some((reason) => reason.Code !== 'None')) throw cancelled(reasons);
  });
  return {};
}

/** All items as they are at one moment. */
export function transactGet(store: Store, writer: Writer, fields: Fields): Promise<Fields> {
  const { TransactItems } = parseFields(ReadRequest, fields);
  const gets = TransactItems.map(({ Get }) => check(store, 'GetItem', { ...Get, ConsistentRead: true }));
  return writer.between(async () => {
    const Responses: Fields[] = [];
    for (const get of gets) {
      const { Item } = await run(store, 'GetItem', get);
      Responses.push(Item ? { Item } : {});
    }
    return { Responses };
  });
}

/** Forgets the tokens that no longer count. */
export async function forgetOldTokens(store: Store, nowMs: number): Promise<void> {
  for await (const [key, value] of store.db.iterator({ gte: tokenKey(''), lt: tokenKey('~') })) {
    const seen = RememberedToken.safeParse(value).data;
    if (!seen || nowMs - seen.atMs >= TOKEN_KEPT_MS) await store.db.batch([{ type: 'del', key }]);
  }
}

interface Action {
  readonly kind: Kind;
  readonly fields: Fields & { TableName: string };
}

interface CancellationReason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: unknown;
}

function actionOf(item: z.infer<typeof WriteAction>): Action {
  const actions = (['Put', 'Update', 'Delete', 'ConditionCheck'] as const).flatMap((kind) => {
    const fields = item[kind];
    return fields ? [{ kind, fields }] : [];
  });
  const [action, second] = actions;
  if (!action || second)
    throw validationError('TransactItems can only contain one of Check, Put, Update or Delete in each member');
  if (action.kind === 'ConditionCheck' && typeof action.fields.ConditionExpression !== 'string')
    throw validationError('The ConditionExpression of a ConditionCheck must not be null');
  return action;
}

async function refuseDoubles(store: Store, actions: readonly Action[]): Promise<void> {
  const seen = new Set<string>();
  for (const { fields, kind } of actions) {
    const checked = check(store, operationOf[kind], fields);
    const table = await tableOf(store, fields.TableName);
    const item = (checked.Item ?? checked.Key) as Parameters<typeof createKey>[0];
    if (table.KeySchema.some((key) => item[key.AttributeName] === undefined))
      throw validationError('The provided key element does not match the schema');
    const key = `${fields.TableName}~${createKey(item, table)}`;
    if (seen.has(key)) throw validationError('Transaction request cannot include multiple operations on one item');
    seen.add(key);
  }
}

async function perform(store: Store, plan: WritePlan, { kind, fields }: Action): Promise<CancellationReason> {
  const target = kind === 'ConditionCheck' ? createWritePlan(store) : plan;
  try {
    await writeItem(target.store, operationOf[kind], fields);
    return { Code: 'None' };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (error.code === 'ConditionalCheckFailedException')
      return { Code: 'ConditionalCheckFailed', Message: error.message, ...error.members };
    if (error.code === 'ValidationException') return { Code: 'ValidationError', Message: error.message };
    throw error;
  }
}

function cancelled(reasons: readonly CancellationReason[]): AwsError {
  const codes = reasons.map((reason) => reason.Code).join(', ');
  return dynamoDbError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { CancellationReasons: reasons },
  );
}
