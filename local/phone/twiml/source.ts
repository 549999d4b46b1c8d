/** Where a TwiML document comes from. */
export type Source =
  | { readonly kind: 'inline'; readonly twiml: string }
  | {
      readonly kind: 'fetch';
      readonly url: string;
      readonly method: 'GET' | 'POST';
      /** Beside the usual parameters of the call: Digits, DialCallStatus ... */
      readonly params: Readonly<Record<string, string>>;
      readonly as: 'voice' | 'fallback' | 'gather' | 'dial-action';
    };

/** An absolute URL of an attribute; null where the document has no URL of its own to start from. Fragments (connection overrides) are kept. */
export function absoluteUrl(reference: string, documentUrl: string | null): string | null {
  if (/^(https?|wss?):\/\//i.test(reference)) return reference;
  if (documentUrl === null) return null;
  return new URL(reference, documentUrl).href;
}

export function methodOf(text: string | undefined): 'GET' | 'POST' {
  return text?.toUpperCase() === 'GET' ? 'GET' : 'POST';
}
