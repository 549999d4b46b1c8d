import type { FlowStep } from '#core/navigation/flow.ts';
import type { CompanyDraft } from '#local/phone/companies/company.ts';
import { DANGER, type Ground, WRONG } from './ground.ts';
import type { Department } from './trades.ts';
import { one, shuffled } from './wording.ts';

type Places = NonNullable<CompanyDraft['places']>;

/** One thing that a caller must get through. */
export interface Layer {
  readonly entrance: string;
  /** Places of the layer; the right choice leads to `next`. */
  places(next: string): Places;
  /** What is done here on the shortest way. */
  readonly step: FlowStep;
  /** Keys, phrases and entries that it takes at least. */
  readonly moves: number;
  readonly usesFact?: boolean;
}

interface Option {
  readonly label: string;
  /** What else a machine that is spoken to takes for this option. */
  readonly understood: readonly string[];
  readonly to: (next: string) => string;
  readonly right: boolean;
}

/** Who says "billing" where "billing and insurance" is offered is understood. */
const partsOf = (label: string): string[] =>
  [label, ...label.split(/ and | or /)].map((part) => part.replace(/^(a|an|the|your) /, ''));

export function departmentLayer(ground: Ground): Layer {
  const { draw, trade, department } = ground;
  const options = shuffled(
    draw,
    trade.departments.map((each): Option => {
      const right = each === department;
      const index = trade.departments.indexOf(each);
      return {
        label: one(draw, each.labels),
        understood: [...each.labels.flatMap(partsOf), ...each.services.flatMap(({ intents }) => intents)],
        right,
        to: (next) => (right ? next : `other-${index}`),
      };
    }),
  );
  const layer = menuLayer(ground, 'departments', options, { person: true });
  const others = trade.departments.flatMap((each, index): [string, Places[string]][] =>
    each === department ? [] : [[`other-${index}`, otherMenu(ground, each)]],
  );
  return { ...layer, places: (next) => ({ ...layer.places(next), ...Object.fromEntries(others) }) };
}

export function serviceLayer(ground: Ground): Layer {
  const { draw, trade, department, service } = ground;
  const services = department.services.map((each): Option => {
    const right = each === service;
    return {
      label: one(draw, each.labels),
      understood: [...each.labels.flatMap(partsOf), ...each.intents],
      right,
      to: (next) => (right ? next : WRONG),
    };
  });
  const danger = draw.fraction() < 0.6 ? one(draw, trade.dangers) : null;
  const all = shuffled(
    draw,
    danger ? [...services, { label: danger, understood: [], right: false, to: () => DANGER }] : services,
  );
  return menuLayer(ground, 'services', all, { title: one(draw, department.labels), again: draw.fraction() < 0.4 });
}

/** The menu of another department: whoever went astray may go back. */
function otherMenu({ wording, draw }: Ground, { labels, services }: Department): Places[string] {
  const options = services.map((each, i) => wording.option(one(draw, each.labels), String(i + 1)));
  const keys = Object.fromEntries(services.map((_, i) => [String(i + 1), WRONG]));
  return {
    menu: {
      say: [wording.intro(labels[0] ?? ''), ...options, wording.back('9')].filter((text) => text !== '').join(' '),
      keys: { ...keys, 9: 'departments' },
      otherwise: WRONG,
    },
  };
}

function menuLayer(
  { draw, wording, moved }: Ground,
  entrance: string,
  options: readonly Option[],
  { title = '', person = false, again = false }: { title?: string; person?: boolean; again?: boolean },
): Layer {
  const isSpoken = draw.fraction() < 0.25 && options.every(({ label }) => !label.startsWith('to '));
  const intro = title === '' ? '' : wording.intro(title);
  const own = options.find(({ right }) => right)?.label ?? '';
  const places = (text: string, chosen: readonly Option[], next: string): Places => ({
    [entrance]: {
      menu: {
        say: text,
        keys: isSpoken
          ? { 0: WRONG }
          : Object.fromEntries([
              ...chosen.map(({ to }, i) => [String(i + 1), to(next)]),
              ...(person ? [['0', WRONG]] : []),
              ...(again ? [['9', entrance]] : []),
            ]),
        spoken: isSpoken
          ? Object.fromEntries(
              chosen.flatMap(({ label, understood, to }) => [label, ...understood].map((said) => [said, to(next)])),
            )
          : {},
        invalid: 'Sorry, I did not get that.',
        otherwise: WRONG,
      },
    },
  });
  if (isSpoken) {
    const text = wording.spoken(options.map(({ label }) => label));
    return {
      entrance,
      places: (next) => places(text, options, next),
      moves: 1,
      step: { do: 'SPEAK', expect: [text.slice(0, 400)], say: own },
    };
  }
  const textOf = (all: readonly Option[]) =>
    [
      intro,
      ...all.map(({ label }, i) => wording.option(label, String(i + 1))),
      ...(person ? [wording.person('0')] : []),
      ...(again ? [wording.again('9')] : []),
    ]
      .filter((text) => text !== '')
      .join(' ');
  const now = moved && !person ? [...options.slice(1), ...options.slice(0, 1)] : options;
  const key = String(options.findIndex(({ right }) => right) + 1);
  return {
    entrance,
    places: (next) => places(textOf(now), now, next),
    moves: 1,
    step: { do: 'DTMF', expect: [textOf(options).slice(0, 400)], digits: key, label: own },
  };
}

