import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallDetail } from '#core/contracts/http.ts';

const names = { company: 'Company', user: 'You', hold_slayer: 'Hold Slayer' } as const;

/** The conversation as text, one line a piece, with call time. */
function transcriptText({ transcript }: Pick<CallDetail, 'transcript'>): string {
  return transcript.map(({ fromMs, speaker, text }) => `${timeOf(fromMs)}  ${names[speaker]}: ${text}\n`).join('');
}

/** @returns where it was written */
export async function writeTranscript(call: CallDetail, dataDir: string): Promise<string> {
  const folder = join(dataDir, 'transcripts');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${call.callId}.txt`);
  await writeFile(file, transcriptText(call));
  return file;
}

function timeOf(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}
