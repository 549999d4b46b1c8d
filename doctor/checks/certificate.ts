import { type CertificateDetail, DescribeCertificateCommand } from '@aws-sdk/client-acm';
import type { Configuration } from '#cdk/configuration.ts';
import type { AwsAccount } from '../aws-account.ts';
import { type Check, ok, type Verdict, wrong } from '../check.ts';
import { reasonOf } from '../examine.ts';

const DAY_MS = 24 * 60 * 60_000;
/** ACM renews its own 60 days before their end. */
const SOON_DAYS = 30;

/** The certificate of the streams' name: the one of the settings, or the one that the stack made. */
export function certificateCheck(configuration: Configuration, account: AwsAccount, now: () => number): Check {
  const { certificateArn, streamDomain } = configuration;
  const look = async (): Promise<Verdict> => {
    await account.identity();
    const arn = certificateArn ?? (await account.resources('AWS::CertificateManager::Certificate'))[0];
    if (arn === undefined) return wrong('the stack has made none', 'npm run deploy.');
    const { Certificate } = await account.acm.send(new DescribeCertificateCommand({ CertificateArn: arn }));
    return verdictOn(Certificate ?? {}, streamDomain, now());
  };
  return {
    name: 'certificate',
    look: () =>
      look().catch((error) => {
        if (!(error instanceof Error) || error.name !== 'ResourceNotFoundException') throw error;
        return wrong(
          `there is none of that ARN (${reasonOf(error)})`,
          'Correct certificateArn: it must be in the same region.',
        );
      }),
  };
}

function verdictOn(certificate: CertificateDetail, streamDomain: string, nowMs: number): Verdict {
  const { Status, DomainName = '', SubjectAlternativeNames = [], NotAfter } = certificate;
  if (Status === 'PENDING_VALIDATION')
    return wrong('it waits for its validation', 'Make the CNAME that ACM shows for it (aws acm describe-certificate).');
  if (Status !== 'ISSUED')
    return wrong(`it is ${Status}`, `Ask ACM for another one of ${streamDomain}, and set certificateArn.`);
  const names = [DomainName, ...SubjectAlternativeNames];
  if (!names.some((name) => covers(name, streamDomain)))
    return wrong(
      `it is of ${names[0]}, not of ${streamDomain}`,
      `Ask ACM for one of ${streamDomain}, and set certificateArn.`,
    );
  const days = NotAfter === undefined ? Number.POSITIVE_INFINITY : Math.floor((NotAfter.getTime() - nowMs) / DAY_MS);
  if (days < SOON_DAYS)
    return wrong(
      days < 0 ? 'it has expired' : `it ends in ${days} days and was not renewed`,
      'Leave the validating CNAME in place (ACM renews by it); import a newer one if it is not of ACM.',
    );
  return ok(`issued for ${streamDomain}, ${days} days left`);
}

/** `*.example.com` stands for one label. */
function covers(name: string, domain: string): boolean {
  return name === domain || (name.startsWith('*.') && domain.slice(domain.indexOf('.')) === name.slice(1));
}
