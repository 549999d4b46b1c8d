import { KERNEL_BASE64 } from '#core/ears/network/kernel-bytes.ts';

/**
 * The hot loops of the ears, a matrix times a vector and an autocorrelation, in WebAssembly SIMD: docs/decisions/0010-ears-inference.md has the figures. One
 * instance serves all calls of a process; whoever uses it writes its input, runs, and reads, without giving way in between.
 */
type Dense = (weights: number, bias: number, input: number, output: number, inputs: number, outputs: number) => void;
type Correlate = (samples: number, output: number, count: number, first: number, lags: number) => void;

/** The part of WebAssembly that is used; TypeScript declares it with the DOM only. */
interface WasmRuntime {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Readonly<Record<string, unknown>> };
}

const isRuntime = (value: unknown): value is WasmRuntime =>
  typeof value === 'object' && value !== null && 'Instance' in value;
const isMemory = (value: unknown): value is { readonly buffer: ArrayBuffer } =>
  typeof value === 'object' && value !== null && 'buffer' in value && value.buffer instanceof ArrayBuffer;
const isDense = (value: unknown): value is Dense => typeof value === 'function';
const isCorrelate = (value: unknown): value is Correlate => typeof value === 'function';

function load(): { dense: Dense; correlation: Correlate; buffer: ArrayBuffer } {
  const runtime: unknown = Reflect.get(globalThis, 'WebAssembly');
  const bytes = Uint8Array.from(atob(KERNEL_BASE64), (character) => character.charCodeAt(0));
  if (!isRuntime(runtime) || !runtime.validate(bytes))
    throw new TypeError('the ears need a runtime with WebAssembly and relaxed SIMD: Node 22 or newer');
  const { memory, dense, correlate } = new runtime.Instance(new runtime.Module(bytes)).exports;
  if (!isMemory(memory) || !isDense(dense) || !isCorrelate(correlate))
    throw new TypeError('kernel-bytes.ts is damaged: it has no memory, no dense() or no correlate()');
  return { dense, correlation: correlate, buffer: memory.buffer };
}

const { dense, correlation, buffer } = load();
const ALIGNMENT = 16;
let used = 0;

/** Numbers in the kernel's memory; kept for the life of the process, so only weights and scratch space are taken. */
export function takeFloats(count: number): Float32Array {
  const at = used;
  used += Math.ceil((count * Float32Array.BYTES_PER_ELEMENT) / ALIGNMENT) * ALIGNMENT;
  if (used > buffer.byteLength) throw new RangeError(`the kernel's memory of ${buffer.byteLength} bytes is full`);
  return new Float32Array(buffer, at, count);
}

/** The kernel takes so many rows at once, and so many inputs a load. */
const ROWS = 8;
const LANES = 4;

/** `output[o] = bias[o] + sum over i of input[i] · weights[o][i]`, on arrays of `takeFloats`. */
export class DenseLayer {
  readonly inputs: number;
  /** Rounded up to four, as the kernel loads: `takeFloats` leaves room, which stays zero. */
  private readonly paddedInputs: number;
  readonly outputs: number;
  /** Rounded up to eight, as the kernel computes: outputs beyond `outputs` are zero. */
  readonly paddedOutputs: number;
  private readonly weights: Float32Array;
  private readonly bias: Float32Array;

  /** @param weights row by row, one row an output */
  constructor(weights: Float64Array, bias: Float64Array) {
    this.outputs = bias.length;
    this.inputs = weights.length / bias.length;
    if (!Number.isInteger(this.inputs))
      throw new RangeError(`${weights.length} weights are no rows for ${bias.length} outputs`);
    this.paddedInputs = Math.ceil(this.inputs / LANES) * LANES;
    this.paddedOutputs = Math.ceil(this.outputs / ROWS) * ROWS;
    this.weights = takeFloats(this.paddedOutputs * this.paddedInputs);
    // As the kernel reads them: eight rows together, four inputs of each in turn.
    for (const [index, weight] of weights.entries()) {
      const row = Math.floor(index / this.inputs);
      const input = index % this.inputs;
      const lane = input % LANES;
      const block = (row - (row % ROWS)) * this.paddedInputs;
      this.weights[block + (input - lane) * ROWS + (row % ROWS) * LANES + lane] = weight;
    }
    this.bias = takeFloats(this.paddedOutputs);
    this.bias.set(bias);
  }

  run(input: Float32Array, output: Float32Array): void {
    dense(
      this.weights.byteOffset,
      this.bias.byteOffset,
      input.byteOffset,
      output.byteOffset,
      this.paddedInputs,
      this.paddedOutputs,
    );
  }
}

/**
 * `output[k] = sum over n of samples[n] · samples[n + first + k]`, for `lags` values of k (a multiple of thirty-two), on arrays of `takeFloats`.
 * @param samples zero from `count` to `count + first + lags`
 * @param count more than `first` by a multiple of sixteen
 */
export function correlate(
  samples: Float32Array,
  output: Float32Array,
  count: number,
  first: number,
  lags: number,
): void {
  correlation(samples.byteOffset, output.byteOffset, count - first, first, lags);
}
