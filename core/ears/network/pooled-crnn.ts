import { loadRecurrentUnit } from '#core/ears/network/crnn.ts';
import { DenseLayer, takeFloats } from '#core/ears/network/kernel.ts';
import { type StoredModel, tensor } from '#core/ears/network/stored-tensors.ts';

const LEAST_VARIANCE = 0.001;

/** The network of the voice model: a recurrent unit, and a head that sees its state beside the mean and spread of all states since `reset`. */
export interface PooledCrnn {
  /** The newest answer; 0 before the first step. */
  readonly logit: number;
  /** Takes the bands of one 20 ms frame. @returns true when a step was complete and `logit` is new */
  hear(mel: Float32Array, at: number): boolean;
  reset(): void;
}

/** Reads the weights once; each call of the result makes a network with a state of its own. */
export function loadPooledCrnn(stored: StoredModel): () => PooledCrnn {
  const createUnit = loadRecurrentUnit(stored);
  const head = new DenseLayer(tensor(stored, 'head.weight'), tensor(stored, 'head.bias'));
  const out = new DenseLayer(tensor(stored, 'out.weight'), tensor(stored, 'out.bias'));
  const size = head.inputs / 3;
  const pooled = takeFloats(head.inputs);
  const hidden = takeFloats(head.paddedOutputs);
  const answer = takeFloats(out.paddedOutputs);
  return () => {
    const unit = createUnit();
    const sums = new Float64Array(size);
    const squares = new Float64Array(size);
    let steps = 0;

    function pool(): void {
      steps += 1;
      for (let k = 0; k < size; k++) {
        const state = unit.state[k] as number;
        sums[k] = (sums[k] as number) + state;
        squares[k] = (squares[k] as number) + state * state;
        const mean = (sums[k] as number) / steps;
        pooled[k] = state;
        pooled[size + k] = mean;
        pooled[2 * size + k] = Math.sqrt(Math.max(0, (squares[k] as number) / steps - mean * mean) + LEAST_VARIANCE);
      }
    }

    const network: PooledCrnn & { logit: number } = {
      logit: 0,
      hear(mel, at) {
        if (!unit.hear(mel, at)) return false;
        pool();
        head.run(pooled, hidden);
        for (let k = 0; k < head.outputs; k++) if ((hidden[k] as number) < 0) hidden[k] = 0;
        out.run(hidden, answer);
        network.logit = answer[0] as number;
        return true;
      },
      reset() {
        unit.reset();
        sums.fill(0);
        squares.fill(0);
        steps = 0;
        network.logit = 0;
      },
    };
    return network;
  };
}
