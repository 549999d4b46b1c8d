import type { Configuration } from '#cdk/configuration.ts';
import type { AwsAccount } from '../aws-account.ts';
import { type Check, NotLooked, ok, type Verdict, wrong } from '../check.ts';
import { reasonOf } from '../examine.ts';

/** Stacks that a deployment left as it should; UPDATE_ROLLBACK_COMPLETE is an older one that works. */
const settled: ReadonlySet<string> = new Set([
  'CREATE_COMPLETE',
  'UPDATE_COMPLETE',
  'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
]);

/** Who we are to AWS, what is deployed there, and the secret of the vendors. */
export function accountChecks(configuration: Configuration, account: AwsAccount): Check[] {
  const { stackName, vendorSecretName, languageModel } = configuration;

  const lookAtCredentials = async (): Promise<Verdict> => {
    const region = await account.region().catch(() => null);
    if (region === null) return wrong('no region is set', 'Set region in the settings, or AWS_REGION.');
    const identity = await account.identify();
    if (configuration.account !== null && identity.account !== configuration.account)
      return wrong(
        `they are of account ${identity.account}, the settings are for ${configuration.account}`,
        'Choose the right profile (AWS_PROFILE), or correct account in the settings.',
      );
    return ok(`${identity.arn}, ${region}`);
  };

  const lookAtStack = async (): Promise<Verdict> => {
    const { status } = await account.readStack();
    if (settled.has(status)) return ok(`${stackName} is ${status}`);
    return wrong(
      `${stackName} is ${status}`,
      status.endsWith('IN_PROGRESS')
        ? 'Wait until it is through.'
        : 'The tab Events of the stack in CloudFormation tells what failed first; repair it and deploy again.',
    );
  };

  const lookAtSecret = async (): Promise<Verdict> => {
    const variables = await account.readSecret();
    const wanted = ['TWILIO_AUTH_TOKEN', 'DEEPGRAM_API_KEY', ...(languageModel === null ? [] : ['OPENAI_API_KEY'])];
    const missing = wanted.filter((name) => !variables[name]);
    if (missing.length === 0) return ok(`${vendorSecretName} has ${wanted.join(', ')}`);
    return wrong(
      `${vendorSecretName} lacks ${missing.join(', ')}`,
      'Write it with aws secretsmanager put-secret-value, whole.',
    );
  };

  return [
    { name: 'credentials', look: () => lookAtCredentials().catch(noCredentials) },
    { name: 'stack', look: () => lookAtStack().catch(notDeployed(stackName)) },
    { name: 'vendor secret', look: () => lookAtSecret().catch(noSecret(vendorSecretName)) },
  ];
}

const noCredentials = (error: unknown): Verdict =>
  wrong(
    `AWS does not accept them (${reasonOf(error)})`,
    'Log in (aws sso login, or AWS_PROFILE), then run the doctor again.',
  );

const notDeployed = (stackName: string) => (error: unknown) => {
  if (error instanceof Error && error.name === 'ValidationError')
    return wrong(
      `${stackName} is not deployed in this account and region`,
      'npm run deploy, when the lines below allow it.',
    );
  throw error;
};

const noSecret = (secretName: string) => (error: unknown) => {
  if (error instanceof NotLooked) throw error;
  return wrong(
    `it cannot be read (${error instanceof Error ? error.message : 'no answer'})`,
    `Make ${secretName} in this region as docs/operations.md says, or correct vendorSecretName.`,
  );
};
