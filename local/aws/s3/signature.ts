import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { S3Error } from './s3-error.ts';
import type { S3Request } from './s3-request.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const MOST_SKEW_MS = 15 * 60 * 1000;
const LONGEST_S = 7 * 24 * 60 * 60;

interface Signed {
  readonly accessKeyId: string;
  /** date/region/service/aws4_request */
  readonly scope: string;
  readonly date: string;
  readonly headers: readonly string[];
  readonly signature: string;
  readonly payloadHash: string;
}

/**
 * Signature version 4, in the header or in the query (presigned).
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html
 * @param nowMs by the clock that the callers sign by
 * @throws {S3Error} AccessDenied, InvalidAccessKeyId, SignatureDoesNotMatch, RequestTimeTooSkewed, ...
 */
export function verifySignature(request: S3Request, credentials: Credentials, nowMs: number): void {
  const presigned = request.query.has('X-Amz-Signature');
  const signed = presigned ? fromQuery(request.query) : fromHeader(request);
  checkScope(signed);
  checkHeaders(request, signed.headers);
  if (signed.accessKeyId !== credentials.accessKeyId)
    throw new S3Error(403, 'InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.', {
      AWSAccessKeyId: signed.accessKeyId,
    });
  const canonical = canonicalRequest(request, signed);
  const toSign = [ALGORITHM, signed.date, signed.scope, sha256(canonical)].join('\n');
  const expected = hmac(signingKey(credentials.secretAccessKey, signed.scope), toSign).toString('hex');
  if (!equal(expected, signed.signature))
    throw new S3Error(
      403,
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
      { AWSAccessKeyId: signed.accessKeyId, StringToSign: toSign, CanonicalRequest: canonical },
    );
  if (presigned) checkExpiry(request.query, signed.date, nowMs);
  else checkSkew(signed.date, nowMs);
}

function fromHeader(request: S3Request): Signed {
  const header = request.header('authorization');
  if (header === undefined)
    throw new S3Error(403, 'AccessDenied', 'Access Denied: the request is not signed (no Authorization header)');
  const fields = /^AWS4-HMAC-SHA256 Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([^,\s]+)$/.exec(
    header,
  );
  const [, credential = '', headers = '', signature = ''] = fields ?? [];
  if (!fields)
    throw new S3Error(
      400,
      'AuthorizationHeaderMalformed',
      `Expected "${ALGORITHM} Credential=..., SignedHeaders=..., Signature=..."`,
    );
  const payloadHash = request.header('x-amz-content-sha256');
  if (payloadHash === undefined)
    throw new S3Error(400, 'InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
  const date = request.header('x-amz-date') ?? '';
  return { ...credentialOf(credential), date, headers: headers.split(';'), signature, payloadHash };
}

function fromQuery(query: ReadonlyMap<string, string>): Signed {
  const get = (name: string) => {
    const value = query.get(`X-Amz-${name}`);
    if (value === undefined) throw queryError(`A presigned URL needs the parameter X-Amz-${name}.`);
    return value;
  };
  if (get('Algorithm') !== ALGORITHM) throw queryError(`X-Amz-Algorithm only supports "${ALGORITHM}"`);
  return {
    ...credentialOf(get('Credential')),
    date: get('Date'),
    headers: get('SignedHeaders').split(';'),
    signature: get('Signature'),
    payloadHash: query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD',
  };
}

const queryError = (message: string) => new S3Error(400, 'AuthorizationQueryParametersError', message);

function credentialOf(text: string): { accessKeyId: string; scope: string } {
  const slash = text.indexOf('/');
  return { accessKeyId: text.slice(0, Math.max(0, slash)), scope: text.slice(slash + 1) };
}

function checkScope({ scope, date }: Signed): void {
  const [day, region, service, end, ...more] = scope.split('/');
  const whole = region && service === 's3' && end === 'aws4_request' && more.length === 0;
  if (!whole || !/^\d{8}T\d{6}Z$/.test(date) || day !== date.slice(0, 8))
    throw new S3Error(
      400,
      'AuthorizationHeaderMalformed',
      `Expected the scope YYYYMMDD/region/s3/aws4_request and the date YYYYMMDDTHHMMSSZ of that day, got "${scope}" and "${date}"`,
    );
}

/** What is not signed could be changed on the way: the host and every x-amz-* header must be. */
function checkHeaders(request: S3Request, signed: readonly string[]): void {
  const needed = ['host', ...Object.keys(request.message.headers).filter((name) => name.startsWith('x-amz-'))];
  const missing = needed.filter((name) => !signed.includes(name));
  if (missing.length > 0)
    throw new S3Error(403, 'AccessDenied', 'There were headers present in the request which were not signed', {
      HeadersNotSigned: missing.join(', '),
    });
}

function checkSkew(date: string, nowMs: number): void {
  if (Math.abs(nowMs - timeOf(date)) <= MOST_SKEW_MS) return;
  throw new S3Error(
    403,
    'RequestTimeTooSkewed',
    'The difference between the request time and the current time is too large.',
    {
      RequestTime: date,
      ServerTime: new Date(nowMs).toISOString(),
      MaxAllowedSkewMilliseconds: String(MOST_SKEW_MS),
    },
  );
}

function checkExpiry(query: ReadonlyMap<string, string>, date: string, nowMs: number): void {
  const seconds = Number(query.get('X-Amz-Expires') ?? Number.NaN);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > LONGEST_S)
    throw queryError(`X-Amz-Expires must be a number of seconds from 1 to ${LONGEST_S}`);
  const startMs = timeOf(date);
  const endMs = startMs + seconds * 1000;
  if (nowMs < startMs - MOST_SKEW_MS) throw new S3Error(403, 'AccessDenied', 'Request is not yet valid');
  if (nowMs >= endMs)
    throw new S3Error(403, 'AccessDenied', 'Request has expired', {
      Expires: new Date(endMs).toISOString(),
      ServerTime: new Date(nowMs).toISOString(),
    });
}

const timeOf = (date: string) =>
  Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

function canonicalRequest(request: S3Request, { headers, payloadHash }: Signed): string {
  const query = [...request.query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort();
  const lines = headers.map((name) => {
    const value = request.message.headersDistinct[name]?.join(',') ?? '';
    return `${name}:${value.trim().replace(/\s+/g, ' ')}\n`;
  });
  const path = request.path.split('/').map(encode).join('/');
  return [request.method, path, query.join('&'), lines.join(''), headers.join(';'), payloadHash].join('\n');
}

/** Everything but A-Z a-z 0-9 - _ . ~ in percent encoding. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

function signingKey(secret: string, scope: string): Buffer {
  return scope.split('/').reduce<Buffer>((key, part) => hmac(key, part), Buffer.from(`AWS4${secret}`));
}

const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function equal(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
