import { expect, test } from 'vitest';
import { answersAsFax } from '#core/navigation/fax.ts';
import { readPrompt } from '#core/navigation/read-prompt.ts';

test.each([
  'You have reached the fax line of Acme Dental. To send a fax, press start now.',
  "You've reached the Acme Dental fax machine.",
  'This is a fax machine. If you would like to send a fax, please start your machine now.',
  'You have dialed a fax number. Please hang up and dial the voice number.',
  'Please press the start button on your fax machine now.',
  'The number you have dialed is a fax line.',
  'Please begin your transmission now.',
])('a fax answers: "%s"', (text) => {
  expect(answersAsFax(readPrompt(text))).toBe(true);
});

test.each([
  'To send a fax, start transmission now. To leave a message, wait for the beep.',
  'You have reached the phone and fax line of Acme Dental. Please hold.',
  'For our fax number, press three. For billing, press one.',
  'Our fax number is on our web page. How may I help you?',
  'This is Acme Dental. Please fax the form to our office.',
  'If this is a fax machine, please hang up. Otherwise stay on the line.',
  'Thank you for calling Acme Dental.',
])('no fax answers: "%s"', (text) => {
  expect(answersAsFax(readPrompt(text))).toBe(false);
});
