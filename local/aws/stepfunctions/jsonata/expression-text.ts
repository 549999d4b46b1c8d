/** The expression in a string of a template, or null when the string is meant literally. Nothing may stand around `{%` and `%}`. */
export function expressionOf(text: string): string | null {
  return text.startsWith('{%') && text.endsWith('%}') && text.length >= 4 ? text.slice(2, -2).trim() : null;
}
