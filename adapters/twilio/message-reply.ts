import MessagingResponse from 'twilio/lib/twiml/MessagingResponse.js';

/** The answer to an inbound message; null = say nothing. https://www.twilio.com/docs/messaging/twiml */
export function messageReply(text: string | null): string {
  const document = new MessagingResponse();
  if (text !== null) document.message(text);
  return document.toString();
}
