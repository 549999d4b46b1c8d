import { describe, expect, test } from 'vitest';
import { builtInCompanies } from '#local/phone/companies/built-in.ts';
import { BadOption, HELP, readOptions } from '#local/terminal/options.ts';

const read = (...args: string[]) => readOptions(args, Object.keys(builtInCompanies));

describe('the command line', () => {
  test('without options calls the bank, in real time, and stays up', () => {
    expect(read()).toMatchObject({
      once: false,
      speed: 1,
      company: 'northwind-bank',
      dataDir: '.hold-slayer',
      port: 8080,
    });
  });

  test('asked for help is null, whatever else it says right', () => {
    expect(read('--help', '--speed', '1000')).toBeNull();
  });

  test('every option is in the help', () => {
    for (const name of ['once', 'speed', 'company', 'data', 'port', 'seed', 'intent', 'play', 'words', 'help'])
      expect(HELP).toContain(`--${name}`);
  });

  test.each([
    [['--speed', '0'], '--speed takes a number from 0.1 to 200, not "0"'],
    [['--speed', 'fast'], '--speed takes a number from 0.1 to 200, not "fast"'],
    [['--port', '99999'], '--port takes a number from 0 to 65535, not "99999"'],
    [['--seed', '1.5'], '--seed takes a whole number from 0 to 2147483647, not "1.5"'],
    [['--seed=-3'], '--seed takes a number from 0 to 2147483647, not "-3"'],
    [
      ['--seed', '-3'],
      '--seed needs a value; one that begins with a dash is written --seed=VALUE; --help lists the options',
    ],
    [
      ['--seed', '--once'],
      '--seed needs a value; one that begins with a dash is written --seed=VALUE; --help lists the options',
    ],
    [['--fast'], "Unknown option '--fast'; --help lists the options"],
    [['northwind-bank'], "Unexpected argument 'northwind-bank'; --help lists the options"],
    [['--words', 'w.json'], '--words belongs to a recording: give --play FILE as well'],
    [['--intent', ' '], '--intent takes 1 to 500 characters'],
    [['--company', 'nobody'], expect.stringMatching(/^there is no company "nobody"; there are .*northwind-bank/)],
  ])('%j is told in one line', (args, message) => {
    let told: unknown;
    try {
      read(...args);
    } catch (error) {
      told = error;
    }
    expect(told).toBeInstanceOf(BadOption);
    expect(told).toMatchObject({ message });
    expect((told as BadOption).message).not.toContain('\n');
  });
});
