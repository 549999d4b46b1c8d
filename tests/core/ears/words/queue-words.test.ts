import { describe, expect, it } from 'vitest';
import { queueWordsIn } from '#core/ears/words/queue-words.ts';

describe('what an announcement says of the queue', () => {
  it.each([
    ['You are caller number four.', 4, null],
    ['Your position in the queue is 12.', 12, null],
    ['You are number two in line.', 2, null],
    ['Your call is now first in line and will be answered next.', 1, null],
    ['There are three callers ahead of you.', 4, null],
    ['Your estimated wait time is twelve minutes.', null, 720],
    ['The estimated wait is five to ten minutes.', null, 600],
    ['You are caller number six. Your wait time is about 15 minutes.', 6, 900],
    ['Your wait is less than one minute.', null, 60],
    ['For billing, press one.', null, null],
    ['Our offices are open twenty four hours.', null, null],
    ['Please hold for one constructor.', null, null],
  ])('%s', (sentence, position, waitSeconds) => {
    expect(queueWordsIn(sentence)).toEqual({ position, waitSeconds });
  });
});
