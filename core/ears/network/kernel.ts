import { DENSE_KERNEL_BASE64 } from '#core/ears/network/dense-kernel.ts';

/**
 * The one hot loop of the ears, a matrix times a vector, in WebAssembly SIMD: docs/decisions/0010-ears-inference.md has the figures. One
 * instance serves all calls of a process; whoever uses it writes its input, runs, and reads, without giving way in between.
 */
type Dense = (weights: number, bias: number, input: number, output: number, inputs: number, outputs: number) => void;

/** The part of WebAssembly that is used; TypeScript declares it with the DOM only. */
interface WasmRuntime {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Readonly<Record<string, unknown>> };
}

const isRuntime = (value: unknown): value is WasmRuntime =>
  typeof value === 'object' && value !== null && 'Instance' in value;
const isMemory = (value: unknown): value is { readonly buffer: ArrayBuffer } =>
  typeof value === 'object' && value !== null && 'buffer' in value && value.buffer instanceof ArrayBuffer;
const isDense = (value: unknown): value is Dense => typeof value === 'function';

function load(): { run: Dense; buffer: ArrayBuffer } {
  const runtime: unknown = Reflect.get(globalThis, 'WebAssembly');
  if (!isRuntime(runtime)) throw new TypeError('the ears need a runtime with WebAssembly and SIMD: Node 20 or newer');
  const bytes = Uint8Array.from(atob(DENSE_KERNEL_BASE64), (character) => character.charCodeAt(0));
  const { memory, dense } = new runtime.Instance(new runtime.Module(bytes)).exports;
  if (!isMemory(memory) || !isDense(dense))
    throw new TypeError('dense-kernel.ts is damaged: it has no memory or no dense()');
  return { run: dense, buffer: memory.buffer };
}

const { run, buffer } = load();
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
  readonly outputs: number;
  /** Rounded up to eight, as the kernel computes: outputs beyond `outputs` are zero. */
  readonly paddedOutputs: number;
  private readonly weights: Float32Array;
  private readonly bias: Float32Array;

  /** @param weights row by row, one row an output; a row's length must be a multiple of four */
  constructor(weights: Float64Array, bias: Float64Array) {
    this.outputs = bias.length;
    this.inputs = weights.length / bias.length;
    if (this.inputs % LANES !== 0)
      throw new RangeError(`a layer has ${this.inputs} inputs, which is no multiple of four`);
    this.paddedOutputs = Math.ceil(this.outputs / ROWS) * ROWS;
    this.weights = takeFloats(this.paddedOutputs * this.inputs);
    // As the kernel reads them: eight rows together, four inputs of each in turn.
    for (const [index, weight] of weights.entries()) {
      const row = Math.floor(index / this.inputs);
      const input = index % this.inputs;
      const lane = input % LANES;
      const block = (row - (row % ROWS)) * this.inputs;
      this.weights[block + (input - lane) * ROWS + (row % ROWS) * LANES + lane] = weight;
    }
    this.bias = takeFloats(this.paddedOutputs);
    this.bias.set(bias);
  }

  run(input: Float32Array, output: Float32Array): void {
    run(
      this.weights.byteOffset,
      this.bias.byteOffset,
      input.byteOffset,
      output.byteOffset,
      this.inputs,
      this.paddedOutputs,
    );
  }
}
