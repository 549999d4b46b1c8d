import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type IBucket,
  ObjectOwnership,
  StorageClass,
} from 'aws-cdk-lib/aws-s3';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { tableDefinition, timeToLive } from '#adapters/dynamodb/table.ts';
import type { Configuration } from '#cdk/configuration.ts';

/** What outlives deployments: the table, the recordings, the secrets. */
export class Data extends Construct {
  readonly table: Table;
  readonly indexNames: readonly string[];
  readonly recordings: Bucket;
  /** Access logs of the bucket and the balancer. */
  readonly accessLogs: Bucket;
  /** Made by hand before the first deployment. */
  readonly vendorSecret: ISecret;
  /** Null: that of AWS, for which nobody needs a permission. */
  readonly vendorSecretKeyArn: string | null;
  /** Made here; nobody ever needs to read them. The workers get those that they share with the Lambdas. */
  readonly ownSecrets: readonly { readonly variable: string; readonly secret: ISecret; readonly ofWorkers: boolean }[];

  constructor(scope: Construct, id: string, configuration: Configuration) {
    super(scope, id);
    const { keepDays, keepDataOnDestroy } = configuration;
    const removalPolicy = keepDataOnDestroy ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;

    this.table = tableOf(this, removalPolicy);
    this.indexNames = (tableDefinition('').GlobalSecondaryIndexes ?? []).map(({ IndexName = '' }) => IndexName);

    const buckets: Partial<BucketProps> = {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      removalPolicy,
      autoDeleteObjects: !keepDataOnDestroy,
    };
    this.accessLogs = new Bucket(this, 'AccessLogs', {
      ...buckets,
      // Deliveries of access logs do not work with a key of one's own.
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ expiration: Duration.days(keepDays.accessLogs) }],
    });
    const key = new Key(this, 'RecordingsKey', {
      description: 'Recordings of calls',
      enableKeyRotation: true,
      removalPolicy,
    });
    this.recordings = new Bucket(this, 'Recordings', {
      ...buckets,
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      // One request to the key for many pieces of audio.
      bucketKeyEnabled: true,
      // No versions: each piece and recording is written under a name of its own, and what has expired is to be gone.
      serverAccessLogsBucket: this.accessLogs as IBucket,
      serverAccessLogsPrefix: 'recordings/',
      lifecycleRules: [
        { prefix: 'calls/', expiration: Duration.days(keepDays.pieces) },
        { prefix: 'recordings/', expiration: Duration.days(keepDays.recordings), ...colder(keepDays.recordings) },
        { abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    });

    this.vendorSecret = Secret.fromSecretNameV2(this, 'Vendors', configuration.vendorSecretName);
    this.vendorSecretKeyArn = configuration.vendorSecretKeyArn;
    this.ownSecrets = ownSecrets.map(({ variable, characters, ofWorkers }) => ({
      variable,
      ofWorkers,
      secret: new Secret(this, variable, {
        description: `${variable} of Hold Slayer`,
        removalPolicy,
        generateSecretString: {
          secretStringTemplate: '{}',
          generateStringKey: variable,
          passwordLength: characters,
          excludePunctuation: true,
        },
      }) as ISecret,
    }));
  }
}

/** 43 letters and digits are 32 bytes when read as base64: a key for AES-256. */
const ownSecrets = [
  { variable: 'STREAM_SECRET', characters: 48, ofWorkers: true },
  { variable: 'WORKER_SECRET', characters: 48, ofWorkers: true },
  { variable: 'FACTS_KEY', characters: 43, ofWorkers: false },
] as const;

/** Equal to the table of the one-machine stack: both are made of `tableDefinition`. */
function tableOf(scope: Construct, removalPolicy: RemovalPolicy): Table {
  const { KeySchema = [], GlobalSecondaryIndexes = [], StreamSpecification } = tableDefinition('');
  const keyOf = (schema: typeof KeySchema, keyType: 'HASH' | 'RANGE') => {
    const name = schema.find(({ KeyType }) => KeyType === keyType)?.AttributeName;
    if (name === undefined) throw new Error(`the table definition lacks a ${keyType} key`);
    return { name, type: AttributeType.STRING };
  };
  const table = new Table(scope, 'Table', {
    partitionKey: keyOf(KeySchema, 'HASH'),
    sortKey: keyOf(KeySchema, 'RANGE'),
    billingMode: BillingMode.PAY_PER_REQUEST,
    ...(StreamSpecification?.StreamEnabled ? { stream: StreamViewType.NEW_AND_OLD_IMAGES } : {}),
    timeToLiveAttribute: timeToLive('').TimeToLiveSpecification?.AttributeName ?? 'ttl',
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: removalPolicy === RemovalPolicy.RETAIN,
    removalPolicy,
  });
  for (const { IndexName = '', KeySchema: schema = [], Projection } of GlobalSecondaryIndexes) {
    if (Projection?.ProjectionType !== 'KEYS_ONLY') throw new Error(`index ${IndexName}: only KEYS_ONLY is made here`);
    table.addGlobalSecondaryIndex({
      indexName: IndexName,
      partitionKey: keyOf(schema, 'HASH'),
      sortKey: keyOf(schema, 'RANGE'),
      projectionType: ProjectionType.KEYS_ONLY,
    });
  }
  return table;
}

/** Infrequent access bills 30 days at least and is entered after 30 at the earliest. */
function colder(keepForDays: number) {
  if (keepForDays < 60) return {};
  return { transitions: [{ storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(30) }] };
}
