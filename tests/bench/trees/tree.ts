import { isDate } from '#core/navigation/facts.ts';
import type { FlowStep } from '#core/navigation/flow.ts';
import { type Company, type CompanyDraft, companySchema, HANG_UP } from '#local/phone/companies/company.ts';
import { type Draw, seededDraw } from '#local/phone/seeded.ts';
import { DANGER, type Ground, RIGHT, WRONG } from './ground.ts';
import { departmentLayer, type Layer, layerMakers, serviceLayer } from './layers.ts';
import { trades } from './trades.ts';
import { one, shuffled, type Wording, wordingOf } from './wording.ts';

export interface Tree {
  readonly company: Company;
  readonly depth: number;
  readonly intent: string;
  readonly facts: Readonly<Record<string, string>>;
  /** Keys, phrases and entries on the shortest way. */
  readonly shortest: number;
  /** That way as somebody would write it down. */
  readonly steps: readonly FlowStep[];
  readonly goal: string;
}

const PROMOS = [
  'Did you know that you can find answers to many questions on our website?',
  'For your security, this call may be monitored or recorded.',
  'Download our new app and manage your account from anywhere.',
  'Ask about our spring offers when you speak with us today.',
  'Due to high call volume, wait times are longer than usual.',
];

/** Month, day and year that exist, from eight drawn digits. */
function dateFrom(digits: string): string {
  const part = (from: number, count: number) => 1 + (Number(digits.slice(from, from + 2)) % count);
  return [part(0, 12), part(2, 28), 1930 + part(4, 80)].map((number) => String(number).padStart(2, '0')).join('');
}

/** A company with its menus, and somebody with a wish. The same seed and index make the same tree. */
export function treeOf(seed: number, index: number, number: string, moved = false): Tree {
  const draw = seededDraw(`${seed}/tree/${index}`);
  const trade = trades[index % trades.length] ?? one(draw, trades);
  const department = one(draw, trade.departments);
  const service = one(draw, department.services);
  const digits = Array.from({ length: trade.fact.digits }, () => draw.between(0, 9)).join('');
  const factValue = isDate(trade.fact.name) ? dateFrom(digits) : digits;
  const wording = wordingOf(draw);
  const ground: Ground = { draw, trade, wording, department, service, factValue, moved };
  const name = one(draw, trade.names);
  const depth = 2 + (index % 4);
  const layers = chosenLayers(ground, depth);
  const { places, first } = connected(layers);
  const offered = draw.fraction() < 0.35 ? callback(draw, wording) : null;
  const voice = one(draw, ['anna', 'ruth', 'carl']);
  const company: CompanyDraft = {
    name: `${name} ${index}`,
    number,
    about: `A made company, ${depth} deep.`,
    ring: { kind: 'answer', afterMs: 1500 },
    voice,
    start: 'welcome',
    places: {
      welcome: { play: welcome(draw, name), next: first },
      ...places,
      ...(offered
        ? { 'before-queue': offered.place }
        : { 'before-queue': { play: [{ silenceMs: 100 }], next: RIGHT } }),
      [RIGHT]: queue(draw, 'right-agent'),
      [WRONG]: queue(draw, 'wrong-agent'),
      [DANGER]: { play: [{ say: 'Thank you. Your request has been completed. Goodbye.' }], next: HANG_UP },
      'right-agent': agent(one(draw, ['mike', 'dana', 'joe', 'ewan'])),
      'wrong-agent': agent('dana'),
    },
  };
  return {
    company: companySchema.parse(company),
    depth,
    intent: one(draw, service.intents),
    facts: layers.some(({ usesFact }) => usesFact) ? { [trade.fact.name]: factValue } : {},
    shortest: layers.reduce((sum, { moves }) => sum + moves, 0) + (offered?.step ? 1 : 0),
    steps: [...layers.map(({ step }) => step), ...(offered?.step ? [offered.step] : []), { do: 'HOLD' }],
    goal: `${department.labels[0]}: ${service.labels[0]}`,
  };
}

/** Department and service, and before, between and after them as many others as make the depth. */
function chosenLayers(ground: Ground, depth: number): Layer[] {
  const { draw } = ground;
  const extra = shuffled(draw, layerMakers).slice(0, depth - 2);
  const before = extra.filter(({ stands }) => stands === 'before').map(({ make }) => make(ground));
  const after = extra.filter(({ stands }) => stands === 'after').map(({ make }) => make(ground));
  return [...before, departmentLayer(ground), serviceLayer(ground), ...after];
}

/** Each layer leads on to the next one, the last to the queue. */
function connected(layers: readonly Layer[]): { places: CompanyDraft['places']; first: string } {
  const entrances = [...layers.map(({ entrance }) => entrance), 'before-queue'];
  const places = layers.map((layer, i) => layer.places(entrances[i + 1] ?? 'before-queue'));
  return { places: Object.assign({}, ...places), first: entrances[0] ?? 'before-queue' };
}

function welcome(draw: Draw, name: string) {
  const hello = one(draw, [`Thank you for calling ${name}.`, `Welcome to ${name}.`, `Hello, and welcome to ${name}.`]);
  const promos = shuffled(draw, PROMOS).slice(0, draw.between(0, 2));
  return [hello, ...promos].map((say) => ({ say }));
}

const queue = (draw: Draw, next: string) => ({
  hold: {
    music: one(draw, ['strings', 'jazz', 'piano'] as const),
    lastsMs: 15_000,
    loop: [
      {
        say: one(draw, [
          'All of our agents are busy. Please stay on the line.',
          'Please hold for the next available agent.',
        ]),
      },
      { musicMs: 9_000 },
    ],
  },
  next,
});

const agent = (voice: string) => ({
  human: {
    voice,
    greets: 'Hi, thanks for waiting, how can I help you today?',
    talk: ['Sure, let me have a look.'],
    closes: 'All done. Have a good day, bye.',
  },
});

function callback(
  draw: Draw,
  wording: Wording,
): { place: NonNullable<CompanyDraft['places']>[string]; step: FlowStep | null } {
  const minutes = draw.between(4, 40);
  const offer = `Your estimated wait time is ${minutes} minutes. If you would like us to call you back, press ${wording.keyName('1')}.`;
  const stays = draw.fraction() < 0.5;
  const text = `${offer} ${stays ? 'Otherwise, please stay on the line.' : `To keep waiting, press ${wording.keyName('2')}.`}`;
  const keys = { 1: HANG_UP, ...(stays ? {} : { 2: RIGHT }) };
  return {
    place: { menu: { say: text, keys, rounds: 1, waitMs: 4000, otherwise: RIGHT } },
    step: stays ? null : { do: 'DTMF', expect: [text], digits: '2', label: 'keep waiting' },
  };
}
