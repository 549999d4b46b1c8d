import { z } from 'zod';
import type { Exchange } from '../exchange.ts';
import type { MediaStream } from './media-stream.ts';

/** What Twilio takes from the far end of a two-way stream. */
const Command = z.discriminatedUnion('event', [
  z.object({ event: z.literal('media'), streamSid: z.string(), media: z.object({ payload: z.base64() }) }),
  z.object({ event: z.literal('mark'), streamSid: z.string(), mark: z.object({ name: z.string() }) }),
  z.object({ event: z.literal('clear'), streamSid: z.string() }),
]);

/** Does what a message from the receiver asks for. One that Twilio would not take becomes an alert 31951, once a stream. */
export function obey(exchange: Exchange, stream: MediaStream, text: string | null): void {
  const command = text === null ? undefined : readCommand(text);
  if (stream.order.kind === 'one-way' || command?.streamSid !== stream.sid) {
    const told = exchange.record.alerts.some(({ code, text }) => code === 31951 && text.includes(stream.sid));
    if (!told) exchange.alert(31951, `Stream - Protocol - Invalid Message: ${stream.sid}`, stream.leg.sid);
    return;
  }
  if (command.event === 'media') stream.playback.add(Buffer.from(command.media.payload, 'base64'));
  if (command.event === 'mark') stream.playback.mark(command.mark.name);
  if (command.event === 'clear') for (const name of stream.playback.clear()) stream.echoMark(name);
}

function readCommand(text: string): z.infer<typeof Command> | undefined {
  try {
    return Command.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
