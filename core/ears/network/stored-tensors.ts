/** Weights as training/ears writes them: half-precision numbers in base64. */
export interface StoredModel {
  readonly model: string;
  /** Inputs are (log-mel - inputMean) / inputScale. */
  readonly inputMean: number;
  readonly inputScale: number;
  readonly tensors: Readonly<Record<string, { readonly shape: readonly number[]; readonly float16: string }>>;
}

/** IEEE 754 half precision to a number. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** One tensor, row by row. @throws {TypeError} the file has no such tensor, or it is damaged */
export function tensor(stored: StoredModel, name: string): Float64Array {
  const entry = stored.tensors[name];
  if (entry === undefined) throw new TypeError(`${stored.model} has no tensor ${name}`);
  const bytes = Uint8Array.from(atob(entry.float16), (character) => character.charCodeAt(0));
  const count = entry.shape.reduce((product, size) => product * size, 1);
  if (bytes.length !== 2 * count)
    throw new TypeError(`${stored.model}: ${name} has ${bytes.length} bytes, not ${2 * count}`);
  const halves = new DataView(bytes.buffer);
  return Float64Array.from({ length: count }, (_, index) => fromHalf(halves.getUint16(2 * index, true)));
}
