import type { Style } from '#tests/bench/ears/generator/music.ts';

/** How a company lets people wait. */
export interface HoldKind {
  readonly name: string;
  /** Null: silence. */
  readonly music: Style | null;
  /** `cut`: music stops for announcements; `duck`: it goes on softly underneath. */
  readonly announcements: 'cut' | 'duck' | 'none';
  readonly everySeconds: number;
  readonly says: readonly ('wait' | 'position' | 'advert' | 'website' | 'estimate')[];
  /** Gaps in the music, a beep or a ringback between, comfort noise under it all. */
  readonly odd?: 'dropouts' | 'beeps' | 'rings' | 'noise' | 'loud-quiet' | 'passed-on';
}

const style = (
  chords: Style['chords'],
  lead: Style['lead'],
  bass: boolean,
  drums: boolean,
  beatsAMinute: number,
  metre: 3 | 4 = 4,
): Style => ({
  chords,
  lead,
  bass,
  drums,
  beatsAMinute,
  metre,
});

/** Twenty-four kinds of hold; none of them has a person on it. */
export const HOLD_KINDS: readonly HoldKind[] = [
  {
    name: 'piano, cut',
    music: style('piano', 'piano', false, false, 76),
    announcements: 'cut',
    everySeconds: 30,
    says: ['wait'],
  },
  {
    name: 'piano, ducked',
    music: style('piano', 'piano', true, false, 90),
    announcements: 'duck',
    everySeconds: 35,
    says: ['wait', 'website'],
  },
  {
    name: 'strings',
    music: style('strings', 'strings', true, false, 70),
    announcements: 'cut',
    everySeconds: 45,
    says: ['wait', 'position'],
  },
  {
    name: 'strings, waltz, ducked',
    music: style('strings', 'flute', true, false, 120, 3),
    announcements: 'duck',
    everySeconds: 40,
    says: ['advert'],
  },
  {
    name: 'synthesiser pad',
    music: style('pad', 'bell', false, false, 60),
    announcements: 'cut',
    everySeconds: 60,
    says: ['estimate'],
  },
  {
    name: 'flute alone',
    music: style(null, 'flute', false, false, 80),
    announcements: 'cut',
    everySeconds: 30,
    says: ['wait'],
  },
  {
    name: 'guitar',
    music: style('pluck', 'pluck', true, false, 100),
    announcements: 'cut',
    everySeconds: 25,
    says: ['website', 'wait'],
  },
  {
    name: 'pop with drums',
    music: style('organ', 'square', true, true, 118),
    announcements: 'duck',
    everySeconds: 30,
    says: ['wait'],
  },
  {
    name: 'brass band',
    music: style('brass', 'brass', true, true, 126),
    announcements: 'cut',
    everySeconds: 50,
    says: ['position'],
  },
  {
    name: 'choir',
    music: style('choir', 'choir', false, false, 72),
    announcements: 'cut',
    everySeconds: 35,
    says: ['wait'],
  },
  {
    name: 'choir with drums, ducked',
    music: style('choir', 'choir', true, true, 110),
    announcements: 'duck',
    everySeconds: 40,
    says: ['wait', 'advert'],
  },
  {
    name: 'a singer alone',
    music: style(null, 'choir', false, false, 84),
    announcements: 'cut',
    everySeconds: 30,
    says: ['position'],
  },
  {
    name: 'computer game',
    music: style(null, 'square', true, true, 140),
    announcements: 'none',
    everySeconds: 60,
    says: [],
  },
  {
    name: 'bells',
    music: style(null, 'bell', false, false, 96),
    announcements: 'cut',
    everySeconds: 40,
    says: ['wait'],
  },
  {
    name: 'organ',
    music: style('organ', 'organ', true, false, 66),
    announcements: 'duck',
    everySeconds: 30,
    says: ['estimate', 'wait'],
  },
  { name: 'silence with announcements', music: null, announcements: 'cut', everySeconds: 30, says: ['wait'] },
  { name: 'silence with beeps', music: null, announcements: 'none', everySeconds: 60, says: [], odd: 'beeps' },
  {
    name: 'silence and noise',
    music: null,
    announcements: 'cut',
    everySeconds: 45,
    says: ['wait', 'position'],
    odd: 'noise',
  },
  {
    name: 'music with dropouts',
    music: style('piano', 'flute', true, true, 104),
    announcements: 'cut',
    everySeconds: 40,
    says: ['wait'],
    odd: 'dropouts',
  },
  {
    name: 'loud and soft',
    music: style('strings', 'brass', true, true, 112),
    announcements: 'cut',
    everySeconds: 45,
    says: ['wait'],
    odd: 'loud-quiet',
  },
  {
    name: 'ringing between',
    music: style('pluck', 'flute', true, false, 92),
    announcements: 'cut',
    everySeconds: 60,
    says: ['wait'],
    odd: 'rings',
  },
  {
    name: 'passed on to another queue',
    music: style('pad', 'piano', true, false, 80),
    announcements: 'cut',
    everySeconds: 30,
    says: ['wait', 'estimate'],
    odd: 'passed-on',
  },
  {
    name: 'adverts only',
    music: style('piano', 'brass', true, true, 120),
    announcements: 'cut',
    everySeconds: 20,
    says: ['advert', 'website'],
  },
  {
    name: 'position every fifteen seconds',
    music: style('organ', 'flute', true, false, 88),
    announcements: 'cut',
    everySeconds: 15,
    says: ['position'],
  },
];

/** Sentences of each sort; `#` is the place in the queue, `@` minutes. */
export const SENTENCES = {
  wait: [
    'Your call is important to us. Please stay on the line and the next available representative will be with you shortly.',
    'All of our agents are currently assisting other customers. Please continue to hold.',
    'We apologise for the delay. Your call will be answered in the order it was received.',
  ],
  position: ['You are caller number # in the queue. Thank you for your patience.', 'Your position in the queue is #.'],
  estimate: [
    'Your estimated waiting time is @ minutes.',
    'We are experiencing higher than normal call volumes. The estimated wait is @ minutes.',
  ],
  website: [
    'Did you know that you can manage your account at any time on our website?',
    'Many questions can be answered faster online. Visit us at example dot com.',
  ],
  advert: [
    'Save up to thirty percent with our new family plan. Ask your representative about it today.',
    'Travel further for less. Our summer offers are here for a limited time. Terms and conditions apply.',
  ],
  greeting: ['Thank you for calling Example Services. This call may be recorded for quality and training purposes.'],
  menu: ['For billing, press one. For technical support, press two. For everything else, please stay on the line.'],
  live: [
    ['Hello, this is Sarah speaking.', 'How can I help you today?', 'Are you there?', 'Hello? Can you hear me?'],
    ['Good afternoon, my name is Mark.', 'Who am I speaking with please?', 'Hello?', 'Is anybody there?'],
    ['Thanks for holding, sorry about the wait.', 'What can I do for you?', 'Hello?', 'Can you hear me?'],
  ],
} as const;
