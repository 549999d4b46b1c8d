import { describe, expect, it } from 'vitest';
import { Configuration } from '#cdk/configuration.ts';
import { releaseOf } from '#cdk/release.ts';
import { awsAccount } from '#doctor/aws-account.ts';
import { checksOfDeployment } from '#doctor/checks/of-deployment.ts';
import { examine, lineOf } from '#doctor/examine.ts';
import { exampleSettings } from '#tests/cdk/support/template.ts';
import { type Answers, accountInOrder, openAwsAccount } from './support/aws-account.ts';

/** The others are the same on one machine and tested there. */
const ofAws = ['credentials', 'stack', 'vendor secret', 'release', 'certificate', 'lambda quota', 'fargate quota'];

async function linesOf(faults: Answers = {}, settings: Record<string, unknown> = {}): Promise<string[]> {
  const aws = await openAwsAccount({ ...accountInOrder, ...faults });
  const configuration = Configuration.parse({ ...(exampleSettings as object), ...settings });
  const account = awsAccount(configuration, {
    region: 'us-east-1',
    endpoint: aws.endpoint,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const checks = checksOfDeployment({
    configuration,
    account,
    release: async () => '0.1.0+here',
    now: () => 1_795_000_000_000,
  }).filter(({ name }) => ofAws.includes(name));
  const lines: string[] = [];
  for await (const finding of examine(checks)) lines.push(lineOf(finding));
  aws.close();
  return lines;
}

it('an account in order: one line each, all ok', async () => {
  expect(await linesOf()).toEqual([
    'ok    credentials: arn:aws:sts::111122223333:assumed-role/operator/sam, us-east-1',
    'ok    stack: HoldSlayer is UPDATE_COMPLETE',
    'ok    vendor secret: hold-slayer/vendors has TWILIO_AUTH_TOKEN, DEEPGRAM_API_KEY',
    'ok    release: 0.1.0+here, deployed as it lies here',
    'ok    certificate: issued for streams.example.com, 57 days left',
    'ok    lambda quota: 1000 executions at once',
    'ok    fargate quota: 40 vCPU, enough for 20 workers',
  ]);
});

it('the certificate that the stack made is looked at where the settings name none', async () => {
  const zone = { certificateArn: null, hostedZone: { id: 'Z0123456789ABC', name: 'example.com' } };
  expect(await linesOf({}, zone)).toContainEqual(expect.stringMatching(/^ok {4}certificate/));
});

const certificate = (changes: object) => ({
  DescribeCertificate: {
    Certificate: { Status: 'ISSUED', DomainName: 'streams.example.com', NotAfter: 1_800_000_000, ...changes },
  },
});
const stack = (StackStatus: string, Release = '0.1.0+here') => ({
  DescribeStacks: {
    Stacks: [
      {
        StackStatus,
        Outputs: [
          { OutputKey: 'ApiUrl', OutputValue: 'https://api.example' },
          { OutputKey: 'Release', OutputValue: Release },
        ],
      },
    ],
  },
});

describe('each fault is named, with what to do', () => {
  it.each<[string, Answers, Record<string, unknown>, readonly RegExp[]]>([
    [
      'credentials that have ended',
      {
        GetCallerIdentity: { error: 'ExpiredToken', message: 'The security token included in the request is expired' },
      },
      {},
      [
        /^WRONG credentials: AWS does not accept them \(ExpiredToken, .*expired\) -> Log in/,
        ...ofAws
          .slice(1)
          .map((name) => new RegExp(`^- {5}${name}: not looked at, since there are no valid credentials$`)),
      ],
    ],
    [
      'credentials of another account',
      {},
      { account: '999999999999' },
      [
        /^WRONG credentials: they are of account 111122223333, the settings are for 999999999999 -> Choose the right profile/,
      ],
    ],
    [
      'nothing deployed yet',
      { DescribeStacks: { error: 'ValidationError', message: 'Stack with id HoldSlayer does not exist' } },
      {},
      [
        /^WRONG stack: HoldSlayer is not deployed in this account and region -> npm run deploy/,
        /^- {5}release: not looked at, since the stack is not deployed$/,
      ],
    ],
    [
      'a deployment that failed',
      stack('UPDATE_ROLLBACK_FAILED'),
      {},
      [/^WRONG stack: .*ROLLBACK_FAILED -> The tab Events/],
    ],
    ['a deployment under way', stack('UPDATE_IN_PROGRESS'), {}, [/^WRONG stack: .* -> Wait/]],
    [
      'older code deployed',
      stack('UPDATE_COMPLETE', '0.1.0+older'),
      {},
      [/^WRONG release: deployed is 0\.1\.0\+older, here is 0\.1\.0\+here -> See npm run diff/],
    ],
    [
      'no secret',
      { GetSecretValue: { error: 'ResourceNotFoundException' } },
      {},
      [/^WRONG vendor secret: it cannot be read \(.*ResourceNotFound.*\) -> Make hold-slayer\/vendors/],
    ],
    [
      'no permission to read it',
      { GetSecretValue: { error: 'AccessDeniedException' } },
      {},
      [/^WRONG vendor secret: .*AccessDenied/],
    ],
    [
      'a secret without a key',
      { GetSecretValue: { SecretString: '{"TWILIO_AUTH_TOKEN":"hunter2"}' } },
      {},
      [/^WRONG vendor secret: .* lacks DEEPGRAM_API_KEY -> /],
    ],
    [
      'a model without its key',
      {},
      { languageModel: { name: 'some-model' } },
      [/^WRONG vendor secret: .* lacks OPENAI_API_KEY -> /],
    ],
    [
      'a secret that is no JSON',
      { GetSecretValue: { SecretString: 'hunter2' } },
      {},
      [/^WRONG vendor secret: .*not what it should be/],
    ],
    [
      'a certificate that waits',
      certificate({ Status: 'PENDING_VALIDATION' }),
      {},
      [/^WRONG certificate: it waits for its validation -> Make the CNAME/],
    ],
    [
      'a certificate that failed',
      certificate({ Status: 'FAILED' }),
      {},
      [/^WRONG certificate: it is FAILED -> Ask ACM/],
    ],
    [
      'a certificate of another name',
      certificate({ DomainName: 'example.org' }),
      {},
      [/^WRONG certificate: it is of example\.org, not of streams\.example\.com/],
    ],
    [
      'a certificate that ends soon',
      certificate({ NotAfter: 1_795_864_000 }),
      {},
      [/^WRONG certificate: it ends in 10 days/],
    ],
    [
      'a certificate that has ended',
      certificate({ NotAfter: 1_790_000_000 }),
      {},
      [/^WRONG certificate: it has expired/],
    ],
    [
      'no certificate of that ARN',
      { DescribeCertificate: { error: 'ResourceNotFoundException' } },
      {},
      [/^WRONG certificate: there is none of that ARN/],
    ],
    [
      'ten executions at once',
      { AccountSettings: { AccountLimit: { ConcurrentExecutions: 10 } } },
      {},
      [/^WRONG lambda quota: 10 executions at once, 100 wanted -> Ask for 1,000/],
    ],
    [
      'a share that the account does not have',
      {},
      { limits: { webhookConcurrency: 500 } },
      [/^WRONG lambda quota: 1000 executions at once, 1100 wanted -> /],
    ],
    [
      'too few vCPU to deploy',
      { GetServiceQuota: { Quota: { Value: 2 } } },
      {},
      [/^WRONG fargate quota: 2 vCPU: a deployment has 4 workers at once, which need 4 -> Ask for 4/],
    ],
    [
      'too few vCPU to grow',
      { GetServiceQuota: { Quota: { Value: 6 } } },
      {},
      [/^WRONG fargate quota: 6 vCPU are enough for 6 of 20 workers -> Ask for 20/],
    ],
    [
      'no permission to see a quota',
      { GetServiceQuota: { error: 'AccessDeniedException' } },
      {},
      [/^WRONG fargate quota: AccessDeniedException/],
    ],
  ])('%s', async (_, faults, settings, expected) => {
    const lines = (await linesOf(faults, settings)).filter((line) => !line.startsWith('ok'));
    for (const pattern of expected) expect(lines).toContainEqual(expect.stringMatching(pattern));
    expect(lines).toHaveLength(expected.length);
    expect(lines.join()).not.toContain('hunter');
  });
});

it('a release is the same for the same code, and bears the version', async () => {
  const release = await releaseOf();
  expect(release).toMatch(/^\d+\.\d+\.\d+\+[0-9a-f]{12}$/);
  expect(await releaseOf()).toBe(release);
});
