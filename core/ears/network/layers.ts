/**
 * The layers that the ears' networks are made of, over typed arrays written in place: nothing is allocated a step. Each output is summed
 * in four parts, which the processor adds side by side.
 */

/** `out[o] = bias[o] + sum over i of input[i] · weights[o][i]`. */
export class Dense {
  private readonly weights: Float64Array;
  private readonly bias: Float64Array;
  readonly inputs: number;
  readonly outputs: number;

  /** @param weights row by row, one row an output */
  constructor(weights: Float64Array, bias: Float64Array) {
    this.weights = weights;
    this.bias = bias;
    this.outputs = bias.length;
    this.inputs = weights.length / bias.length;
  }

  run(input: Float64Array, out: Float64Array): void {
    const { weights, bias, inputs, outputs } = this;
    for (let o = 0, row = 0; o < outputs; o++, row += inputs) {
      let a = bias[o] as number;
      let b = 0;
      let c = 0;
      let d = 0;
      let i = 0;
      for (; i + 3 < inputs; i += 4) {
        a += (input[i] as number) * (weights[row + i] as number);
        b += (input[i + 1] as number) * (weights[row + i + 1] as number);
        c += (input[i + 2] as number) * (weights[row + i + 2] as number);
        d += (input[i + 3] as number) * (weights[row + i + 3] as number);
      }
      for (; i < inputs; i++) a += (input[i] as number) * (weights[row + i] as number);
      out[o] = a + b + c + d;
    }
  }
}

export function relu(values: Float64Array): void {
  for (let index = 0; index < values.length; index++) if ((values[index] as number) < 0) values[index] = 0;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Gated recurrent unit with PyTorch's order of gates (reset, update, new) and its two biases. */
export class Gru {
  readonly state: Float64Array;
  private readonly fromInput: Dense;
  private readonly fromState: Dense;
  private readonly inputGates: Float64Array;
  private readonly stateGates: Float64Array;

  constructor(fromInput: Dense, fromState: Dense) {
    this.fromInput = fromInput;
    this.fromState = fromState;
    this.state = new Float64Array(fromState.inputs);
    this.inputGates = new Float64Array(fromInput.outputs);
    this.stateGates = new Float64Array(fromState.outputs);
  }

  run(input: Float64Array): void {
    const { state, inputGates, stateGates } = this;
    this.fromInput.run(input, inputGates);
    this.fromState.run(state, stateGates);
    const size = state.length;
    for (let k = 0; k < size; k++) {
      const reset = sigmoid((inputGates[k] as number) + (stateGates[k] as number));
      const update = sigmoid((inputGates[size + k] as number) + (stateGates[size + k] as number));
      const fresh = Math.tanh((inputGates[2 * size + k] as number) + reset * (stateGates[2 * size + k] as number));
      state[k] = (1 - update) * fresh + update * (state[k] as number);
    }
  }

  reset(): void {
    this.state.fill(0);
  }
}
