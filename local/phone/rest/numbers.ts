import { notFound } from './failure.ts';
import { numberJson, numberSid } from './json.ts';
import { pageOf } from './paging.ts';
import { type RestRequest, route } from './route.ts';

export const numberRoutes = [
  route('GET', '/IncomingPhoneNumbers', ({ exchange, form, path }) => {
    const wanted = form
      .get('PhoneNumber')
      ?.replace(/[^\d*]/g, '')
      .replaceAll('*', '\\d');
    const found = exchange.numbers.filter(
      ({ phoneNumber }) => wanted === undefined || new RegExp(wanted).test(phoneNumber),
    );
    const body = pageOf(found, 'incoming_phone_numbers', path, form, (each) => numberJson(exchange, each));
    return { status: 200, body };
  }),

  route('GET', '/IncomingPhoneNumbers/:', (request) => ({
    status: 200,
    body: numberJson(request.exchange, numberOf(request)),
  })),

  route('POST', '/IncomingPhoneNumbers/:', (request) => {
    const { exchange, form } = request;
    const number = numberOf(request);
    number.smsUrl = form.get('SmsUrl') ?? number.smsUrl ?? '';
    number.voiceUrl = form.get('VoiceUrl') ?? number.voiceUrl ?? '';
    number.statusCallback = form.get('StatusCallback') ?? number.statusCallback ?? '';
    return { status: 200, body: numberJson(exchange, number) };
  }),
];

function numberOf({ exchange, ids, path }: RestRequest) {
  const number = exchange.numbers.find((each) => numberSid(each) === ids[0]);
  if (!number) throw notFound(path);
  return number;
}
