import { z } from 'zod';
import { ServiceError } from './service-error.ts';

/** `maxResults` and `nextToken` as the API takes them: 0 means the default of 100. */
export const paging = {
  maxResults: z.number().int().min(0).max(1000).optional(),
  nextToken: z.string().nullish(),
};

export const pageSize = (maxResults: number | undefined): number => maxResults || 100;

/** The position that a token stands for, null for the first page. @throws {ServiceError} InvalidToken */
export function positionOf(nextToken: string | null | undefined): number | null {
  if (nextToken == null) return null;
  const position = Number(Buffer.from(nextToken, 'base64url').toString());
  if (!Number.isSafeInteger(position) || position <= 0)
    throw new ServiceError('InvalidToken', "Invalid Token: 'Invalid token'");
  return position;
}

/**
 * Cuts a page out of `limit + 1` rows.
 * @returns the page, and the token of the next one when there is more
 */
export function cutPage<T>(rows: readonly T[], limit: number, position: (row: T) => number): [T[], string | undefined] {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return [page, more ? Buffer.from(String(position(last))).toString('base64url') : undefined];
}
