import { z } from 'zod';
import { Device, Hunting } from './device.ts';
import { OwnerId, PhoneNumber } from './ids.ts';

/** A person who may have calls made. */
export const Owner = z.object({
  ownerId: OwnerId,
  /** Said to the agent: "I am connecting Sam Rivera". */
  name: z.string().min(1).max(80),
  /** The mobile that may give orders by SMS, and gets progress. */
  smsNumber: PhoneNumber.nullable(),
  devices: z.array(Device).min(1).max(10),
  hunting: Hunting,
  /** Rings on a probable human already: a second or more earlier, and now and then for a recording. */
  ringEarly: z.boolean().default(false),
  /** ISO 3166-1 alpha-2 countries that may be called. */
  countries: z.array(z.string().regex(/^[A-Z]{2}$/)).min(1),
  callsADay: z.number().int().positive(),
  callsAtOnce: z.number().int().positive(),
  /** Names for numbers: `northwind bank` -> +18005550100. Names in lower case. */
  contacts: z.record(z.string(), PhoneNumber),
});
export type Owner = z.infer<typeof Owner>;

/** An owner as the operator writes one: with a name that can be said. Names that are stored already are read as they are. */
export const NewOwner = Owner.extend({
  name: Owner.shape.name.regex(/^[^<>]*\p{L}[^<>]*$/u, 'a name that can be said: with a letter, without < and >'),
}).strict();
