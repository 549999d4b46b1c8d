import { ACMClient } from '@aws-sdk/client-acm';
import {
  CloudFormationClient,
  DescribeStacksCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { SFNClient } from '@aws-sdk/client-sfn';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { awsClientSettings } from '#adapters/aws/client-settings.ts';
import { createSecretsClient, readSecrets } from '#adapters/secrets-manager/secrets.ts';
import type { Configuration } from '#cdk/configuration.ts';
import { NotLooked, needed } from './check.ts';
import type { DataClients } from './place.ts';

export interface AwsOptions {
  /** Default: that of the environment. */
  readonly region?: string;
  /** Instead of AWS. */
  readonly endpoint?: string;
  /** Default: those of the environment, as the AWS CLI finds them. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export interface Identity {
  readonly account: string;
  readonly arn: string;
}

export interface DeployedStack {
  readonly status: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** The account that the settings are for: clients, and what several checks need of it. */
export interface AwsAccount {
  readonly region: () => Promise<string>;
  readonly identify: () => Promise<Identity>;
  readonly identity: () => Promise<Identity>;
  readonly readStack: () => Promise<DeployedStack>;
  readonly stack: () => Promise<DeployedStack>;
  readonly readSecret: () => Promise<Readonly<Record<string, string>>>;
  readonly secret: () => Promise<Readonly<Record<string, string>>>;
  /** Physical ids of the stack's resources of one type. */
  readonly resources: (type: string) => Promise<readonly string[]>;
  readonly acm: ACMClient;
  readonly lambda: LambdaClient;
  readonly quotas: ServiceQuotasClient;
  readonly data: DataClients;
}

const patience = { maxAttempts: 2, requestTimeoutMs: 5_000, connectionTimeoutMs: 2_000 };

export function awsAccount(
  { stackName, vendorSecretName, region }: Pick<Configuration, 'stackName' | 'vendorSecretName' | 'region'>,
  options: AwsOptions = {},
): AwsAccount {
  const shared = { ...(region === null ? {} : { region }), ...options };
  const common = awsClientSettings(shared, patience);
  const sts = new STSClient(common);
  const formation = new CloudFormationClient(common);
  const secrets = createSecretsClient(shared);

  const identify = async (): Promise<Identity> => {
    const { Account: account = '', Arn: arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
    return { account, arn };
  };
  const identity = needed('there are no valid credentials', identify);
  const readStack = async (): Promise<DeployedStack> => {
    await identity();
    const { Stacks = [] } = await formation.send(new DescribeStacksCommand({ StackName: stackName }));
    const outputs = (Stacks[0]?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]);
    return { status: Stacks[0]?.StackStatus ?? 'gone', outputs: Object.fromEntries(outputs) };
  };
  const stack = needed('the stack is not deployed', async () => {
    const found = await readStack();
    if (found.outputs.ApiUrl === undefined) throw new NotLooked('the stack is not deployed');
    return found;
  });
  const readSecret = async () => {
    await identity();
    return readSecrets(secrets, [vendorSecretName]);
  };
  return {
    region: async () => formation.config.region(),
    identify,
    identity,
    readStack,
    stack,
    readSecret,
    secret: needed('the vendor secret cannot be read', readSecret),
    resources: async (type) => {
      await stack();
      const found: string[] = [];
      // A page has 100, the stack some 200.
      for await (const page of paginateListStackResources({ client: formation }, { StackName: stackName }))
        for (const { ResourceType, PhysicalResourceId = '' } of page.StackResourceSummaries ?? [])
          if (ResourceType === type) found.push(PhysicalResourceId);
      return found;
    },
    acm: new ACMClient(common),
    lambda: new LambdaClient(common),
    quotas: new ServiceQuotasClient(common),
    data: {
      dynamodb: new DynamoDBClient(common),
      s3: new S3Client({ ...common, forcePathStyle: options.endpoint !== undefined }),
      sfn: new SFNClient(common),
    },
  };
}
