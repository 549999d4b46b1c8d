/**
 * The JSON value in a model's answer: the whole of it, or what stands between the first and the last bracket when the model talks around it
 * or fences it. Null: there is none.
 */
export function jsonIn(answer: string): string | null {
  const start = answer.search(/[{[]/);
  const end = Math.max(answer.lastIndexOf('}'), answer.lastIndexOf(']'));
  const candidates = [answer.trim(), start >= 0 && end > start ? answer.slice(start, end + 1) : ''];
  return candidates.find(isJson) ?? null;
}

function isJson(text: string): boolean {
  try {
    return text !== '' && JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
}
