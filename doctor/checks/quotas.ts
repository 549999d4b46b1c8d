import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import { GetServiceQuotaCommand } from '@aws-sdk/client-service-quotas';
import type { Configuration } from '#cdk/configuration.ts';
import type { AwsAccount } from '../aws-account.ts';
import { type Check, ok, type Verdict, wrong } from '../check.ts';

/** Enough for 1,000 calls a day many times over; new accounts have 10. */
const LEAST_EXECUTIONS = 100;
/** Lambda keeps this many for functions without a share of their own. */
const UNRESERVED = 100;
/** Webhooks with a share of their own: Sms and Twilio. */
const SHARES = 2;
/** Fargate On-Demand vCPU resource count. */
const FARGATE_VCPU = { ServiceCode: 'fargate', QuotaCode: 'L-3032A538' };
const CPU_UNITS = 1_024;

/** What an account may use at once, against what the settings ask for. */
export function quotaChecks({ limits, workers }: Configuration, account: AwsAccount): Check[] {
  const lookAtLambda = async (): Promise<Verdict> => {
    await account.identity();
    const { AccountLimit } = await account.lambda.send(new GetAccountSettingsCommand({}));
    const most = AccountLimit?.ConcurrentExecutions ?? 0;
    const needed = limits.webhookConcurrency === 0 ? LEAST_EXECUTIONS : UNRESERVED + SHARES * limits.webhookConcurrency;
    if (most >= needed) return ok(`${most} executions at once`);
    return wrong(
      `${most} executions at once, ${needed} wanted`,
      'Ask for 1,000 in Service Quotas (Lambda, concurrent executions), or lower limits.webhookConcurrency.',
    );
  };

  const lookAtFargate = async (): Promise<Verdict> => {
    await account.identity();
    const { Quota } = await account.quotas.send(new GetServiceQuotaCommand(FARGATE_VCPU));
    const vcpu = Quota?.Value ?? 0;
    const each = workers.cpu / CPU_UNITS;
    const least = 2 * workers.least * each;
    const remedy = (wanted: number) => `Ask for ${wanted} in Service Quotas (Fargate On-Demand vCPU).`;
    if (vcpu < least)
      return wrong(
        `${vcpu} vCPU: a deployment has ${2 * workers.least} workers at once, which need ${least}`,
        remedy(least),
      );
    if (vcpu < workers.most * each)
      return wrong(
        `${vcpu} vCPU are enough for ${Math.floor(vcpu / each)} of ${workers.most} workers`,
        `${remedy(workers.most * each)} Or lower workers.most.`,
      );
    return ok(`${vcpu} vCPU, enough for ${workers.most} workers`);
  };

  return [
    { name: 'lambda quota', look: lookAtLambda },
    { name: 'fargate quota', look: lookAtFargate },
  ];
}
