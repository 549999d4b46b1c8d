import { expect, test } from 'vitest';
import { overheardParty, overheardSentence } from '#local/deepgram/overheard.ts';
import { createSpokenIndex } from '#local/deepgram/spoken-index.ts';
import { builtInCompanies } from '#local/phone/companies/built-in.ts';
import { companyParty } from '#local/phone/companies/company-party.ts';
import { sentenceOf } from '#local/phone/sound/sentence.ts';
import { openSpeech } from '#local/phone/sound/speech.ts';
import { drive } from '#tests/local/phone/companies/drive.ts';
import { deepgramCall, said } from './deepgram-call.ts';

const bare = (text: string) => text.toLowerCase().replace(/[.,?]/g, '');

test('a company is understood word for word, over music and noise', async () => {
  const company = builtInCompanies['cedar-insurance'];
  if (!company) throw new Error('no cedar-insurance');
  const call = await deepgramCall();
  await call.open();
  const party = overheardParty(companyParty(company, { seed: 2 }), call.server.spoken, 'company');
  const heard = drive(party, [{ when: /say agent\./, press: '3' }], { untilMs: 60_000 });
  for (const frame of heard.frames) if (frame) call.socket.sendMedia(frame);
  expect(await call.transcript()).toBe(bare(heard.said));
  expect(heard.said).toContain('bundling home and car.');
});

test('a sentence of the network is understood each time that it is said', async () => {
  const speech = await openSpeech();
  const call = await deepgramCall();
  await call.open();
  const sentence = sentenceOf(speech('Hello, I am an automated assistant. One moment please.', 'anna'));
  for (const n of [1, 2]) {
    overheardSentence(sentence, call.server.spoken, `say ${n}`);
    for (const frame of sentence.frames) call.socket.sendMedia(frame);
  }
  const once = 'hello i am an automated assistant one moment please';
  expect(await call.transcript()).toBe(`${once} ${once}`);
});

test('old audio is forgotten: memory is bounded, what is recent stays', () => {
  const index = createSpokenIndex(30);
  const frames = said('old 400, 400, new 400');
  for (const { audio, words } of frames) index.add(audio, words, 'leg');
  expect(index.find(frames[0]?.audio ?? new Uint8Array())).toEqual([]);
  expect(index.find(frames[59]?.audio ?? new Uint8Array())).toEqual([{ source: 'leg', seq: 59 }]);
  expect(index.wordsBetween('leg', -1, 100).map(({ text }) => text)).toEqual(['new']);
});
