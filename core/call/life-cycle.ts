import type { Action } from '#core/contracts/action.ts';
import type { CallState } from '#core/contracts/outcome.ts';

/** Which states may follow a state. `requested` and `dialling` come again only by a redial. */
const successors: Readonly<Record<CallState, readonly CallState[]>> = {
  requested: ['dialling', 'finished'],
  dialling: ['navigating', 'holding', 'reaching', 'asking', 'finished'],
  navigating: ['navigating', 'asking', 'holding', 'reaching', 'dialling', 'finished'],
  asking: ['navigating', 'holding', 'reaching', 'dialling', 'finished'],
  holding: ['navigating', 'asking', 'reaching', 'dialling', 'holding', 'finished'],
  reaching: ['bridged', 'holding', 'navigating', 'reaching', 'dialling', 'finished'],
  bridged: ['holding', 'reaching', 'finished'],
  finished: [],
};

export function mayFollow(from: CallState, to: CallState): boolean {
  return successors[from].includes(to);
}

/** The state that a call is in while an action is carried out. */
export function stateOf(next: Action['next']): CallState {
  switch (next) {
    case 'listen':
    case 'press':
    case 'say':
      return 'navigating';
    case 'ask_user':
      return 'asking';
    case 'hold':
      return 'holding';
    case 'reach_user':
      return 'reaching';
    case 'redial':
      return 'dialling';
    case 'finish':
      return 'finished';
  }
}
