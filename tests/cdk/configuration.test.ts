import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Configuration, readConfiguration } from '#cdk/configuration.ts';
import { exampleSettings } from './support/template.ts';

const folder = await mkdtemp(join(tmpdir(), 'hold-slayer-settings-'));
afterAll(() => rm(folder, { recursive: true }));
const fileOf = (text: string) => {
  const file = join(folder, 'deployment.json');
  writeFileSync(file, text);
  return file;
};

it('the example is complete; all that it leaves out has a default', () => {
  const configuration = Configuration.parse(exampleSettings);
  expect(configuration).toMatchObject({
    stackName: 'HoldSlayer',
    vendorSecretName: 'hold-slayer/vendors',
    languageModel: null,
    newOwners: { countries: ['US', 'CA'], callsADay: 20, callsAtOnce: 2 },
    workers: { least: 2, most: 20 },
    keepDataOnDestroy: true,
  });
});

it.each([
  ['no domain', { streamDomain: undefined }, /streamDomain/],
  ['a domain that is a URL', { streamDomain: 'https://a.example' }, /streamDomain: a domain name in lower case/],
  ['neither certificate nor zone', { certificateArn: null }, /certificateArn: give the ARN of a certificate/],
  ['a national number', { twilioNumber: '5550006' }, /twilioNumber: a number as E\.164 writes it/],
  [
    'a secret whose name looks as if it had its suffix',
    { vendorSecretName: 'hold-slayer-vendor' },
    /vendorSecretName: a name that does not end with a hyphen and six characters/,
  ],
  ['an ARN for the name of a secret', { vendorSecretName: 'arn:aws:secretsmanager:x' }, /not its ARN/],
  ['an alias for a key', { vendorSecretKeyArn: 'arn:aws:kms:us-east-1:111122223333:alias/mine' }, /not of an alias/],
  ['one zone twice', { availabilityZones: ['us-east-1b', 'us-east-1b'] }, /availabilityZones: two different zones/],
  [
    'a zone by its id',
    { availabilityZones: ['use1-az1', 'use1-az2'] },
    /availabilityZones\.0: the name of an availability/,
  ],
  ['a misspelt setting', { alarmMail: 'a@b.example' }, /alarmMail/],
  ['fewer workers at most than at least', { workers: { least: 3, most: 2 } }, /workers\.least: at most workers\.most/],
])('%s is told', (_, wrong, message) => {
  const file = fileOf(JSON.stringify({ ...(exampleSettings as object), ...wrong }));
  expect(() => readConfiguration(file)).toThrow(message);
});

it('a file that is not JSON is told', () => {
  expect(() => readConfiguration(fileOf('{'))).toThrow(/it is not JSON/);
});
