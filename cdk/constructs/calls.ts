import { ArnFormat, Stack } from 'aws-cdk-lib';
import { HttpApi, WebSocketApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Bundles } from '#cdk/bundle/bundles.ts';
import type { Configuration } from '#cdk/configuration.ts';
import { callStateMachine } from './call-machine.ts';
import type { Data } from './data.ts';
import { keepAwake } from './every-day.ts';
import { runEveryMinute } from './every-minute.ts';
import { Functions } from './functions.ts';
import { addHttpRoutes } from './http-entry.ts';
import { addLiveRoutes, liveStage } from './live-entry.ts';
import { readLog } from './log-reader-source.ts';
import type { Network } from './network.ts';
import { runWhenFailed } from './when-failed.ts';

export interface CallsProps {
  readonly configuration: Configuration;
  readonly bundles: Bundles;
  readonly data: Data;
  readonly network: Network;
}

/** The API, the webhooks, the steps and the state machine that sequences them. */
export class Calls extends Construct {
  readonly httpApi: HttpApi;
  readonly webSocketApi: WebSocketApi;
  /** Where live views connect: wss://... */
  readonly liveUrl: string;
  readonly functions: Functions;
  readonly machine: StateMachine;
  readonly readerFailures: Queue;
  readonly reaperFailures: Queue;
  readonly machineRole: IRole;
  /** What Lambdas and workers alike are configured by, secrets apart. */
  readonly environment: Readonly<Record<string, string>>;
  readonly stateMachineArn: string;
  /** Where live views are reached: the connections of the WebSocket API. */
  readonly connectionsArn: string;

  constructor(scope: Construct, id: string, { configuration, bundles, data, network }: CallsProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const stateMachineName = `${configuration.stackName}-call`;
    const stateMachineArn = stack.formatArn({
      service: 'states',
      resource: 'stateMachine',
      resourceName: stateMachineName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    this.stateMachineArn = stateMachineArn;
    this.httpApi = new HttpApi(this, 'Http', {
      createDefaultStage: false,
      description: 'Hold Slayer: calls and webhooks',
    });
    this.webSocketApi = new WebSocketApi(this, 'WebSocket', { description: 'Hold Slayer: live views' });
    this.liveUrl = `${this.webSocketApi.apiEndpoint}/${liveStage}`;
    this.connectionsArn = stack.formatArn({
      service: 'execute-api',
      resource: this.webSocketApi.apiId,
      resourceName: `${liveStage}/*/@connections`,
    });
    const host = `${this.webSocketApi.apiId}.execute-api.${stack.region}.${stack.urlSuffix}`;
    this.environment = {
      TABLE_NAME: data.table.tableName,
      BUCKET_NAME: data.recordings.bucketName,
      STATE_MACHINE_ARN: stateMachineArn,
      PUBLIC_API_URL: this.httpApi.apiEndpoint,
      PUBLIC_STREAM_URL: `wss://${configuration.streamDomain}/stream`,
      TWILIO_ACCOUNT_SID: configuration.twilioAccountSid,
      TWILIO_NUMBER: configuration.twilioNumber,
    };
    this.functions = new Functions(this, 'Functions', {
      configuration,
      bundles,
      data,
      network,
      stateMachineArn,
      connectionsArn: this.connectionsArn,
      environment: {
        ...this.environment,
        WEBSOCKET_URL: `https://${host}/${liveStage}`,
        CALLS_STARTED_PER_SECOND: String(configuration.limits.callsStartedPerSecond),
        ...modelOf(configuration),
      },
    });
    const { byName } = this.functions;
    addHttpRoutes(this.httpApi, byName, configuration);
    addLiveRoutes(this.webSocketApi, byName.Live, configuration);
    this.machine = callStateMachine(this, {
      stateMachineName,
      functions: byName,
      logDays: configuration.keepDays.logs,
    });
    this.machineRole = this.machine.role;
    keepAwake(this, this.functions.commandDoor);
    this.reaperFailures = runEveryMinute(this, byName.Reaper);
    runWhenFailed(this, this.machine, byName.Reaper, this.reaperFailures);
    this.readerFailures = readLog(this, data.table, byName.LogReaders, configuration.limits.readersPerShard);
  }
}

/** Without an exponent: 0.0000001 would be written 1e-7. */
const decimal = (usd: number): string => usd.toFixed(6).replace(/\.?0+$/, '');

function modelOf({ languageModel }: Configuration): Record<string, string> {
  if (languageModel === null) return {};
  const { name, fallbackName, baseUrl, usdPerMillionTokens: usd } = languageModel;
  return {
    OPENAI_MODEL: name,
    OPENAI_BASE_URL: baseUrl,
    ...(fallbackName === null ? {} : { OPENAI_FALLBACK_MODEL: fallbackName }),
    ...(usd === null ? {} : { OPENAI_USD_PER_MILLION_TOKENS: `${decimal(usd.input)}/${decimal(usd.output)}` }),
  };
}
