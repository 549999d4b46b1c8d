import { z } from 'zod';
import { DeviceId, PhoneNumber } from './ids.ts';

/** Where a person can be rung. Tried in the order of the list. */
export const Device = z.object({
  deviceId: DeviceId,
  /** What the person calls it: "mobile", "desk". */
  name: z.string().min(1).max(60),
  address: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('phone'), number: PhoneNumber }),
    z.object({ kind: z.literal('sip'), uri: z.string().regex(/^sips?:[^\s@]+@[^\s@]+$/, 'like sip:sam@example.com') }),
    z.object({
      kind: z.literal('client'),
      identity: z.string().regex(/^[A-Za-z0-9_]{1,121}$/, '1 to 121 letters, digits and _'),
    }),
  ]),
  /** Seconds that it rings before the next one is tried. */
  ringSeconds: z.number().int().min(5).max(120).default(20),
});
export type Device = z.infer<typeof Device>;

/** `sequential`: one after the other; `parallel`: all at once, the first to accept wins. */
export const Hunting = z.enum(['sequential', 'parallel']);
export type Hunting = z.infer<typeof Hunting>;
