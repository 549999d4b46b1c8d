import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = object | { readonly error: string; readonly message?: string };

/** An answer by name of the action, or one for each form that is posted; `error`: its code. */
export type Answers = Readonly<Record<string, Answer | ((form: URLSearchParams) => Answer)>>;

/** What an account in order answers to the doctor's questions. Times are seconds, as AWS writes them. */
export const accountInOrder: Answers = {
  GetCallerIdentity: { Account: '111122223333', Arn: 'arn:aws:sts::111122223333:assumed-role/operator/sam' },
  DescribeStacks: {
    Stacks: [
      {
        StackName: 'HoldSlayer',
        StackStatus: 'UPDATE_COMPLETE',
        CreationTime: '2026-11-01T00:00:00Z',
        Outputs: [
          { OutputKey: 'ApiUrl', OutputValue: 'https://api.example' },
          { OutputKey: 'Release', OutputValue: '0.1.0+here' },
        ],
      },
    ],
  },
  /** Two pages; what is looked for is on the second. */
  ListStackResources: (form: URLSearchParams) =>
    form.get('NextToken') === null
      ? { StackResourceSummaries: [{ ResourceType: 'AWS::SQS::Queue', PhysicalResourceId: 'queue' }], NextToken: 'two' }
      : {
          StackResourceSummaries: [
            {
              ResourceType: 'AWS::CertificateManager::Certificate',
              PhysicalResourceId: 'arn:aws:acm:us-east-1:111122223333:certificate/made',
            },
          ],
        },
  GetSecretValue: { SecretString: '{"TWILIO_AUTH_TOKEN":"hunter2","DEEPGRAM_API_KEY":"hunter3"}' },
  DescribeCertificate: {
    Certificate: {
      Status: 'ISSUED',
      DomainName: 'example.com',
      SubjectAlternativeNames: ['*.example.com'],
      NotAfter: 1_800_000_000,
    },
  },
  AccountSettings: { AccountLimit: { ConcurrentExecutions: 1000 } },
  GetServiceQuota: { Quota: { Value: 40 } },
};

/** AWS as far as the doctor asks: the query protocol (STS, CloudFormation), JSON by target, and Lambda's paths, on one endpoint. */
export async function openAwsAccount(answers: Answers) {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const target = request.headers['x-amz-target'];
    const form = new URLSearchParams(body);
    const asked = form.get('Action');
    const action = asked ?? (typeof target === 'string' ? target.split('.').at(-1) : 'AccountSettings') ?? '';
    const known = answers[action] ?? { error: 'UnknownOperation' };
    const answer = typeof known === 'function' ? known(form) : known;
    const isError = 'error' in answer;
    response.statusCode = isError ? 400 : 200;
    if (asked === null) {
      if (isError) response.setHeader('x-amzn-errortype', String(answer.error));
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      response.end(JSON.stringify(isError ? { message: answer } : answer));
      return;
    }
    response.setHeader('content-type', 'text/xml');
    response.end(
      isError
        ? `<ErrorResponse><Error><Type>Sender</Type><Code>${answer.error}</Code><Message>${'message' in answer ? answer.message : ''}</Message></Error></ErrorResponse>`
        : `<${action}Response><${action}Result>${xmlOf(answer)}</${action}Result></${action}Response>`,
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function xmlOf(value: unknown): string {
  if (Array.isArray(value)) return value.map((each) => `<member>${xmlOf(each)}</member>`).join('');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, of]) => `<${name}>${xmlOf(of)}</${name}>`)
    .join('');
}
