import type { Configuration } from '#cdk/configuration.ts';
import type { AwsAccount } from './aws-account.ts';
import type { Place } from './place.ts';

/** Where the vendors are; undefined: at their own addresses. */
export interface VendorUrls {
  readonly twilioApiUrl?: string | undefined;
  readonly deepgramUrl?: string | undefined;
}

/** What a deployment by these settings is, as AWS tells it. */
export function deployedPlace(configuration: Configuration, account: AwsAccount, urls: VendorUrls = {}): Place {
  const { twilioAccountSid, twilioNumber, languageModel, streamDomain, newOwners } = configuration;
  return {
    twilio: { accountSid: twilioAccountSid, number: twilioNumber, apiUrl: urls.twilioApiUrl },
    deepgramUrl: urls.deepgramUrl,
    model: languageModel && {
      names: [languageModel.name, ...(languageModel.fallbackName === null ? [] : [languageModel.fallbackName])],
      baseUrl: languageModel.baseUrl,
    },
    callsAtOnce: newOwners.callsAtOnce,
    countries: newOwners.countries,
    clients: async () => account.data,
    secrets: account.secret,
    installed: async () => {
      const { outputs } = await account.stack();
      const { ApiUrl = '', TableName = '', BucketName = '', StateMachineArn = '', StreamTarget = '' } = outputs;
      const publicStreamUrl = `wss://${streamDomain}/stream`;
      return {
        tableName: TableName,
        bucketName: BucketName,
        stateMachineArn: StateMachineArn,
        publicApiUrl: ApiUrl,
        publicStreamUrl,
        apiUrl: ApiUrl,
        streamUrl: publicStreamUrl,
        streamTarget: StreamTarget,
      };
    },
  };
}
