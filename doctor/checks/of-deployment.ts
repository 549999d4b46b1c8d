import type { Configuration } from '#cdk/configuration.ts';
import type { AwsAccount } from '../aws-account.ts';
import type { Check } from '../check.ts';
import { deployedPlace, type VendorUrls } from '../deployed-place.ts';
import { accountChecks } from './account.ts';
import { certificateCheck } from './certificate.ts';
import { checksOfPlace } from './of-place.ts';
import { quotaChecks } from './quotas.ts';
import { releaseCheck } from './versions.ts';

export interface Examined {
  readonly configuration: Configuration;
  readonly account: AwsAccount;
  readonly release: () => Promise<string>;
  readonly now: () => number;
  readonly urls?: VendorUrls;
}

/** What AWS has of us, and all that can be looked at anywhere. */
export function checksOfDeployment({ configuration, account, release, now, urls }: Examined): Check[] {
  return [
    ...accountChecks(configuration, account),
    releaseCheck(async () => (await account.stack()).outputs.Release ?? '', release),
    certificateCheck(configuration, account, now),
    ...quotaChecks(configuration, account),
    ...checksOfPlace(deployedPlace(configuration, account, urls)),
  ];
}
