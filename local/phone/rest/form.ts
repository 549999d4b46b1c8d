import { RestFailure } from './failure.ts';

/** Parameters of a REST request, from its query or its form. */
export class Form {
  readonly #given: URLSearchParams;

  constructor(given: URLSearchParams) {
    this.#given = given;
  }

  get(name: string): string | undefined {
    return this.#given.get(name) ?? undefined;
  }

  all(name: string): readonly string[] {
    return this.#given.getAll(name);
  }

  method(name: string): 'GET' | 'POST' {
    return this.get(name)?.toUpperCase() === 'GET' ? 'GET' : 'POST';
  }

  flag(name: string): boolean | undefined {
    const text = this.get(name)?.toLowerCase();
    return text === undefined ? undefined : text === 'true';
  }

  /** A whole number within limits. @throws {RestFailure} 20001 when it is none */
  wholeNumber(name: string, least: number, most: number): number | undefined {
    const text = this.get(name);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new RestFailure(400, 20001, `Parameter ${name} must be a whole number from ${least} to ${most}`);
  }

  /** `Parameter1.Name` and `Parameter1.Value`, up to 99. */
  numberedParameters(): Record<string, string> {
    const found: Record<string, string> = {};
    for (let index = 1; index <= 99; index++) {
      const name = this.get(`Parameter${index}.Name`);
      if (name !== undefined) found[name] = this.get(`Parameter${index}.Value`) ?? '';
    }
    return found;
  }

  /** For the record: repeated fields as lists. */
  entries(): Record<string, string | readonly string[]> {
    return Object.fromEntries(
      [...new Set(this.#given.keys())].map((name) => {
        const values = this.all(name);
        return [name, values.length > 1 ? values : (values[0] ?? '')];
      }),
    );
  }
}
