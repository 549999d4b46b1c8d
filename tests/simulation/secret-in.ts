import type { SimulatedRequest } from './outside/requests.ts';

const WORDS_IN_A_ROW = 4;

/**
 * Looks for what no log may hold: whole numbers, facts, secrets, and what was said or asked.
 * @returns what kind it is, without it; null: nothing
 */
export function secretIn(
  requests: readonly SimulatedRequest[],
  secrets: readonly string[],
): (text: string) => string | null {
  const facts = new Set(requests.flatMap(({ facts }) => Object.values(facts)));
  const sentences = new Set(
    requests.flatMap(({ company, intent }) => [intent, ...textsIn(company)]).flatMap((text) => shingles(text)),
  );
  return (text) => {
    for (const secret of secrets) if (text.includes(secret)) return 'a secret';
    if (/\+1\d{10}/.test(text)) return 'a whole number';
    for (const digits of text.match(/\d{8}/g) ?? []) if (facts.has(digits)) return 'a fact';
    for (const shingle of shingles(text)) if (sentences.has(shingle)) return 'what was said';
    return null;
  };
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function shingles(text: string): string[] {
  const words = text.toLowerCase().match(/[a-z']+/g) ?? [];
  return words.slice(WORDS_IN_A_ROW - 1).map((_, at) => words.slice(at, at + WORDS_IN_A_ROW).join(' '));
}
