import { readFile } from 'node:fs/promises';
import { basename, relative } from 'node:path';
import { setTimeout as sleepReal } from 'node:timers/promises';
import type { CallDetail } from '#core/contracts/http.ts';
import { PortTaken } from './aws/apigateway/listen.ts';
import { JournalUnusable } from './aws/stepfunctions/journal/journal.ts';
import { StoreUnusable } from './aws/store-unusable.ts';
import { createPacedClock } from './clock/paced-clock.ts';
import { OUR_NUMBER } from './outside/world.ts';
import { builtInCompanies } from './phone/companies/built-in.ts';
import { readRecording, readWords, UnplayableFile } from './phone/companies/recording-file.ts';
import { type Recording, recordingParty } from './phone/companies/recording-party.ts';
import { openSpeech } from './phone/sound/speech.ts';
import { rememberClock, startOfClock } from './stack/clock-memory.ts';
import { asDataFault, DataFolderUnusable } from './stack/data-folder.ts';
import { MOBILE, type OneMachine, openOneMachine } from './stack/one-machine.ts';
import { modelVariables } from './stack/settings.ts';
import { BadOption, HELP, readOptions, type StartOptions } from './terminal/options.ts';
import { invitation, report } from './terminal/report.ts';
import { terminalView } from './terminal/terminal-view.ts';
import { textMessages } from './terminal/text-messages.ts';
import { writeTranscript } from './terminal/transcript-file.ts';

/** A number at which a recording answers when `--play` is given. */
const RECORDING_NUMBER = '+18005550199';
/** A person in the recording waits so long for you: recordings end where the conversation begins. */
const RECORDING_STAYS_MS = 45_000;
const POLL_MS = 100;

const screen = {
  write: (text: string) => void process.stdout.write(text),
  colours: process.stdout.isTTY && !process.env.NO_COLOR,
};

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), Object.keys(builtInCompanies));
  if (options === null) {
    screen.write(`${HELP}\n\nCompanies:\n${listCompanies()}\n`);
    return 0;
  }
  return run(options).catch((error: unknown) => {
    throw asDataFault(error, options.dataDir);
  });
}

/** @returns the exit code */
async function run(options: StartOptions): Promise<number> {
  const recording = await readPlay(options);
  const number = recording ? RECORDING_NUMBER : (builtInCompanies[options.company]?.number ?? '');
  const name = recording ? basename(options.play ?? '') : (builtInCompanies[options.company]?.name ?? '');

  screen.write(`Hold Slayer on one machine: the real product, a simulated phone network.\n`);
  const clock = createPacedClock({ speed: options.speed, startMs: startOfClock(options.dataDir) });
  const machine = await openOneMachine({
    clock,
    dataDir: options.dataDir,
    port: options.port,
    seed: options.seed,
    speech: await openSpeech(),
    world: recording
      ? { parties: { [RECORDING_NUMBER]: () => recordingParty({ ...recording, staysMs: RECORDING_STAYS_MS }) } }
      : {},
    onEvent: terminalView(screen, clock.now()),
    environment: modelVariables(process.env),
  });
  const forgetClock = rememberClock(options.dataDir, () => clock.now());
  let stopTexting = () => {};
  let interrupted = false;
  process.once('SIGINT', () => {
    interrupted = true;
  });
  try {
    screen.write(
      `Calling ${name} (${number}): "${options.intent}"${options.speed === 1 ? '' : `, ${options.speed} times faster than real`}\n\n`,
    );
    const callId = await machine.request({ number, intent: options.intent, redial: recording ? 'never' : 'once' });
    let call = await machine.call(callId);
    while (call.state !== 'finished' && !interrupted) {
      await sleepReal(POLL_MS);
      call = await machine.call(callId);
    }
    await sleepReal(2 * POLL_MS);
    if (call.state === 'finished') screen.write(await reportOf(machine, call, options.dataDir));
    if (!options.once && !interrupted) {
      const { apiUrl, webSocketUrl } = machine.stack;
      screen.write(invitation({ url: apiUrl, liveUrl: webSocketUrl, key: machine.secrets.apiKey }, call));
      const { phone } = machine.world;
      stopTexting = textMessages(process.stdin, screen, (body) => phone.sendSms(MOBILE, OUR_NUMBER, body));
    }
    while (!options.once && !interrupted) await sleepReal(POLL_MS);
    return call.outcome === 'connected' ? 0 : 1;
  } finally {
    stopTexting();
    await machine.close();
    forgetClock();
    clock.stop();
  }
}

async function reportOf(machine: OneMachine, call: CallDetail, dataDir: string): Promise<string> {
  const record = await machine.stack.services.calls.get(call.callId);
  const recordingFiles = Object.entries(record?.recordings ?? {}).flatMap(([kind, key]) => {
    const file = machine.stack.fileOf(key);
    return file === null ? [] : [{ kind, file: relative('.', file) }];
  });
  return report({ call, transcriptFile: await writeTranscript(call, dataDir), recordingFiles });
}

async function readPlay({ play, words }: StartOptions): Promise<Recording | null> {
  if (play === null) return null;
  const bytes = await readFile(play).catch(() => {
    throw new BadOption(`--play: ${play} cannot be read`);
  });
  if (words === null) return { ulaw: readRecording(bytes, play) };
  const json = await readFile(words, 'utf8').catch(() => {
    throw new BadOption(`--words: ${words} cannot be read`);
  });
  return { ulaw: readRecording(bytes, play), words: readWords(json, words) };
}

function listCompanies(): string {
  return Object.entries(builtInCompanies)
    .map(([name, { number, about }]) => `  ${name.padEnd(28)} ${number}  ${about}`)
    .join('\n');
}

/** What the person can mend gets one line; anything else is a fault of ours and shows where. */
function explain(error: unknown): string {
  const known = [BadOption, PortTaken, DataFolderUnusable, UnplayableFile, JournalUnusable, StoreUnusable];
  if (error instanceof Error && known.some((kind) => error instanceof kind)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`hold-slayer: ${explain(error)}\n`);
  return 2;
});
process.exit();
