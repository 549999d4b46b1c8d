import fc from 'fast-check';

/** One door of the product, and what is thrown at it. */
export interface Target {
  readonly name: string;
  /** Throws inputs at the door, some a run, until `inputs` were thrown. @throws {Error} with seed and counterexample, when one broke something */
  fuzz(options: FuzzOptions): Promise<Fuzzed>;
}

export interface FuzzOptions {
  readonly inputs: number;
  readonly seed: number;
  /** The stores behind the door are the real adapters on the one-machine DynamoDB; slower. */
  readonly realStores?: boolean;
}

export interface Fuzzed {
  readonly inputs: number;
  /** How often each answer came. */
  readonly answers: Readonly<Record<string, number>>;
}

/** A run that is not through by then hangs; long, since the machine may be busy with other tests. */
const WITHIN_MS = 30_000;

/** Runs a property over lists of inputs until so many were thrown; a failing one is shrunk and told with its seed. */
export async function throwAll<T>(
  { inputs, seed }: FuzzOptions,
  input: fc.Arbitrary<T>,
  most: number,
  once: (list: readonly T[], answered: (answer: string | number) => void) => Promise<void>,
): Promise<Fuzzed> {
  const answers: Record<string, number> = {};
  let thrown = 0;
  const lists = fc.array(input, { minLength: 1, maxLength: most });
  const property = fc.asyncProperty(lists, async (list) => {
    await within(
      once(list, (answer) => {
        thrown += 1;
        answers[answer] = (answers[answer] ?? 0) + 1;
      }),
    );
  });
  for (let round = 0; thrown < inputs; round += 1) {
    const numRuns = Math.max(1, Math.ceil((inputs - thrown) / most));
    await fc.assert(property, { seed: seed + round, numRuns, endOnFailure: false });
  }
  return { inputs: thrown, answers };
}

async function within(work: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<never>();
  const tooLate = () => late.reject(new Error(`not through after ${WITHIN_MS} ms`));
  AbortSignal.timeout(WITHIN_MS).addEventListener('abort', tooLate, { once: true });
  await Promise.race([work, late.promise]);
}

/** Text that breaks readers: other scripts, controls, half pairs, escapes, names of the language itself, very long. */
export const nastyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.string({ maxLength: 40 }) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '\r\n\r\n',
    '%',
    '%00',
    '%E0%A4%A',
    '../..',
    '__proto__',
    'constructor',
    'null',
    '-1',
    '1e309',
  ),
  fc.constantFrom('NaN', '\ud800', '<Say>', '$(id)', "' OR 1=1 --", '{{7*7}}', '+1900', '911', '9'.repeat(40)),
  fc.integer({ min: 200, max: 5_000 }).map((length) => 'a'.repeat(length)),
);

/** JSON that is no order of ours: any value, or nested without end. */
export const nastyJson: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.json({ noUnicodeString: false }) },
  fc.integer({ min: 10, max: 20_000 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
  fc.integer({ min: 10, max: 20_000 }).map((depth) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`),
);

/** A valid object of which one field is missing, strange, or one too many. */
export function mutated(valid: Readonly<Record<string, unknown>>): fc.Arbitrary<Record<string, unknown>> {
  const name = fc.constantFrom(...Object.keys(valid));
  const change = fc.record({
    name,
    value: fc.oneof(fc.jsonValue(), nastyText),
    how: fc.constantFrom('drop', 'set', 'add', 'keep'),
  });
  return change.map(({ name: field, value, how }) => {
    const { [field]: _, ...rest } = valid;
    if (how === 'drop') return rest;
    if (how === 'set') return { ...rest, [field]: value };
    return how === 'add' ? { ...valid, [`${field}2`]: value } : { ...valid };
  });
}
