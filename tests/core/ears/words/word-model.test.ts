import { describe, expect, it } from 'vitest';
import { createWordModel, tokensOf } from '#core/ears/words/word-model.ts';

const model = createWordModel();

describe('the judge of words', () => {
  it.each([
    'billing this is Dana',
    'hi, sorry about the wait',
    'can I get your account number',
    'okay let me pull that up for you',
    'Hallo, mit wem spreche ich?',
    'buenas tardes, le atiende Carla',
    'bonjour, en quoi puis-je vous aider',
  ])('takes for a person: %s', (text) => expect(model(text)).toBeGreaterThan(1));

  it.each([
    'please stay on the line and a representative',
    'for opening hours press four',
    'you have reached Meridian member services. If you are calling about a claim',
    'su llamada es muy importante para nosotros',
    'tous nos conseillers sont en ligne',
    'alle Mitarbeiter sind im Gespräch, bitte haben Sie Geduld',
    'tutti i nostri operatori sono occupati',
    'todos os nossos atendentes estão ocupados',
    'al onze medewerkers zijn in gesprek',
  ])('takes for a recording: %s', (text) => expect(model(text)).toBeLessThan(-1));

  it('says nothing of nothing, and little of words that it does not know', () => {
    expect(model('')).toBe(0);
    expect(Math.abs(model('xylophone'))).toBeLessThan(2);
  });

  it('reads the same whatever the style of writing', () => {
    expect(tokensOf("Hi, you're caller Nº 12 — pró-xima!")).toEqual(['hi', 'youre', 'caller', 'n', '#', 'pro', 'xima']);
    expect(model("I'm sorry, can you hear me?")).toBe(model('IM SORRY CAN YOU HEAR ME'));
  });
});
