import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { CallDetail, CreateCallBody } from '#core/contracts/http.ts';
import { invitation, report } from '#local/terminal/report.ts';

const call = CallDetail.parse({
  callId: `call_${'0'.repeat(26)}`,
  number: '+18005550100',
  company: null,
  intent: `ask about "my" cousin's card & $HOME`,
  state: 'finished',
  outcome: 'connected',
  createdAt: 1,
  finishedAt: 2,
  cost: { totalUsd: 0.0619, items: [{ what: 'phone lines', minutes: 3, usd: 0.042 }] },
  recordings: [],
  question: null,
  inLine: null,
  timeline: [],
  transcript: [],
});

test('the order that is shown is one that a shell gives to the API as it is', () => {
  const text = invitation({ url: 'http://127.0.0.1:8080', liveUrl: 'ws://127.0.0.1:8080/live', key: 'hs_key' }, call);
  const order = text.split('\n').find((line) => line.includes('-X POST')) ?? '';
  const body = execFileSync('sh', ['-c', order.replace(/.* -d /, 'printf %s ')], { encoding: 'utf8' });
  expect(CreateCallBody.parse(JSON.parse(body))).toMatchObject({ number: call.number, intent: call.intent });
  expect(text).toContain('ws://127.0.0.1:8080/live?key=hs_key');
});

test('the report tells outcome, files and costs, and that there is no recording', () => {
  expect(report({ call, transcriptFile: 'd/t.txt', recordingFiles: [] })).toBe(
    '\nYou were connected.\nTranscript\n  d/t.txt\nRecordings\n  none\nCost\n  about $0.06: phone lines 3 min $0.042\n',
  );
  expect(report({ call, transcriptFile: 't', recordingFiles: [{ kind: 'mixed', file: 'm.wav' }] })).toContain(
    '  m.wav  (stereo: company left, you right)\n',
  );
});
