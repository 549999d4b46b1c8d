import type { Check } from '../check.ts';
import type { Place } from '../place.ts';
import { carrierChecks } from './carrier.ts';
import { doorChecks } from './doors.ts';
import { storeChecks } from './stores.ts';
import { vendorChecks } from './vendors.ts';

/** What can be looked at wherever the product runs. */
export function checksOfPlace(place: Place): Check[] {
  return [...carrierChecks(place), ...doorChecks(place), ...storeChecks(place), ...vendorChecks(place)];
}
