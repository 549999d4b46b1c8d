import { type App, CfnOutput, Stack } from 'aws-cdk-lib';
import type { Bundles } from './bundle/bundles.ts';
import type { Configuration } from './configuration.ts';
import { Calls } from './constructs/calls.ts';
import { Data } from './constructs/data.ts';
import { Media } from './constructs/media.ts';
import { Network } from './constructs/network.ts';
import { Observe } from './constructs/observe.ts';

export interface HoldSlayerProps {
  readonly configuration: Configuration;
  readonly bundles: Bundles;
  /** Of cdk/release.ts: the doctor tells when it is not the one here. */
  readonly release: string;
}

/** Everything that AWS runs, as one stack: a deployment succeeds as a whole or is rolled back as a whole. docs/decisions/0022 */
export class HoldSlayerStack extends Stack {
  readonly network: Network;
  readonly data: Data;
  readonly calls: Calls;
  readonly media: Media;
  readonly observe: Observe;

  constructor(app: App, { configuration, bundles, release }: HoldSlayerProps) {
    const { stackName, account, region } = configuration;
    super(app, stackName, {
      description: 'Hold Slayer: waits on hold so that you need not',
      env: { ...(account ? { account } : {}), ...(region ? { region } : {}) },
      terminationProtection: false,
    });
    this.network = new Network(this, 'Network', configuration);
    this.data = new Data(this, 'Data', configuration);
    const { network, data } = this;
    this.calls = new Calls(this, 'Calls', { configuration, bundles, data, network });
    const { environment } = this.calls;
    this.media = new Media(this, 'Media', {
      configuration,
      network,
      data,
      codeDir: bundles.worker,
      stateMachineArn: this.calls.stateMachineArn,
      environment,
      handOver: this.calls.functions.byName.HandOver,
    });
    const { calls, media } = this;
    this.observe = new Observe(this, 'Observe', { configuration, calls, media, data });

    const outputs = {
      ApiUrl: this.calls.httpApi.apiEndpoint,
      SmsWebhook: `${this.calls.httpApi.apiEndpoint}/twilio/sms`,
      LiveUrl: this.calls.liveUrl,
      StreamTarget: this.media.balancer.loadBalancerDnsName,
      TableName: data.table.tableName,
      BucketName: data.recordings.bucketName,
      StateMachineArn: this.calls.stateMachineArn,
      Release: release,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
