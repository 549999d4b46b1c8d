import { readFileSync } from 'node:fs';
import { z } from 'zod';

const whole = z.number().int().positive();
const zone = z.string().regex(/^[a-z]+(-[a-z]+)+-\d[a-z]$/, 'the name of an availability zone, like us-east-1b');
const domain = z.string().regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, 'a domain name in lower case, like streams.example.com');

/** A DNS zone in Route 53: where the record of `streamDomain` is made, and its certificate is validated. */
const HostedZone = z.strictObject({ id: z.string().regex(/^Z[A-Z0-9]+$/), name: domain });

/** Everything that a deployment may choose. Three values have no default: the domain, the Twilio account and its number. */
export const Configuration = z
  .strictObject({
    /** Also the prefix of every name that must be unique in a region. */
    stackName: z
      .string()
      .regex(/^[A-Z][A-Za-z0-9]{1,29}$/)
      .default('HoldSlayer'),
    /** Null: those of the credentials at deployment. */
    account: z
      .string()
      .regex(/^\d{12}$/)
      .nullable()
      .default(null),
    region: z.string().nullable().default(null),

    /**
     * Two zones like us-east-1b that have all that is needed. Null: the first two of the region, which is wrong where one of them lacks Fargate or
     * Lambdas in a VPC (docs/operations.md). Not to be changed once deployed: subnets cannot move.
     */
    availabilityZones: z
      .tuple([zone, zone])
      .refine(([one, other]) => one !== other, 'two different zones')
      .nullable()
      .default(null),

    /** Where Twilio connects its media streams: wss://{streamDomain}/stream. Load balancers have no certificate for their own name. */
    streamDomain: domain,
    /** A certificate for `streamDomain` in ACM, in the same region. Null: one is made, which needs `hostedZone`. */
    certificateArn: z.string().startsWith('arn:aws').nullable().default(null),
    /** Null: the record of `streamDomain` is made by hand (CNAME to the output StreamTarget). */
    hostedZone: HostedZone.nullable().default(null),

    twilioAccountSid: z.string().regex(/^AC[0-9a-fA-F]{32}$/, 'a Twilio account SID: AC and 32 hexadecimal digits'),
    /** Our number: calls, texts, and is texted. */
    twilioNumber: z.string().regex(/^\+[1-9]\d{6,14}$/, 'a number as E.164 writes it, like +15005550006'),
    /** Name of the secret in Secrets Manager with TWILIO_AUTH_TOKEN, DEEPGRAM_API_KEY and, if a model is used, OPENAI_API_KEY. */
    vendorSecretName: z
      .string()
      .regex(/^[A-Za-z0-9/_+=.@-]+$/, 'the name of a secret, not its ARN')
      // The workers are given the ARN without the six characters that Secrets Manager puts behind it; such a name looks as if it had them.
      .regex(/^(?!.*-[A-Za-z0-9/_+=.@]{6}$)/, 'a name that does not end with a hyphen and six characters')
      .default('hold-slayer/vendors'),
    /** The KMS key of your own that the secret is encrypted by, if it is: Lambdas and workers may then decrypt with it. Null: that of AWS, which needs no permission. */
    vendorSecretKeyArn: z
      .string()
      .regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/, 'the ARN of a key, not of an alias')
      .nullable()
      .default(null),
    /** The language model for menus that our own reading is unsure about. Null: none. */
    languageModel: z
      .strictObject({
        name: z.string().min(1),
        fallbackName: z.string().min(1).nullable().default(null),
        /** Of an OpenAI-compatible server. */
        baseUrl: z.url().default('https://api.openai.com/v1'),
        /** US dollars for a million tokens in and out, as the server's price list has them. Null: costs are told without the model's. */
        usdPerMillionTokens: z
          .strictObject({ input: z.number().nonnegative(), output: z.number().nonnegative() })
          .nullable()
          .default(null),
      })
      .nullable()
      .default(null),

    /** What a new owner may do unless their file says otherwise (`npm run owner`); names as in core/contracts/owner.ts. */
    newOwners: z
      .strictObject({
        /** ISO 3166-1 alpha-2. */
        countries: z
          .array(z.string().regex(/^[A-Z]{2}$/))
          .min(1)
          .default(['US', 'CA']),
        callsADay: whole.default(20),
        callsAtOnce: whole.default(2),
      })
      .prefault({}),

    limits: z
      .strictObject({
        /** What the Twilio account may start, companies and people's phones together. Twilio gives 1 and raises it on request. */
        callsStartedPerSecond: z.number().positive().default(1),
        /** Steady requests a second to the HTTP API, all routes together; five Twilio webhooks come with each call. */
        requestsPerSecond: whole.default(200),
        requestBurst: whole.default(400),
        /** Requests a second to each route that starts or changes calls. */
        orderRequestsPerSecond: whole.default(20),
        /** New live views a second. */
        viewsPerSecond: whole.default(20),
        /** Messages of the change log that are read at a time: shards times this many. */
        readersPerShard: whole.max(10).default(2),
        /** Concurrent executions set apart for webhooks, so that nothing else can starve them. 0 = none set apart (new accounts have 10 in all). */
        webhookConcurrency: z.number().int().nonnegative().default(0),
      })
      .prefault({}),

    workers: z
      .strictObject({
        /** Two, in two zones, so that a call finds another ear at once when a zone goes. */
        least: whole.default(2),
        most: whole.default(20),
        /** 1,024 = one vCPU. */
        cpu: z.union([z.literal(512), z.literal(1024), z.literal(2048), z.literal(4096)]).default(1024),
        memoryMiB: whole.default(2048),
        /** Beyond this many a worker is not ready for new ones. A cautious figure: not measured on Fargate. */
        mostStreams: whole.default(800),
        /** Autoscaling holds the mean at this many. Half of `mostStreams`, so that one of two may die. */
        streamsWanted: whole.default(400),
      })
      .prefault({}),

    /** What is kept, for how many days. */
    keepDays: z
      .strictObject({
        recordings: whole.default(90),
        /** Pieces of audio are joined to recordings when a call ends. */
        pieces: whole.default(3),
        accessLogs: whole.default(90),
        /** One of CloudWatch's: 1, 3, 5, 7, 14, 30, 60, 90, ... */
        logs: z.literal([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365]).default(30),
      })
      .prefault({}),
    /** False: `npm run destroy` also removes the table, the bucket with all recordings, and the secrets made here. */
    keepDataOnDestroy: z.boolean().default(true),

    /** More than this a day, by our own estimate, is an alarm. */
    dailyCostAlarmUsd: z.number().positive().default(50),
    /** Told of every alarm. Null: the topic has no subscriber but those added by hand. */
    alarmEmail: z.email().nullable().default(null),
  })
  .refine(({ certificateArn, hostedZone }) => certificateArn !== null || hostedZone !== null, {
    path: ['certificateArn'],
    message: 'give the ARN of a certificate for streamDomain, or a hostedZone in which one can be validated',
  })
  .refine(({ workers }) => workers.least <= workers.most, {
    path: ['workers', 'least'],
    message: 'at most workers.most',
  });
export type Configuration = z.infer<typeof Configuration>;

/** What `npm run deploy` and the doctor are given is not what they need; the message says what would be right. */
export class SettingsWrong extends Error {
  override readonly name = 'SettingsWrong';
}

/** @throws {SettingsWrong} that names the file, each setting that is missing or wrong, and what would be right */
export function readConfiguration(file: string): Configuration {
  let settings: unknown;
  try {
    settings = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof SyntaxError ? `it is not JSON: ${error.message}` : 'it cannot be read';
    throw new SettingsWrong(
      `${file}: ${reason}. Copy cdk/deployment.example.json to it and fill it in (docs/operations.md).`,
      { cause: error },
    );
  }
  const parsed = Configuration.safeParse(settings);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || '(whole)'}: ${message}`);
  throw new SettingsWrong(`${file} is not complete\n  ${faults.join('\n  ')}`);
}
