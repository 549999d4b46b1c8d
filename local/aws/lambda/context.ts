import type { Context } from 'aws-lambda';

const ACCOUNT = '000000000000';
const REGION = 'us-east-1';

export const functionArn = (functionName: string) => `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${functionName}`;

/** `name` or `arn:aws:lambda:...:function:name[:qualifier]` → name. */
export const functionNameOf = (nameOrArn: string) => nameOrArn.split(':function:').at(-1)?.split(':')[0] ?? nameOrArn;

/** The second argument of a handler. `done`, `fail` and `succeed` are gone since Node.js 24 and say so. */
export function createContext(functionName: string, awsRequestId: string, remainingMs: () => number): Context {
  const gone = () => {
    throw new TypeError('Callbacks are not supported since Node.js 24: return or throw instead');
  };
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: functionArn(functionName),
    memoryLimitInMB: '1024',
    awsRequestId,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'one-machine',
    getRemainingTimeInMillis: remainingMs,
    done: gone,
    fail: gone,
    succeed: gone,
  };
}
