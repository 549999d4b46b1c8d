import { rfc2822 } from '../dates.ts';
import { notFound } from './failure.ts';
import { type Route, route } from './route.ts';

/** What the account is allowed. */
export interface AccountStanding {
  readonly type: 'Full' | 'Trial';
  readonly status: 'active' | 'suspended' | 'closed';
  /** Whether Twilio has approved a business profile (Trust Hub); accounts without one may hold few calls at once. */
  readonly hasBusinessProfile: boolean;
  /** ISO 3166-1 alpha-2 of those that may be called. Default: every one. */
  readonly countries?: readonly string[];
}

export const goodStanding: AccountStanding = { type: 'Full', status: 'active', hasBusinessProfile: true };

const PROFILE_SID = `BU${'0'.repeat(32)}`;

export const accountRoutes: readonly Route[] = [
  route('GET', '', ({ exchange: { accountSid, standing }, base }) => ({
    status: 200,
    body: {
      auth_token: null,
      date_created: rfc2822(0),
      date_updated: rfc2822(0),
      friendly_name: 'Hold Slayer',
      owner_account_sid: accountSid,
      sid: accountSid,
      status: standing.status,
      subresource_uris: {},
      type: standing.type,
      uri: `${base}.json`,
    },
  })),

  /** https://www.twilio.com/docs/voice/api/dialingpermissions-country-resource, on its own host at Twilio. */
  {
    method: 'GET',
    pattern: /^\/v1\/DialingPermissions\/Countries\/([A-Z]{2})$/,
    handle: ({ exchange: { standing }, ids: [country = ''], path }) => {
      const isKnown = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(country) !== undefined;
      if (!isKnown) throw notFound(path);
      return {
        status: 200,
        body: {
          iso_code: country,
          name: country,
          continent: '',
          country_codes: [],
          low_risk_numbers_enabled: standing.countries?.includes(country) ?? true,
          high_risk_special_numbers_enabled: false,
          high_risk_tollfraud_numbers_enabled: false,
          url: `https://voice.twilio.com${path}`,
          links: {},
        },
      };
    },
  },

  /** https://www.twilio.com/docs/trust-hub/trusthub-rest-api/customer-profiles, on its own host at Twilio. */
  {
    method: 'GET',
    pattern: /^\/v1\/CustomerProfiles$/,
    handle: ({ exchange: { accountSid, standing }, form, path }) => {
      const status = form.get('Status') ?? 'twilio-approved';
      const shown = standing.hasBusinessProfile && status === 'twilio-approved';
      const profile = {
        sid: PROFILE_SID,
        account_sid: accountSid,
        policy_sid: `RN${'0'.repeat(32)}`,
        friendly_name: 'Hold Slayer',
        status: 'twilio-approved',
        valid_until: null,
        email: 'operator@example.com',
        status_callback: null,
        errors: null,
        date_created: new Date(0).toISOString(),
        date_updated: new Date(0).toISOString(),
        url: `https://trusthub.twilio.com${path}/${PROFILE_SID}`,
        links: {},
      };
      const url = `https://trusthub.twilio.com${path}`;
      const meta = { page: 0, page_size: 50, first_page_url: url, previous_page_url: null, url, next_page_url: null };
      return { status: 200, body: { results: shown ? [profile] : [], meta: { ...meta, key: 'results' } } };
    },
  },
];
