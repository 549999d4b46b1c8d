import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Screen } from './terminal-view.ts';

/**
 * Lines that are typed are text messages from the person's mobile to our number; what is answered is shown.
 * @returns ends it
 */
export function textMessages(
  input: Readable,
  screen: Screen,
  send: (body: string) => Promise<readonly string[]>,
): () => void {
  const lines = createInterface({ input });
  lines.on('line', (line) => {
    const body = line.trim();
    if (body === '') return;
    send(body).then(
      (answers) => screen.write(answers.map((answer) => `  SMS to you: ${answer}\n`).join('') || '  (no answer)\n'),
      (error: unknown) =>
        screen.write(`  the message was not sent: ${error instanceof Error ? error.message : 'unknown'}\n`),
    );
  });
  return () => lines.close();
}
