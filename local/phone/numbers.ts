/** A number that the account owns. URLs are public ones. */
export interface OwnedNumber {
  readonly phoneNumber: string;
  friendlyName?: string;
  smsUrl?: string;
  voiceUrl?: string;
  statusCallback?: string;
  /** Default: voice and SMS. */
  readonly capabilities?: { readonly voice: boolean; readonly sms: boolean };
}

/** `+` and up to 15 digits. */
export function isE164(text: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(text);
}

/** Whether Twilio can ring it: a number, a browser client or a SIP address. */
export function isDialable(to: string): boolean {
  return isE164(to) || /^client:[^\s]{1,256}$/.test(to) || /^sips?:[^\s@]+@[^\s@]+$/i.test(to);
}
