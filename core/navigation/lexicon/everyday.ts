/** What is rung up about in many trades: changes in life, orders and services under way, notices; same form as the other lists. */
export const EVERYDAY = `
move_out < stop_service : move out, moving out, vacate, give notice, end rental, notice to vacate : moving out, vacate, vacating, leaving at the end, last day in unit, empty my unit, give notice, turn in keys
life_change < update_details : life change, report a life change, change in circumstances, qualifying life event, life event, household changes : twins, newborn, had a baby, adopted, married, divorced, moved to another state, lost job coverage, husband died, income went up, got a raise, new dependent
optometry < appointments : eye exam, schedule an eye exam, vision test, vision exam, eye doctor : prescription checked, new prescription checked, blurry, eyes tested, eye exam, eyes checked, can't read signs, dry eyes
surgery : surgery, surgical, surgery scheduling, pre op : operation, surgery, fasting, eat before, anesthesia, knee replacement, hernia
cardiology : cardiology, heart : heart, palpitations, pacemaker, stress test
visiting : visiting hours, patient rooms : visit, see my grandmother, flowers to room, visiting, until what time can I see
license_suspension < licence : suspensions and reinstatements, suspension, reinstatement, reinstatements, suspended license, driver improvement, suspensions : took my license, driving privileges, get them back, suspended, dui, points, revoked, reinstate, ignition interlock, when can I drive, too many points, unpaid ticket suspended, sr22, hardship license
counseling : counseling, counselor, guidance, guidance office, counseling office : schedule change, bullied, bullying, college, guidance, anxious, grades, transcripts, class change
main_office : main office, front office, general office, administration : principal, visitor, lost and found, general, office, enrollment papers
technician_role : technician, speak to a technician : technician
parking : parking, parking permits, garage, parking pass : parking, permit, garage, pass for my car, where to park, validate
accommodation_extras : : crib, early check in, shuttle, pool, pets, gym, parking at hotel
deposit_rates < deposit_accounts : deposit rates, rates, cd rates, savings rates : cds pay, interest on savings, yield, apy, money market, certificate
travel_notice : travel notice, travel notification, travel plans, traveling with your card, set up a travel notice : going to, going abroad, trip to, use my card overseas, leaving the country, vacation abroad, japan, mexico, europe, off to portugal, off to spain, flying out on, do not want it blocked, do not want it declined, holiday next week card, use it in thailand, stop working when I travel
branch_contact < store_hours : reach a branch, branch, branches, your local branch, local office : notary, safe deposit box, location on, elm street, banker at, teller, my branch, speak to the branch, medallion
check_orders < account_info : order checks, checks, check orders : checks, checkbook, checkbooks, blank checks, deposit slips
existing_account_help < account_info : existing accounts, your account, account questions : overdraft, fee on my account, hold on deposit, statement copy, account ending
account_changes < account_info : account changes, change your account, account updates, manage your account : take my ex off, add my husband, authorized user, name on account, change my email, change autopay card, new phone number
supplies : supplies, order supplies, packing supplies, shipping supplies : labels, boxes, envelopes, tape, pouches, thermal paper, stickers, run out of those envelopes, plastic envelopes, more envelopes, out of boxes, need more labels
golf : golf shop, golf, pro shop, tee times, golf course : tee time, eighteen holes, cart, clubs rental, driving range, lessons, handicap
wedding_sales < events_groups : group and wedding sales, weddings, wedding sales, weddings and events, events, banqueting, functions : vows, ceremony, marry, reception, bride, groom, rehearsal, engagement party, elope, hall for, parents' fiftieth, anniversary party, room for a party, conference room, wake for, christening, retirement do
system_down < technical_support : system is not producing power, not producing, system problem, system issue, equipment problem : inverter, panels not, zero output, red light, app shows nothing, tripped, error on, no production
selling_home : selling your home, sell your home, transfer of ownership, home sale, moving or selling : buyers, buyer, selling, realtor, closing, transfer papers, new owner, escrow company, listing the house
estimate_new < insurance_quote : new estimate, free estimate, new estimates, get an estimate, new projects : would panels make sense, how much to install, quote for, interested in, bid, thinking about, consultation, price to put in
install_status < technician_visit : check on your installation, installation status, your installation, project status : crew, never came back, finish, permit approved, inspection date, when do they, half done, left holes, roofers, electrician coming
lease_loan < loans : questions about your lease or loan, lease or loan, lease, financing : monthly draft, payment went up, buyout, rate on my lease, autopay for lease, refinance the
wait_times < store_hours : office wait times, wait times, current wait times : how busy, how long is the line, crowded, shortest wait
special_education : special education, special services, student services : iep, 504, speech therapy, evaluation, aide, autism, dyslexia, learning disability
request_service < repair : request service, request a repair, new service request, file a service request, schedule service : blowing warm, leaking, will not drain, stopped heating, broken, garbage disposal, water heater burst, oven will not, garage door stuck, ac, fridge
service_status < technician_visit : status of a service request, check the status of a service request, existing service request, service request status : plumber you assigned, never called, contractor, assigned, nobody contacted, part on order, when is the tech, company you sent
renew_plan : renew your plan, renewal, renew, renew your membership, renew policy : lapses, expires, keep it going, another year, ends in june, auto renew, continue
live_trains < travel_status : live train times, train times, live departures : is the 7 15 running, running, cancelled trains, strike, next train, platform, on time, delays
passenger_assist < special_assistance : assistance for disabled passengers, passenger assistance, disabled passengers : wheelchair, ramp, blind, walker, help boarding, mobility scooter, priority seat
tickets_refunds < refund : tickets and refunds, ticket refunds, refunds : season ticket, no longer need, refund my ticket, wrong date ticket, railcard, unused ticket, buy a ticket, show was called off, concert was called off, match was called off, band cancelled, rained off
point_of_sale : point of sale, registers, terminals, card readers : card reader, register, tap, receipt printer, terminal, cash drawer, pos, barcode scanner
invoicing : invoicing, invoices, send invoices : client never got, invoice i sent, estimate template, bill my customer, recurring invoice, overdue client
tax_filing < taxes : tax filing, file taxes, taxes, e file : 1099, w2s, w 2s are due, filing deadline, e file rejected, quarterly, sales tax return
`;
