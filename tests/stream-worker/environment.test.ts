import { describe, expect, it } from 'vitest';
import { addressOf, readWorkerEnvironment } from '#stream-worker/environment.ts';

const whole = {
  PUBLIC_API_URL: 'https://api.example',
  PUBLIC_STREAM_URL: 'wss://media.example/stream',
  TABLE_NAME: 'calls',
  BUCKET_NAME: 'recordings',
  STATE_MACHINE_ARN: 'arn:aws:states:us-east-1:1:stateMachine:call',
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'token',
  TWILIO_NUMBER: '+15005550006',
  STREAM_SECRET: 's'.repeat(32),
  WORKER_SECRET: 'w'.repeat(32),
  DEEPGRAM_API_KEY: 'key',
};

describe('environment of the worker', () => {
  it('has defaults for what is not a secret or an address', () => {
    expect(readWorkerEnvironment(whole)).toMatchObject({ STREAM_PORT: 0, MAX_STREAMS: 1_000 });
  });

  it.each([
    ['STREAM_PORT', '99999', /STREAM_PORT/],
    ['PUBLIC_STREAM_URL', 'https://media.example', /PUBLIC_STREAM_URL.*wss:\/\/media\.example/],
    ['STREAM_SECRET', 'short', /STREAM_SECRET: at least 32 characters/],
    ['TWILIO_NUMBER', '5005550006', /TWILIO_NUMBER.*E\.164/],
    ['DEEPGRAM_API_KEY', undefined, /DEEPGRAM_API_KEY/],
  ])('%s = %s is told, with what would be right', (name, value, told) => {
    expect(() => readWorkerEnvironment({ ...whole, [name]: value })).toThrow(told);
  });

  it('never repeats a secret in what it tells', () => {
    const attempt = () => readWorkerEnvironment({ ...whole, WORKER_SECRET: 'hush-hush' });
    expect(attempt).toThrow(/WORKER_SECRET/);
    expect(attempt).not.toThrow(/hush-hush/);
  });

  it('finds the address that others reach', () => {
    const address = (of: string, internal: boolean) => ({
      address: of,
      internal,
      family: 'IPv4' as const,
      netmask: '255.255.255.0',
      mac: '00:00:00:00:00:00',
      cidr: null,
    });
    const interfaces = {
      lo: [address('127.0.0.1', true)],
      eth0: [address('169.254.172.2', false)],
      eth1: [address('10.0.1.7', false)],
    };
    expect(addressOf('0.0.0.0', interfaces)).toBe('10.0.1.7');
    expect(addressOf('0.0.0.0', { lo: [address('127.0.0.1', true)] })).toBe('127.0.0.1');
    expect(addressOf('127.0.0.1', interfaces)).toBe('127.0.0.1');
  });
});
