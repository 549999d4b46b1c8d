/** Why something is not done. `detail` tells the person what to do instead. */
export interface Refusal {
  readonly code:
    | 'not_a_number'
    | 'extension'
    | 'emergency'
    | 'service_code'
    | 'short_code'
    | 'premium'
    | 'shared_cost'
    | 'satellite'
    | 'special'
    | 'country_not_allowed'
    | 'ambiguous_company'
    | 'unknown_company'
    | 'unknown_flow'
    | 'too_many_today'
    | 'too_many_at_once';
  readonly title: string;
  readonly detail: string;
  /** Which ones may have been meant. */
  readonly candidates?: readonly { readonly name: string; readonly number: string }[];
}
