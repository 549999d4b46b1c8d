import { expect, test } from 'vitest';
import { inForm } from '#core/navigation/date-form.ts';
import { dateOrderOf, writtenDate } from '#core/navigation/written-date.ts';

test.each([
  ['1980-03-04', 'MDY', '19800304'],
  ['1980/3/4', 'DMY', '19800304'],
  ['March 4th 1980', 'MDY', '19800304'],
  ['March 4, 1980', 'MDY', '19800304'],
  ['4 March 1980', 'MDY', '19800304'],
  ['the 4th of March 1980', 'MDY', '19800304'],
  ['1980 mar 4', 'MDY', '19800304'],
  ['Sept 21 1980', 'MDY', '19800921'],
  ['the twenty first of march nineteen eighty', 'MDY', '19800321'],
  ['march twenty nineteen eighty', 'MDY', '19800320'],
  ['May fourth, twenty oh four', 'MDY', '20040504'],
  ['3/4/1980', 'MDY', '19800304'],
  ['3/4/1980', 'DMY', '19800403'],
  ['31/12/1980', 'MDY', '19801231'],
  ['03041980', 'MDY', '19800304'],
  ['03041980', 'DMY', '19800403'],
  ['19800304', 'MDY', '19800304'],
  ['31121980', 'MDY', '19801231'],
  ['2000-02-29', 'MDY', '20000229'],
] as const)('%s, %s: %s', (value, order, figures) => {
  const date = writtenDate(value, order);
  expect(date && inForm(date, 'YYYYMMDD')).toBe(figures);
});

test.each([
  '1981-02-29',
  '13/13/1980',
  'March or April 1980',
  'March nineteen eighty',
  'March 3rd',
  'March 32 1980',
  '3/4/80',
  '1234567',
  '',
])('%j is no whole date', (value) => {
  const date = writtenDate(value, 'MDY');
  expect(date && inForm(date, 'MMDDYYYY')).toBeNull();
});

test.each([
  ['+18005550102', 'MDY'],
  ['+442079460102', 'DMY'],
  ['+81312345678', 'YMD'],
] as const)('%s writes %s', (number, order) => expect(dateOrderOf(number)).toBe(order));
