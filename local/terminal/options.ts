import { parseArgs } from 'node:util';
import { DEFAULT_COMPANY } from '#local/phone/companies/built-in.ts';

export interface StartOptions {
  readonly once: boolean;
  readonly speed: number;
  readonly company: string;
  readonly dataDir: string;
  readonly port: number;
  readonly seed: number;
  readonly intent: string;
  /** A recording that is the company, and the words in it. */
  readonly play: string | null;
  readonly words: string | null;
}

/** The command line is not right; the message says what would be. */
export class BadOption extends Error {
  override readonly name = 'BadOption';
}

export const HELP = `Usage: npm start -- [options]

  --company NAME   which built-in company to call (default ${DEFAULT_COMPANY}; all are listed below)
  --intent TEXT    what you want from it (default "dispute a charge on my December statement")
  --play FILE      let a recording be the company: 8 kHz mu-law or PCM .wav, or raw .ulaw
  --words FILE     the words in that recording (JSON with "transcript")
  --once           exit after the call: 0 if you were connected, 1 if not
  --speed N        run the phone network N times faster than real time (default 1)
  --port N         of the API on 127.0.0.1 (default 8080)
  --data DIR       where state is kept (default .hold-slayer)
  --seed N         seed of everything random in the simulated world (default 1)
  --help           this text`;

const spec = {
  once: { type: 'boolean', default: false },
  speed: { type: 'string', default: '1' },
  company: { type: 'string', default: DEFAULT_COMPANY },
  data: { type: 'string', default: '.hold-slayer' },
  port: { type: 'string', default: '8080' },
  seed: { type: 'string', default: '1' },
  intent: { type: 'string', default: 'dispute a charge on my December statement' },
  play: { type: 'string' },
  words: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

/** @throws {BadOption} @returns null when help was asked for */
export function readOptions(args: readonly string[], companies: readonly string[]): StartOptions | null {
  const values = parse(args);
  if (values.help) return null;
  if (values.play === undefined && !companies.includes(values.company)) {
    throw new BadOption(`there is no company "${values.company}"; there are ${companies.join(', ')}`);
  }
  if (values.words !== undefined && values.play === undefined)
    throw new BadOption('--words belongs to a recording: give --play FILE as well');
  if (values.intent.trim() === '' || values.intent.length > 500)
    throw new BadOption('--intent takes 1 to 500 characters');
  return {
    once: values.once,
    speed: number('speed', values.speed, 0.1, 200),
    company: values.company,
    dataDir: values.data,
    port: whole('port', values.port, 0, 65_535),
    seed: whole('seed', values.seed, 0, 2 ** 31 - 1),
    intent: values.intent.trim(),
    play: values.play ?? null,
    words: values.words ?? null,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: spec, allowPositionals: false }).values;
  } catch (error) {
    throw new BadOption(`${faultOf(error)}; --help lists the options`);
  }
}

/** Node's own sentence, without its advice, which goes over several lines. */
function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown option';
  const ambiguous = /^Option '(--\w+)' argument is ambiguous/.exec(error.message)?.[1];
  if (ambiguous) return `${ambiguous} needs a value; one that begins with a dash is written ${ambiguous}=VALUE`;
  return error.message.split(/\.\s/)[0] ?? error.message;
}

function number(name: string, text: string, low: number, high: number): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < low || value > high) {
    throw new BadOption(`--${name} takes a number from ${low} to ${high}, not "${text}"`);
  }
  return value;
}

function whole(name: string, text: string, low: number, high: number): number {
  const value = number(name, text, low, high);
  if (!Number.isInteger(value))
    throw new BadOption(`--${name} takes a whole number from ${low} to ${high}, not "${text}"`);
  return value;
}