interface LayerMaker {
  readonly stands: 'before' | 'after';
  make(ground: Ground): Layer;
}

const language: LayerMaker = {
  stands: 'before',
  make: ({ wording }) => {
    const text = `For English, press ${wording.keyName('1')}. Para español, oprima el dos.`;
    return {
      entrance: 'language',
      places: (next) => ({ language: { menu: { say: text, keys: { 1: next, 2: WRONG }, otherwise: next } } }),
      moves: 1,
      step: { do: 'DTMF', expect: [text], digits: '1', label: 'English' },
    };
  },
};

/** Most callers are none of those that are named first. */
const callerKind: LayerMaker = {
  stands: 'before',
  make: ({ draw, wording }) => {
    const special = one(draw, [
      'If you are calling from another company or an agency',
      'If you are a vendor or a supplier',
      'If you are calling about employment',
    ]);
    const rest = one(draw, ['For all other callers', 'If you are a customer', 'If you are calling for yourself']);
    const text = `${special}, press ${wording.keyName('1')}. ${rest}, press ${wording.keyName('2')}.`;
    return {
      entrance: 'caller',
      places: (next) => ({ caller: { menu: { say: text, keys: { 1: WRONG, 2: next }, otherwise: WRONG } } }),
      moves: 1,
      step: { do: 'DTMF', expect: [text], digits: '2', label: rest },
    };
  },
};

const entry = (stands: LayerMaker['stands'], entrance: string): LayerMaker => ({
  stands,
  make: ({ draw, trade: { fact }, wording, factValue }) => {
    const ends = draw.fraction() < 0.6;
    const asks = one(draw, ['Please enter your', 'Using your keypad, enter your', 'To continue, please enter your']);
    const digits = fact.label.includes('digits') ? fact.label : `${fact.digits} digit ${fact.label}`;
    const text = `${asks} ${digits}${ends ? ', followed by the pound key' : ''}.`;
    const confirms = draw.fraction() < 0.4;
    const read = [...factValue].map((digit) => wording.keyName(digit)).join(' ');
    const confirmation = `You entered ${read}. If this is correct, press ${wording.keyName('1')}. To enter it again, press ${wording.keyName('2')}.`;
    return {
      entrance,
      usesFact: true,
      places: (next) => ({
        [entrance]: {
          enter: {
            say: text,
            digits: factValue.length,
            ...(ends ? { endsWith: '#' as const } : {}),
            invalid: 'That number is not complete.',
            otherwise: WRONG,
          },
          next: confirms ? `${entrance}-read-back` : next,
        },
        ...(confirms
          ? {
              [`${entrance}-read-back`]: {
                menu: { say: confirmation, keys: { 1: next, 2: entrance }, otherwise: next },
              },
            }
          : {}),
      }),
      moves: confirms ? 2 : 1,
      step: { do: 'DTMF', expect: [text], fact: fact.name },
    };
  },
});

export const layerMakers: readonly LayerMaker[] = [
  language,
  callerKind,
  entry('before', 'identify'),
  entry('after', 'reference'),
  {
    stands: 'after',
    make: ({ wording }) => {
      const text = `If this is urgent, press ${wording.keyName('1')}. Otherwise, press ${wording.keyName('2')}.`;
      return {
        entrance: 'urgency',
        places: (next) => ({ urgency: { menu: { say: text, keys: { 1: next, 2: next }, otherwise: next } } }),
        moves: 1,
        step: { do: 'DTMF', expect: [text], digits: '2', label: 'Otherwise' },
      };
    },
  },
];
