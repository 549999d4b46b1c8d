import { loadRecurrentUnit } from '#core/ears/network/crnn.ts';
import { DenseLayer, takeFloats } from '#core/ears/network/kernel.ts';
import { type StoredModel, tensor } from '#core/ears/network/stored-tensors.ts';

const LEAST_VARIANCE = 0.001;

/** A network of the voice model, or the mean of several: a recurrent unit, and a head that sees its state beside the mean and spread of all states since `reset`. */
export interface PooledCrnn {
  /** The newest answer; 0 before the first step. */
  readonly logit: number;
  /** Takes one 20 ms frame, as `RecurrentUnit` does. @returns true when a step was complete and `logit` is new */
  hear(frame: Float32Array, at: number): boolean;
  reset(): void;
}

/** Reads the weights of one network. */
function loadOne(stored: StoredModel): () => PooledCrnn {
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
      hear(frame, at) {
        if (!unit.hear(frame, at)) return false;
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

/** The tensors of one of several networks, which PyTorch names `0.`, `1.` and so on. */
function partOf(stored: StoredModel, index: number): StoredModel {
  const prefix = `${index}.`;
  const own = Object.entries(stored.tensors).filter(([name]) => name.startsWith(prefix));
  return { ...stored, tensors: Object.fromEntries(own.map(([name, values]) => [name.slice(prefix.length), values])) };
}

/**
 * Reads the weights once; each call of the result makes networks with a state of their own, and tells the mean of their answers.
 * @throws {TypeError} a tensor is missing, or damaged
 */
export function loadPooledCrnn(stored: StoredModel): () => PooledCrnn {
  const count = new Set(Object.keys(stored.tensors).map((name) => name.split('.')[0])).size;
  const createEach = Array.from({ length: count }, (_, index) => loadOne(partOf(stored, index)));
  return () => {
    const networks = createEach.map((create) => create());
    const all: PooledCrnn & { logit: number } = {
      logit: 0,
      hear(frame, at) {
        let sum = 0;
        let isNew = false;
        for (const network of networks) {
          isNew = network.hear(frame, at);
          sum += network.logit;
        }
        all.logit = sum / count;
        return isNew;
      },
      reset() {
        for (const network of networks) network.reset();
        all.logit = 0;
      },
    };
    return all;
  };
}
