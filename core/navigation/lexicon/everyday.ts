/** Further everyday words for concepts of the other lists; same form. */
export const EVERYDAY = `
outage : : offline, whole neighborhood, entire building, nobody on our street, flickering, brownout, went out last night, no service anywhere, estimated restoration, when will it be back on
internet : gateway, mesh : gateway, light on the box, orange light, red light, box in living room, lag, gaming, zoom, signal in the bedroom, speed test, upload, connected but no, streaming stops, laptop online, spotty, disconnects
tv : : show, guide, hbo, netflix, recording, screen, no sound on, subtitles, game is blacked out, football, signal lost, snow on screen
mobile : : text, hotspot, number port, port my number, unlock, carrier, esim, calls drop, voicemail, abroad, travel pass, roam, international plan, prepaid, top up
technical_support : : will not boot, install, update, virus, printer, driver, code 12, wizard, hangs, unresponsive, notification, sync, pair, bluetooth, firmware, cursor, file, export, license error
billing : : paperless, duplicate, twice, double, dispute the amount, extra, unexpected, itemized, surcharge, deposit back, discount missing, promo ended, copy of invoice, receipt, proof of payment, taxes on my bill, why do I owe
make_payment : : cover it, first bill, overdue amount, sort out overdue, send payment, put money on, give you my card, by check over the phone, with my debit card, use my bank account, square up, hand over money
payment_arrangement : : short on cash, tight month, need until, until payday, next paycheck, half now, catch up, cut me off, avoid shutoff, hardship, furloughed, lost hours, medical leave can't pay, few more days, a little at a time
payment_info : : pending, still pending, deposit, went through, credited, applied, posted, check I mailed, confirmation of payment, transferred money yesterday, show as paid
transactions : : paycheck, deposit posted, pending charges, direct deposit, atm withdrawal, venmo, recent purchases, hold on my account, what cleared
refund : : rebate, reimbursed, owed money, credit me, overpaid, overpayment, deposit returned, compensated, compensation, get my deposit, never credited
dispute : : not my charge, strange charge, weird charge, bogus, merchant will not refund, did not authorize, subscription I never, crossing is not mine, sold that car, not me, never took that trip
fraud : : stranger, suspicious, cloned, skimmed, gift cards scam, someone logged in, changed my password, sim swap, account takeover, victim, spoof, text said, call claiming to be you, robocall
lost_card : : dropped, wallet, purse, mugged, atm ate my card, washed, chewed, snapped in half, cracked card, need another card, demagnetized
activate_card : : new card in the mail, sticker on card, first use, just came
online_access : portal, questions about the portal, website and portal, mobile app help : website, log into, account locked, too many attempts, two step, authentication, email link, verification text, create a login, register online, portal, username forgotten
open_account : : open, joint account, teen account, student account, kids savings, business checking, start banking with you
close_account : : shut, finish, terminate account, no longer bank, deactivate, wind up
loans : : borrow, rate on a car, finance, cosign, personal loan, debt consolidation, student debt, pre qualify, lease buyout
mortgage : : house, closing cost, rate lock, appraisal, underwriting, loan officer, first home, homebuyer
payoff < loans : : lump sum, ten day payoff, pay everything, title release, early, finish my loan, own it outright
investments : : portfolio, ira transfer, market, broker, etf, bond, savings bond
retirement : : pension, annuity, vested, contributions, employer match, required distribution, retire next year
estate : : passed, late wife, late father, funeral home, notify you of a death, survivor benefits, inherited
claims : : broke a window, stolen bike, burglars, tree, lightning, fell through, hurricane, tornado, smoke damage, hit and run, deer, scraped, side swiped, towed after crash, bumper, flooded basement, freezer spoiled, dog bit, injured on property, vase came in pieces, laptop stolen, kitchen fire, ice storm
claim_status < claims : : check mailed, my adjuster, appraiser, settlement offer, estimate, repair approved, inspector, when will you pay, update on my claim, handles claim, body shop says
policy_change : : teenage driver, newly licensed, garage address, add spouse, remove ex, bigger limits, lower my deductible, bought a motorcycle, new trailer, umbrella, put my new, mortgagee, change vehicle
id_card : : document showing covered, proof I am covered, sr22, lost my card, card for my daughter, print my card, insurance papers, new id
insurance_quote : : shop around, compare, how much to insure, bundle, price to cover, switch insurers
new_booking : : suite, double room, weekend getaway, rent a cabin, slot, hold a table, window table, one way, round trip, car for the weekend, campsite, villa, tee time, appointment for four people, place to stay
existing_booking : : check in, check out time, confirmation email, pet policy for my stay, upgrade my room, add a night, add a guest, names on ticket, receipt for my stay, boarding pass
change_booking : : postpone, bring forward, swap flights, shorter stay, extend, depart earlier, fix the name on my ticket, switch to morning, different hotel
cancel_booking : : can not travel, sick can not fly, not going any more, drop the reservation, scrap, plans fell through
travel_status : : landed, take off, boarding, running behind, platform, track, ferry, on schedule, how late, my mother's flight, weather delay
travel_emergency : : stuck, abandoned, tonight's flight, overbooked, bumped, missed the connection, layover, passport stolen abroad, hotel tonight because of you, standing at the gate
baggage : : bag, stroller, golf clubs, skis, luggage tag, carousel, damaged wheel, delayed bags, suitcase handle
special_assistance : tty users, tty, relay, accessibility services : deaf, text phone, hard of hearing, sign language, tty, oxygen, guide dog, cane, can not walk far, blind, large print, braille
lost_found : : jacket, glasses, wallet on the bus, earbuds, hat, keys, laptop bag, phone on the seat, ring, gloves, stuffed bear, left behind
events_groups : : wedding party, office lunch, forty guests, field trip, rehearsal dinner, bar mitzvah, retreat, fundraiser, banquet, feed a crowd, team outing, choir
orders : : shipped, shipment, backordered, partial order, wrong item, my couch, my mattress, ordered last, ordered two weeks ago, confirmation email never, sofa, rug, what I bought
new_order : : large pizza, veggie, wings, dinner, flowers, bouquet, cake, sandwich, dozen roses, get a sofa, pay for item, in stock, order by phone, refills of ink
delivery : : mail, courier, driver, doorstep, porch, signature, customs, left at neighbor, scanned, out for delivery, my box, parcel, envelope, gift never came, wrong house
schedule_pickup < parcel_collection : : collect, fetch, pick it up from my house, heavy boxes to send, come by
hold_delivery : : on vacation, hold my mail, will be away, change the address on package, deliver to the office instead, reroute, leave at locker
damaged_claims : : in pieces, shattered, bent, scratched, leaking box, torn, missing screws, arrived wet, half the order, dead on arrival
returns : : does not fit, too tight, gift I do not want, changed my mind, send it back, wrong color, store credit, itchy, ugly, unwanted
store_hours : : line right now, wait time at office, how busy, open on the holiday, saturday, easter, christmas eve, address, parking, where do I go, which floor, entrance, sit down with someone, in person, what bus goes
careers : : hiring, apply, interview, job posting, internship, work there, resume, position, background check, start date
sales : : available at my address, do you cover my area, fiber available, serve my zip, free trial, demo, brochure, talk to sales, looking to buy, price list, bulk, wholesale
membership : : member, renew, benefits of membership, family pass, day pass, guest pass
freeze_membership < membership : : pause, surgery, deployed, traveling for months, snowbird, on hold, temporarily
complaint : : rude, awful, nasty, never again, manager, supervisor, hung up on me, lied, promised, waited three hours, dirty, cold food, overcooked, praise, thank an employee
repair : : leak, drip, squeak, rattles, stuck, jammed, faulty, hinge snapped, cracked, motor, heater, cooling, smell burning, thermostat, ac, air conditioner, garage door, elevator, ceiling, mold, hot water, no heat, plumber, outlet
warranty : : bought last month, few months old, brand new, still covered, guarantee, purchased in spring, two months ago
out_of_warranty : : ten years old, twelve year old, past warranty, old machine
parts_manuals : : knob, hinge, filter, belt, blade, lid, remote, charger, instructions, owner's guide, booklet, cable, shelf, handle, gasket
recall : : recalled, letter about, safety, catch fire, brake problem, choking hazard, on the news
start_service : : move in, new tenant, closing on house, in my name, hook up, get power, connect gas, set up water, first apartment, turn it on, bought a house
stop_service : : move out, vacate, vacating, leaving the apartment, final reading, shut it off, turn it off, sold the house, end of lease, end of november
move_out < stop_service : move out, moving out, vacate, give notice, end rental, notice to vacate : moving out, vacate, vacating, leaving at the end, last day in unit, empty my unit, give notice, turn in keys
move_service : : new house, next town, moving to, across town, take my service, transfer it to
change_plan : : too many channels, cheaper, slower tier, bigger plan, unlimited, fewer, more minutes, better deal, lower rate, family plan, drop to basic, premium channels
cancel_service : : done, switching providers, competitor, too expensive, get out of contract, stop charging me, free trial ended, no longer use, pull the plug, ditch
technician_visit : : tech, appointment, window, did not come, no show, reschedule visit, is he on the way, waited all day, installer, coming today
water_quality : : brown, yellow, smelly, tastes, particles, cloudy, lead, safe to drink, boil notice, bleach smell, hard water, sediment
water_leak : : geyser, bubbling, puddle, sinkhole, hydrant, pouring, water everywhere, sewage smell, backed up drain, toilet backing up, manhole, street is wet
gas_emergency : : smell, odor, rotten egg, hissing, dizzy, detector, carbon monoxide, leak at the meter
appliance_gas : : furnace, pilot, boiler, flame, heater, radiators cold, no hot water, fireplace
trash : : bin, can, cart, pickup day, did not collect, skipped, christmas tree, couch, mattress, paint cans, compost, yard waste, leaves, new bin
street_light : : lamp, light outside my house, dark street, traffic light, signal out
potholes : : hole, plow, snow, ice on road, sidewalk, tree blocking road, sign down
alarm : : siren, going off, will not stop, screaming, false alarm, motion, triggered
home_security < alarm : test your system, system test, practice mode, test mode : sensor, camera, keypad, doorbell, practice mode, battery, test, glass break, code for the cleaner, contact on door
gate_access : gate problems, gate, gate code, entry code : entrance, code, gate, barrier, open the gate, keypad, badge, fob, my code will not open
storage : : unit, store, ten by ten, locker, size, boxes for the winter, climate controlled
property_rent : : two bedroom, tour, apply to rent, pets allowed, sublet, lease, roommate, studio, deposit, available in june
maintenance < repair : maintenance, maintenance request, work order, emergency maintenance : faucet, toilet, sink, dishwasher, ceiling, neighbor upstairs leaking, heater, lockout, smoke detector, elevator
pests : : ants, roaches, mice, bees, hornets, mosquito, bed bugs, squirrel in attic, droppings, nest
tolls : : crossing, bridge, camera, plate, bill in the mail, violation letter, late fee toll, notice
transponder : : tag, sticker, beeped, not reading, windshield, battery, new car tag
appointments : : shots, yearly shots, vaccination, checkup, follow up, new patient, physical, first available, get in this week, sick visit, sore, rash looked at, wellness, cleaning, haircut, fitting, inspection, consult, therapy session, physical therapy, sprained, flu shot
reschedule_appointment : : push back, move up, sooner, something came up, conflict, can't come at three, change my appointment, next week instead, road test appointment
cancel_appointment : : not coming, will not be there, feeling better, drop my appointment
confirm_appointment : : still on, what time is my appointment, will be there, text reminder, address of appointment
refills : : run out, last dose, bottle empty, blood pressure, cholesterol, birth control, eye drops, cream, antibiotics, statin, adhd, epipen, inhalers, flea pills, mail my medicine, out of insulin
prescription_status : : filled yet, pick up my meds, doctor sent it, did dr send, waiting on my medicine, transferred script
pharmacy : : pharmacist, with food, alcohol, generic, double dose, missed a dose, interacts, over the counter
nurse : : swelling, swollen, itchy, burned my hand, bee sting, headache, nauseous, temperature, diarrhea, bleeding a little, stitches, dizzy, blood pressure reading, after surgery, throwing up, cut, rash, should I worry
test_results : : lab, numbers came back, cholesterol results, pathology, covid test, urine, scan results, ultrasound results, my x ray
medical_records : : chart, records, school form, camp form, vaccine card, proof of, copy of, letter for work, fmla paperwork, doctor's note, disability form, immunization
referrals : : specialist, orthopedic, cardiologist, allergist, physical therapy order, approval to see, slip
eligibility : what is covered, benefits and coverage, plan information, coverage, plan details, benefit details : acupuncture, chiropractor, included, covered, massage therapy, braces, hearing aid, out of pocket, deductible, copay, therapist visits, gym benefit, bronze, silver plan, gold plan, in my plan, how many visits, does it pay for, maternity covered, does my insurance
network : : doctor near me, therapist, in network, switch doctors, find a therapist, specialist list, who takes, new pediatrician, dispensary
medical_claims : : bill from hospital, eob, ambulance bill, why did I get a bill, out of network charge, lab bill, denied, resubmit, anesthesiologist, visit still pending, payment for the visit
prior_auth : : approve, mri approval, biologic, injection, surgery approval, peer to peer, authorization number
enrollment : sign up for the first time, apply for coverage, application help, new application, sign up : never had insurance, get me covered, uninsured, sign up, qualify, income too high, subsidy, lost coverage, turned 26, new job coverage, marines, discharged, out of the army, just got out, can I get care, apply
life_change < update_details : life change, report a life change, change in circumstances, qualifying life event, life event, household changes : twins, newborn, had a baby, adopted, married, divorced, moved to another state, lost job coverage, husband died, income went up, got a raise, new dependent
mental_health : : not safe, can't cope, anxious, panic attack, drinking, grief, lonely, addiction, rehab, trauma, ptsd, counsellor, talk to a counselor, overdose, cutting
vision : : glasses, lenses, contacts, frames, blurry, prescription glasses, new frames, are my glasses in
optometry < appointments : eye exam, schedule an eye exam, vision test, vision exam, eye doctor : prescription checked, new prescription checked, blurry, eyes tested, eye exam, eyes checked, can't read signs, dry eyes
dental_emergency : : tooth, abscess, swollen jaw, knocked out, crown, agony, filling fell out, killing me
boarding : : puppy, kennel, over christmas, leave my dog, while we are away, bath and trim, nails, hair cut for poodle, daycare for dog, place to leave
vet_emergency : : hit by a car, chocolate, not breathing, seizure, swallowed a sock, bleeding, collapsed, rat poison, bloated, can't stand, bitten
vet_visit < appointments : appointments, wellness exam, vaccinations : cat, dog, puppy, kitten, yearly shots, rabies, spay, neuter, limping, limp, scratching, ear, bunny, parrot, shots
surgery : surgery, surgical, surgery scheduling, pre op : operation, surgery, fasting, eat before, anesthesia, knee replacement, hernia
cardiology : cardiology, heart : heart, palpitations, pacemaker, stress test
visiting : visiting hours, patient rooms : visit, see my grandmother, flowers to room, visiting, until what time can I see
jury_postpone : : later date, surgery, vacation, caring for, exam week, move my service, trip planned, next month instead
jury_excuse : : citizen, seventy, breastfeeding, only caregiver, moved out of county, deaf, felony, medical note
traffic_tickets : : speeding, camera ticket, parking, red light, pay the fine, expired meter, boot, towed, tow lot, where is my car towed
court_date : : judge, hearing, contest, continuance, when is my hearing, reschedule court, court
licence : : license, driving, test, renew, learner, lost my license, teen driver, out of state license, moved from, real id
license_suspension < licence : suspensions and reinstatements, suspension, reinstatement, reinstatements, suspended license, driver improvement : took my license, driving privileges, get them back, suspended, dui, points, revoked, reinstate, ignition interlock
vehicle_registration : : tags, sticker, plates, title, bought a used car, sold my truck, gift a car, new plates, personalized plate, registration expired, smog
immigration : : fiance, sponsor, petition, green card, citizenship test, oath, travel permit, card never came, i 130
application_status : my case status, check my case status, case you have already filed, existing case, filed case : anything new, update, processing, decision, filed, pending since, receipt, approved, rfe, background check stage, my case
existing_benefit : : short this month, payment stopped, overpaid, lower than usual, sanction, deduction, back pay
benefits_office : : laid off, no income, food, rent help, first time, lost my job, benefits for my kids, cash assistance, heating help
attendance : : sick today, absent, stay home, flu, dentist this morning, late today, leaving early, pick up early, fever, out today
school_bus : : bus, stop, driver, route, did not come, late this morning, ride home, missed the bus
school_nurse : : inhaler, medication, allergy, lice, threw up at school, scraped knee
counseling : counseling, counselor, guidance, guidance office, counseling office : schedule change, bullied, bullying, college, guidance, anxious, grades, transcripts, class change
lunch : : lunch, meal, account balance at cafeteria, allergy menu, free lunch, lunch money
main_office : main office, front office, general office, administration : principal, visitor, lost and found, general, office, enrollment papers
admissions : : got in, accepted, deadline, tour, apply, transfer in, application fee, decision letter, my application
financial_aid : : fafsa, grant, loan, verification, aid, scholarship, flagged, award letter
registrar : : transcript, drop a class, diploma, degree check, enrollment proof, grades, add, withdraw from class, graduation
tuition : : tuition, refund of tuition, owe the school, installment, 1098, late fee, account hold, fees due
housing : : dorm, roommate, key, heat in my room, room, move in day, laundry, ra
payroll : : overtime, short check, hours, stub, pay, check, wages, bonus, withholding, w4, garnishment, final check
leave_absence : : sick, vacation, maternity, paternity, fmla, funeral, jury leave, military leave, surgery, bereavement, days off, in the hospital, can not come to work
employee_benefits : : insurance, dental, baby on insurance, cobra, fsa, hsa, beneficiary, open enrollment, gym, life insurance, spouse
verification : : proof, mortgage company, landlord, employment letter, verify, bank wants, visa letter, income
directory : directory by name, dial by name, staff directory, dial by name directory, person's name : find, reach, named, last name, extension of, looking for
wire_instructions : : wire, down payment, send the money, routing, account to send
closing : : closing, sign, keys, walk through, bring, settlement, thursday closing
donations : : give, donate, monthly gift, pledge, in memory, old clothes, check from charity, tax receipt
business_accounts : : company, our office, shop, restaurant, warehouse, employees, fleet, store, firm, corporate, franchise, my salon
technician_role : technician, speak to a technician : technician
gift_card : : gift card, balance on card, lost gift card, voucher code, egift never arrived
parking : parking, parking permits, garage, parking pass : parking, permit, garage, pass for my car, where to park, validate
accommodation_extras : : crib, early check in, shuttle, pool, pets, gym, parking at hotel
online_access : online or mobile banking, mobile banking, digital banking, mobile app : face id, fingerprint, deposit a check by phone, letting me in, password, token, text code, signed out, freezes at login
card_services : debit card services, debit cards, atm cards, card services, credit cards : chip, tap to pay, terminal, will not read, at stores, declined, pin pad, contactless, atm took, expiration, renewal card, shift my debt, move my debt, nought percent, zero percent on, transfer a balance, balance transfer, what is the interest on my card, annual fee on, want a card with
deposit_rates < deposit_accounts : deposit rates, rates, cd rates, savings rates : cds pay, interest on savings, yield, apy, money market, certificate
travel_notice : travel notice, travel notification, travel plans, traveling with your card, set up a travel notice : going to, going abroad, trip to, use my card overseas, leaving the country, vacation abroad, japan, mexico, europe, off to portugal, off to spain, flying out on, do not want it blocked, do not want it declined, holiday next week card, use it in thailand, stop working when I travel
branch_contact < store_hours : reach a branch, branch, branches, your local branch, local office : notary, safe deposit box, location on, elm street, banker at, teller, my branch, speak to the branch, medallion
check_orders < account_info : order checks, checks, check orders : checks, checkbook, checkbooks, blank checks, deposit slips
open_account : new accounts, open an account, new account : set up checking, for my teenager, joint, custodial, first account, switch my account to you
existing_account_help < account_info : existing accounts, your account, account questions : overdraft, fee on my account, hold on deposit, statement copy, account ending
fraud : report suspicious activity, suspicious activity, fraud prevention : tried to use my number, someone tried, somebody in, attempt, alert text, did not log in, weird text
loan_in_process : mortgage application in progress, application in progress : underwriter, sign off, appraisal ordered, closing disclosure, documents you asked for, processor, my loan officer
claims : report an accident or loss, accident or loss, loss, report a loss : pothole, rims, curb, fender, windshield hit, fence blew, hailstorm, dropped tree limb, totaled, stolen from my car, grease fire, slid on ice, tire blew
claim_status : claim that is already open, open claim, existing claim, claim in progress : appraiser, come out, adjuster, rental while, shop needs, supplement, settlement, estimate, already filed, when will my car
policy_change : policy changes : teen, got her license, got his license, student away at college, moved garage, sold the, add my boyfriend, new roof, lower coverage, roommate
insurance_quote : get a quote, a quote, quotes : what would you charge, charge for a, how much for, premium for, ballpark, insure a, bundle
id_card : proof of insurance : dealer, proof, lender wants, drive off the lot, pulled over, registration needs
billing : drafted twice, draft went up, monthly draft, promo dropped off, credit you promised, credit is not there, discount gone, price went up, refund did not show, took too much, late charge, prorated : drafted, draft, promo, promised credit, discount, took, deducted
repair : repair, repairs, telephone repair, line repair : crackling, humming, dead line, line noise, no tone, cut the cable, wire down in yard, box outside
change_plan : new service or upgrades, upgrades : faster, faster plan, higher speed, better speed, more bandwidth, gig
stop_service : disconnect service : nursing home, moved in with us, shut the line off, passed away line, turn off her phone
account_changes < account_info : account changes, change your account, account updates, manage your account : take my ex off, add my husband, authorized user, name on account, change my email, change autopay card, new phone number
technical_support : tech support : voicemail light, remote, setup box, settings, factory reset, will not pair, pairing, screen, keyboard, error code, inverter
appointments : same day appointments, same day appointment, walk in, today's appointments : pink eye, strep, woke up with, see someone today, earache, sinus, uti, come in today, fever since, sprained
nurse : triage nurse, nurse triage, advice nurse : fell off, hit his head, bumped head, what should I watch for, swallowed, tick bite, spider bite, fainted, how much tylenol, is it safe, reaction
refills : prescription renewals, renewals, renew a prescription, medication renewal : two more months, lexapro, metformin, lisinopril, zoloft, synthroid, adderall, lipitor, prozac, amoxicillin, ozempic, levothyroxine, prednisone, another month of, ninety day
test_results : swab, strep swab, pap, glucose, a1c, thyroid test, mammogram results, what did my
prior_auth : referrals or authorizations, authorizations : insurance wants approval, before my mri, needs approval, pre approval for
store_hours : directions and hours, hours and directions : bus stop, train station, elevator, where do I enter, which exit, how do I find, open at lunch
delivery_problem < damaged_claims : report a problem with a delivery, problem with a delivery, delivery problem, missing delivery, missing package, lost package, missing packages : says delivered, nothing on my porch, nothing here, not at my door, delivered to the wrong, neighbor has it, stolen from porch, crushed, driver threw, wet box, photo is not my house, signed for by someone, nobody here called, was not me who signed
change_delivery < hold_delivery : change a delivery, change delivery, redirect a delivery, delivery changes : send it to my office, instead, another address, hold at, leave it with, earlier, different day, signature not needed, gate code for driver
customs : international shipping and customs, international, customs, duties, international shipping : duty, duties, customs, tariff, overseas, abroad, italy, china, canada, import, export form, held at border, commercial invoice, before they let it through, want money before they, held at the border, charge to release it, vat before delivery, why do I pay import
supplies : supplies, order supplies, packing supplies, shipping supplies : labels, boxes, envelopes, tape, pouches, thermal paper, stickers, run out of those envelopes, plastic envelopes, more envelopes, out of boxes, need more labels
track_shipment < delivery : track a shipment, tracking, where is my shipment : has not moved, not moved since, stuck in, in transit, no scan, expected yesterday, still says label created, where is it
golf : golf shop, golf, pro shop, tee times, golf course : tee time, eighteen holes, cart, clubs rental, driving range, lessons, handicap
dining : dining, restaurant, dining reservations, restaurants : table, dinner, brunch, terrace, seafood, menu, gluten free, birthday dinner, eat, breakfast buffet, bar
wedding_sales < events_groups : group and wedding sales, weddings, wedding sales, weddings and events, events, banqueting, functions : vows, ceremony, marry, reception, bride, groom, rehearsal, engagement party, elope, hall for, parents' fiftieth, anniversary party, room for a party, conference room, wake for, christening, retirement do
lost_found : lost items, lost and found : earrings, nightstand, watch, necklace, in the drawer, under the bed, swimsuit, kindle, retainer, stuffed animal, rucksack, coach c, on the seat
system_down < technical_support : system is not producing power, not producing, system problem, system issue, equipment problem : inverter, panels not, zero output, red light, app shows nothing, tripped, error on, no production
selling_home : selling your home, sell your home, transfer of ownership, home sale, moving or selling : buyers, buyer, selling, realtor, closing, transfer papers, new owner, escrow company, listing the house
estimate_new < insurance_quote : new estimate, free estimate, new estimates, get an estimate, new projects : would panels make sense, how much to install, quote for, interested in, bid, thinking about, consultation, price to put in
install_status < technician_visit : check on your installation, installation status, your installation, project status : crew, never came back, finish, permit approved, inspection date, when do they, half done, left holes, roofers, electrician coming
lease_loan < loans : questions about your lease or loan, lease or loan, lease, financing : monthly draft, payment went up, buyout, rate on my lease, autopay for lease, refinance the
licence : license renewals, license renewal, renew your license : runs out, expires on my birthday, mine expires, eye test, new photo, lost my license, senior renewal
vehicle_registration : vehicle titles and registration, titles and registration : bought a truck from, inherited car, bill of sale, title transfer, lien release, trailer plates, boat registration, tags expired, plates stolen
road_test : driving tests, driving test, road tests : road exam, son wants to, daughter turned sixteen, learner, behind the wheel, failed the test, parallel parking, take her test, take his test, daughter take hers, test before, book my driving, retake
license_suspension : suspensions, suspension : dui, when can I drive, too many points, unpaid ticket suspended, sr22, hardship license
commercial_licence : commercial drivers, commercial license, cdl, truckers : cdl, truck driver, medical card, hazmat, eighteen wheeler, bus driver license, endorsement
wait_times < store_hours : office wait times, wait times, current wait times : how busy, how long is the line, crowded, shortest wait
school_bus : bus garage, bus office : number fourteen, never stopped, corner, stop moved, driver was late, my kid missed
special_education : special education, special services, student services : iep, 504, speech therapy, evaluation, aide, autism, dyslexia, learning disability
school_enroll : enrollment, student enrollment : moved into the district, just moved, transfer my daughter, proof of residence, kindergarten in fall, new student
lunch : meal accounts, lunch accounts, food service : add money, lunches, lunch balance, milk, peanut, free meals
attendance : report an absence : strep, flu, stomach bug, lice, orthodontist, vacation this week, has a fever, throwing up, overslept
request_service < repair : request service, request a repair, new service request, file a service request, schedule service : blowing warm, leaking, will not drain, stopped heating, broken, garbage disposal, water heater burst, oven will not, garage door stuck, ac, fridge
service_status < technician_visit : status of a service request, check the status of a service request, existing service request, service request status : plumber you assigned, never called, contractor, assigned, nobody contacted, part on order, when is the tech, company you sent
what_is_covered < eligibility : questions on what is covered, what is covered, coverage questions, covered items : include, pool pump, does it cover, septic, well pump, roof leak, limit, deductible, is my
renew_plan : renew your plan, renewal, renew, renew your membership, renew policy : lapses, expires, keep it going, another year, ends in june, auto renew, continue
live_trains < travel_status : live train times, train times, live departures : is the 7 15 running, running, cancelled trains, strike, next train, platform, on time, delays
passenger_assist < special_assistance : assistance for disabled passengers, passenger assistance, disabled passengers : wheelchair, ramp, blind, walker, help boarding, mobility scooter, priority seat
delay_compensation : delay compensation, compensation, delay repay, claim compensation : arrived late, minutes late, want something back, compensation, delayed two hours, missed my connection because
tickets_refunds < refund : tickets and refunds, ticket refunds, refunds : season ticket, no longer need, refund my ticket, wrong date ticket, railcard, unused ticket, buy a ticket, show was called off, concert was called off, match was called off, band cancelled, rained off
point_of_sale : point of sale, registers, terminals, card readers : card reader, register, tap, receipt printer, terminal, cash drawer, pos, barcode scanner
invoicing : invoicing, invoices, send invoices : client never got, invoice i sent, estimate template, bill my customer, recurring invoice, overdue client
tax_filing < taxes : tax filing, file taxes, taxes, e file : 1099, w2s, w 2s are due, filing deadline, e file rejected, quarterly, sales tax return
payroll : payroll : employees checks, direct deposit for employees, run payroll, paychecks wrong, new hire, pay schedule, withholding wrong
`;
