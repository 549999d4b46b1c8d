/** Everyday things and the services that they belong to. Same form as the other lists: name < broader : menu : caller. */
export const THINGS = `
pet_care < appointments : appointments, pet, make or change an appointment, make an appointment, veterinary, animal : dog, cat, puppy, kitten, beagle, poodle, labrador, terrier, bulldog, rabbit, bunny, hamster, parrot, bird, ferret, turtle, horse, goat, pet, lump, limping, itching, fleas, ticks, paw, tail, vaccines, claws, teeth cleaning
pet_poison : eaten something dangerous, poison, emergency, pet emergency : raisins, grapes, chocolate, xylitol, antifreeze, onions, got into, swallowed, ate, sock, pills ate, chewed up, bone stuck
pet_stay : pet staying with us, hospitalized pet, check on a pet, check on my pet : how is doing, after the operation, staying with you, overnight, in your care, recovering, ready to go home
grooming < boarding : grooming, groom, bath : mop, matted, shaggy, haircut, trim, nails, bath, brush, shed, smells, fur
travel_by_sea : sailings, ferry, schedules and fares, schedules : boat, ferry, crossing, sail, sailing, last boat, first boat, island, dock, deck
schedules_fares < travel_status : schedules and fares, schedules, timetable, fares and schedules, times : last boat, first train, last bus, next departure, when does it leave, what time does it leave, departs, ticket cost, how much for a child, off peak
vehicle_booking < new_booking : vehicle reservation, book a vehicle, vehicle booking : pickup on the noon, bring my car, put my truck, motorhome, van on, trailer across
left_behind < lost_found : left something on board, left something, lost and found, lost property, lost items : teddy bear, toy, stayed in, forgot, left my scarf, left my bag, left my phone, left my glasses, left my keys, left behind, left in the room, sunglasses, glove box, umbrella, jacket, purse, charger, laptop, scarf, hat, book on, wallet, ring, camera, tablet on the
group_travel < events_groups : group travel, groups, group bookings, group sales : forty, fifty, thirty, pensioners, seniors outing, school trip, our club, our team, church, coach party, day out, busload, employees outing
sales_interest < sales : looking to join us, join us, new customers, shop for a plan, become a customer, switch to us, get a quote, new business : do you cover, my postcode, my zip, my street, interested, uninsured, want coverage, shopping around, compare, heard your ad, offer for new, sign me up, what deals, promotions for new, can I get
leaving < cancel_service : thinking of leaving, leaving us, leave, cancel or leave, retention, loyalty team, cancel your cover, cancel your plan : cheaper deal, found cheaper, elsewhere, competitor, I am off, switching, done with, out of contract, leaving, end it, fed up, match the price, go to another, do not need you any more, going with another company, going with someone else, found it cheaper, no longer need, never use it, never watch it, changed to a heat pump
moving_home < move_service : moving home, moving house, home move, moving : relocating, move, moving, new flat, new place, new house, leaving this address, change of address to
fault < technical_support : a fault, fault, faults, report a fault, something is not working, problem with your service, problems : red light, orange light, no light, blinking, dead, will not turn on, keeps cutting, crackling, no connection, down since, slow, hub, box is off
order_problem < damaged_claims : problem with your box, problem with an order, report a problem, issue with your order, problem with your delivery, order issue, quality problem : warm, smelled, spoiled, rotten, moldy, mouldy, stale, missing from, wrong thing, broken eggs, leaked, melted, thawed, squashed, off, burnt, undercooked, cold when it arrived, bad taste
skip_delivery < hold_delivery : skip a delivery, skip a week, skip, pause deliveries, change delivery day : away next week, do not send, vacation, not this week, skip, on holiday, out of town
meal_plan < change_plan : change your plan, meal plan, plan and preferences : vegetarian, vegan, gluten, smaller portions, for two people, keto, more meals, fewer meals
presents < gift_card : gift cards, gifts, send a gift : present, birthday, gift, christmas gift, surprise for
absence < attendance : report a student absence, student absence, report an absence, attendance : cold, flu, will not be in, staying home, sick, fever, dentist, orthodontist, funeral, home today, late today, pick up early
athletics : athletics, sports, athletic department, sports office : football, basketball, soccer, game, tryout, practice, coach, team, jersey, varsity, swim meet, track meet
guidance < counseling : guidance office, guidance, college counseling, counselors : college, essay, recommendation letter, schedule change, sat, scholarship, career, transcript, credits to graduate
health_room < school_nurse : health room, nurse, school nurse, health office, clinic : epipen, inhaler, allergy, medication, medicine, nosebleed, head lice, diabetic, insulin at school
school_office < main_office : main office, front office, administration, office : principal, vice principal, secretary, visitor badge, volunteer, tour the school, certificate
athletic_facility : pool, gym, courts, recreation, rentals : swim, lessons, gym, tennis, pavilion, rent the hall, birthday at the pool
building_permit < permits : building permits, construction permits, permits, remodel : wall, kitchen, garage, deck, fence, shed, roof, basement, extension, remodel, addition, tear down, knock out, build, pool in the yard, plumbing permit, solar panels
business_licence : business licenses, business license, licensing, register a business : food truck, open a shop, salon, bakery, restaurant opening, vendor, sell at market, start a business, contractor license, home business, liquor
parking_permit < parking : parking permits, parking permit, residential parking : sticker, leave my car, street parking, guest pass, resident pass, permit for my car, park on my street, handicap placard
inspections : inspections, inspection, schedule an inspection, inspectors : inspector, wiring, look at, guy coming, sign off, final inspection, passed, rough in, plumbing check
office_address < store_hours : address, our address, hear our address, location and mailing address, office address, where we are : where do I, drop off, bring, deliver in person, find you, mail it to, which building, parking near
drain_backup < water_leak : sewer backup, sewer, sewer problem, drain, wastewater, sewage : drain, basement, stinks, toilet bubbling, coming up through, smells bad, sewage, backed up, overflow, manhole
water_service < start_service : turn water service on or off, water service, start or stop water service, turn service on or off : keys, need water, move in, moving out, turn on the water, turn off the water, shut off, closing on
utility_theft : theft, theft of service, report theft, suspected theft, tampering : hooked, hose, neighbour, neighbor stealing, bypass, tampered, illegal, stealing
understand_bill < billing : help understanding your bill, understand your bill, bill explanation, questions about your bill, explain my bill : what is this fee, why, stormwater, surcharge, line item, went up, higher, estimated, what is this charge
rejected_claim < medical_claims : claims, claim status, denied claims : rejected, denied, refused to pay, er visit, hospital bill, did not pay, not covered bill, explanation, ambulance, anesthesia
coverage_question < eligibility : what your plan covers, benefits, coverage, what is covered, covered services, plan benefits : hearing aids, covered, pay for, does it cover, knee replacement, braces, physical therapy, ivf, cosmetic, glasses covered, nursing home, chiropractor, limit, massage, dental implants, home care, vaccines covered
doctor_change < network : change your primary doctor, primary care, choose a doctor, doctor selection, find a doctor : retired, new doctor, pcp, another physician, switch doctor, closer doctor, female doctor, moved away doctor
premium_bill < premium_payment : premium billing, premiums, billing, premium payments : autopay, bounced, premium, monthly payment, deducted, charged for march, payment due, dropped for nonpayment, bank changed
card_damaged < id_card : id cards, id card, replacement card, new card : chewed, lost, ruined, washed, faded, never came, card for, torn, second card, new one
employer_group < employer_role : employer group, employers, groups, employer, group administrators, group benefits : workers, employees, our company, staff, hr, enroll a new hire, sixty, payroll deduction, broker of record, our group
late_loan < payment_arrangement : letter about late payments, late payments, past due, delinquent, foreclosure, default, missed payments : default notice, behind, foreclosure, late letter, notice, collections, threatened, can't catch up
loan_in_process : applied for a loan, loan application status, application in process, loan in progress, pending application : paperwork, underwriting, documents, refinance paperwork, closing date, appraisal, where are we, approved yet, decided, conditions, upload
existing_loan : existing loan, current loan, existing mortgage, my loan : escrow, payment, statement, payoff, interest paid, monthly payment went up, principal, tax form
rate_quote < insurance_quote : rate quote, rates, today's rates, get a rate, quotes : what would cost me, rate, fifteen year, thirty year, interest today, lower my rate, points and fees, lock
notice_check : verify a notice, verify a notice you received, notices, letter or notice, letters and notices, respond to a notice : letter, notice, fake, real, legit, legitimate, cp2000, audit letter, what does the letter mean, got something in the mail
individual_tax < taxes : individual income tax, personal tax, individuals, individual, income tax, tax codes : refund, filer, single, joint, w2, dependents, my return, extension to file, amended, where is my refund, child credit, withholding, tax code changed, emergency tax, code is wrong, taking too much tax, wrong code, br code
business_tax < taxes : business tax, business taxes, sales tax, employers, payroll tax : bakery, shop, quarterly, llc, ein, payroll, sales tax, corporation, my company, partnership, contractor 1099
tax_payment_plan < payment_arrangement : payment arrangements, payment plan, installment agreement, owe taxes : owe more than, pay at once, owe, over time, monthly, installments, afford
order_forms < forms : order forms, forms, forms and publications, request a form : paper copy, schedule c, booklet, blank, mail me, form, worksheet, publication
rental_extend < change_booking : extend my rental, extend a rental, extend, change a rental : keep, keeping the car, two more days, longer, another week, late return, bring it back later
rental_new < new_booking : make a reservation, rent, reserve a car, new rental, reserve : van, suv, car for, weekend, minivan, truck to move, convertible, one way
rental_help < roadside : roadside help, roadside, breakdown, roadside assistance : engine light, died, flat, tow, locked keys, battery, won't start, accident with rental, smoke, stuck
toll_charge < tolls : toll charges, tolls, toll, fines and tolls : bridge, toll, billed me, fine, ticket from rental, admin fee
hotel_connect < hotel_desk : connected to a hotel, a hotel, hotel directly, speak to a hotel, the property, front desk : room 880, guest room, charger, forgot in my room, towels, shuttle, spa hours, late checkout, front desk, parking at hotel
hotel_points < rewards : club members, club, rewards members, loyalty members, members, elite members : points, vanished, nights, status, gold, platinum, missing stay, free night, tier
hotel_bill < billing : billing and receipts, receipts, folio, billing, invoices : folio, receipt, invoice, accounting, minibar, charged for, deposit, resort fee, incidental, company needs
hotel_new < new_booking : new bookings, new reservation, book a stay, reservations : anniversary, weekend, suite, honeymoon, night, family room, beach, two adults, sea view, spring break, vacation, rooms for a wedding
hotel_change < change_booking : view change or cancel a booking, change a booking, existing booking, modify a booking, manage a booking : push back, a week later, stay, dates, cancel my room, extra night, earlier arrival, different room, name on booking
pill_question < pharmacy : pharmacist, speak to the pharmacist, pharmacy staff, talk to a pharmacist : crush, tablet, dose, take with, alcohol, missed, side effect, expired, safe, pregnant, mix, interaction, ibuprofen, grapefruit, drowsy, rash from
pill_refill < refills : refills, refill, prescriptions : nearly out, almost out, statins, insulin, thyroid, blood pressure, birth control, inhaler, more tablets, antidepressant, running low, last few, gone through, renew my
pill_delivery < prescription_status : order status, prescription status, status of an order, ready for pickup : on its way, package of meds, is it ready, shipped, text saying ready, waiting, mail order, pick up tonight, filled
card_misuse < fraud : fraud, report fraud, suspicious activity, identity theft : opened in my name, used my card, unknown loan, not mine, stolen identity, hacked, imposter, drained, cloned, phishing, gas station in
money_left < balance : account balance, balance, balances, current balance, available balance : what is left, how much is in, left on it, what do I have, how much remains, total, funds
phone_device < mobile : device, phones, equipment, handset : iphone, samsung, screen cracked, battery drains, charger, tablet, watch, buds, sim, case
kitchen_appliance < repair : appliances, kitchen, appliance repair : fridge, oven, stove, dishwasher, microwave, freezer, hood, kettle, cooktop, blender, mixer
laundry_appliance < repair : laundry, laundry appliances : washer, dryer, spin, lint, drum, tumble
heating < repair : heating, heating and cooling, hvac, air conditioning, furnace, heat pump : cold, freezing, no heat, ac, thermostat, blows hot, hot air, radiator, vents, furnace, boiler, sweating, heat is out
plumbing < repair : plumbing, plumber, drains, leaks : faucet, toilet, sink, pipe, clog, drip, shower, water heater, disposal, drain, tap
electrical < repair : electrical, electrician, wiring : outlet, breaker, lights flicker, socket, wire, fuse, switch, sparks
furniture < orders : furniture, mattresses, home : sofa, couch, table, chair, bed, mattress, desk, dresser, shelf, lamp, rug
clothing < orders : clothing, apparel, shoes : dress, shirt, jeans, boots, shoes, jacket, coat, sweater, size, pants, zipper
groceries < orders : groceries, grocery delivery, food orders : milk, eggs, bread, fruit, vegetables, bag missing, substitution, produce, chicken
flowers < new_order : flowers, send flowers, florist, bouquets : roses, bouquet, wreath, arrangement, valentine, tulips, corsage
baby_child < pediatrics : children, pediatrics, baby, family : toddler, newborn, infant, twins, kindergarten, teenager, grandson, niece
skin < appointments : dermatology, skin : rash, mole, acne, eczema, itchy, spot on my
injury < nurse : injuries, urgent care, sports medicine, orthopedics : sprain, ankle, twisted, broken arm, fell, knee, wrist, concussion, cut, stitches, burn
hearing < appointments : audiology, hearing : hearing aid, ears, ringing, deaf, hearing test
lawyer < legal : attorneys, legal help, legal aid, lawyers : lawyer, evicted, eviction, sued, divorce papers, contract dispute, will, custody
elections < voting : elections, voter registration, election office : ballot, vote, polling, absentee, register to vote, voting place, candidate
marriage_family < marriage : marriage, marriage licenses, domestic partnership : wed, getting married, bride, license to marry, name after wedding
neighbours < code_enforcement : code enforcement, complaints, noise, nuisance : loud music, barking, trash in yard, junk car, tall grass, illegal dumping, fireworks, smoke from neighbor
public_transport < travel_status : bus, trains, transit information, routes : bus, train, subway, tram, route, stop, line, station, schedule, elevator at station
shuttle_taxi : shuttle, taxi, rides, car service : pick me up, airport ride, taxi, cab, driver, ride home
museum_tickets < tickets_shows : tickets, admission, admissions and hours, tickets and admission : admission, exhibit, entry, kids free, field trip, planetarium, passes for
subscription < membership : subscriptions, subscription, newspaper, magazine, subscriber services : newspaper, magazine, paper not delivered, sunday paper, renew, issue, trial
news_tip < press_role : newsroom, news tip, press, media : story, reporter, interview, news tip, journalist
web_hosting < technical_support : hosting, domains, email support, website : domain, dns, site is down, ssl, email not sending, hosting, wordpress
software_help < technical_support : software, product support, technical help : app, update, sync, export, file, crash, login loop, install, license key, error
games < technical_support : gaming, consoles, game support : console, controller, game, disc, online play, account banned, refund game
printer < technical_support : printers, printer support : printer, ink, toner, paper jam, scanner, will not print
beneficiary_change < update_details : change a beneficiary, beneficiary, beneficiaries, change a beneficiary or address : put my wife on, new wife, new husband, take my ex off, name my son, trust as, married, divorced
policy_values : policy values, policy values or loans, cash value, policy loans, policy information : borrow against, cash value, whole life, how much is it worth, loan against, dividends on policy
surrender : surrender, surrender your policy, cash out, withdraw : cash it in, cash in, be done, take the money out, surrender, give up policy
death_report < estate : report a death, death claim, death of, beneficiary claims, survivor services : passed, passed on, aunt passed, grandfather died, in the will, lost my husband, deceased, died in, in her policy
due_date < balance : balance and due date, due date, payment due date, when payment is due : when must I pay, pay by, due, deadline, how long do I have, last day to pay
paperless_choice : paperless, paperless statements, electronic documents, go paperless : paperless, email my statements, stop mailing, paper bills
replace_card < lost_card : replace a damaged card, replace your card, replacement card, damaged card, order a new card : cracked, snapped, half, chip does not work, magnet, worn, bent, name misspelled on card
unknown_charge < dispute : unrecognized charge, fraud or an unrecognized charge, charge you do not recognize, report fraud : casino, never heard of, thing from, gas station, strange store, foreign charge, subscription, hundred dollars at, not me
reward_use < rewards : redeem rewards, rewards, points, frequent flyer, use points : turn points into, redeem, flight with points, my last trip, miles, upgrade with, points are missing
assembly < parts_manuals : product assembly help or missing parts, assembly, missing parts, assembly help : bolts, screws, dowel, allen key, instructions, drawer, leg missing, only seven, in the bag, bag of hardware, how do I put together
showroom < store_hours : find a store near you, store near you, showroom, find a showroom, dealers near you : showroom, shop in, near me, see it in person, outlet, closest, branch in, do you have one in
sofa_delivery < delivery : track a delivery, delivery status, delivery date, deliveries : truck, supposed to bring, sofa, driver, delivery window, two men, between noon, assembled at home
rent_payment < make_payment : pay rent, rent payment, pay your rent : rent, pay rent, late rent, rent due
lockout < gate_access : lockouts, lockout, lockouts after hours emergencies, locked out : without my keys, outside, keys inside, lost my key, fob, deadbolt, locked
resident_services : resident services, residents, resident relations, tenant services, amenities : parking pass, guest pass, package room, gym key, party room, noise neighbor, recycling, move out date, renew my lease, pets
leasing < property_rent : leasing, leasing office, apartments, rentals : two bedroom, one bedroom, studio, tour, available in, rent for, floor plan, application for apartment, move in
tests_procedures < appointments : schedule a test or procedure, procedures, scheduling, schedule a procedure, central scheduling : colonoscopy, mri, ct, mammogram, x ray, ultrasound, biopsy, blood draw, scan, endoscopy, stress test
room_calls < patient_info : patient's room, patient room, patient rooms, room number : my mom was admitted, admitted, in room, speak to a patient, flowers for
discharge_papers < medical_records : medical records, health information, records department : discharge, papers, summary, operative report, chart, copies, imaging disc, doctor's notes
bill_help < payment_arrangement : billing and financial counseling, financial counseling, financial assistance, charity care : can not pay, charity, afford, all at once, plan, huge bill, uninsured bill
hospital_jobs < careers : human resources, employment, hr, recruiting : interview, nursing position, applied, job, volunteer shift, hired
energy_programs < solar : energy savings programs, energy savings, rebates, energy efficiency, savings programs, energy saving programs, energy saving, grants and insulation : rebate, heat pump, insulation, light bulbs, thermostat, audit, solar, grant for insulation, insulate the loft, grant for a new boiler, draughty windows, rebate on a fridge, save on heating, solar grant
name_off_account < stop_service : start stop or transfer service, transfer service, name changes : take my name off, selling, sold, condo, new owner, put it in my tenant's name
flight_state < travel_status : flight status, flight information, arrivals, departures, flight arrival : left yet, landed, boarding, taken off, on time, delayed, gate, arrive from, depart
sport_luggage < baggage : baggage, luggage : golf clubs, skis, surfboard, bike box, guitar, car seat, wheelchair damaged, did not make it, not on the belt
summons < jury : jury duty, jury service, jurors, jury : summons, serve, called for jury, juror
support_arrears < child_support : child support, support enforcement : ex stopped paying, back support, arrears, garnish, wages withheld
parking_near < store_hours : directions and parking, parking, directions, location and parking : garage, closest, where do I park, entrance, metro stop
contest_ticket < traffic_tickets : traffic citations, traffic, citations, traffic tickets, traffic court : contest, speeding, red light, camera, points, license suspended for ticket
`;
