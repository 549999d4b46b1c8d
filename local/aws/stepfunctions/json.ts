/** A JSON value: what a state machine passes on. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export type JsonObject = { [key: string]: Json };

/** Step Functions quota: input, output, result and each variable of a state, bytes of UTF-8. */
export const MAX_STATE_DATA_BYTES = 262_144;

export const parseJson = (text: string): Json => JSON.parse(text);

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const jsonBytes = (value: Json): number => Buffer.byteLength(JSON.stringify(value));
