import { ServiceError } from './service-error.ts';

const base = 'arn:aws:states:us-east-1:000000000000';

export const machineArn = (name: string) => `${base}:stateMachine:${name}`;
export const executionArn = (ofMachine: string, name: string) =>
  `${base}:execution:${ofMachine.split(':').at(-1)}:${name}`;

/** Names are 1 to 80 characters, without spaces, brackets, wildcards, quotes and the like. @throws {ServiceError} InvalidName */
export function checkName(name: string): string {
  if (/^[A-Za-z0-9._+!@=-]{1,80}$/.test(name)) return name;
  throw new ServiceError('InvalidName', `Invalid Name: '${name}' (1 to 80 of A-Z a-z 0-9 . _ + ! @ = -)`);
}

/** @throws {ServiceError} InvalidArn */
export function checkArn(arn: string): string {
  if (arn.startsWith('arn:') && arn.split(':').length >= 7) return arn;
  throw new ServiceError('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
}
