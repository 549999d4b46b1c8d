export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Asks our own API on this machine. A connection that lay idle may be closed just as it is used again, on a machine with much to do: who only looks, looks once more.
 * @throws {TypeError} nobody is there; an order may have been taken all the same
 */
export async function askApi(
  url: string,
  key: string,
  method: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<ApiAnswer> {
  const ask = async (): Promise<ApiAnswer> => {
    const answer = await fetch(url, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: JSON.parse((await answer.text()) || 'null') };
  };
  try {
    return await ask();
  } catch (error) {
    if (method !== 'GET') throw error;
    return ask();
  }
}
