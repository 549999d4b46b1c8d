/** Councils, campuses, consulates, vehicles, gyms, alarms, parcels and what else is rung up; same form as the other lists. */
export const MORE_TRADES = `
upgrade : upgrade, upgrades, upgrade your plan, upgrade or recontract, recontract, renew your contract, extend your contract, new deal : better plan, bigger plan, faster speed, more data, deal runs out, deal is ending, contract is up, out of contract, contract ends, new deal, what can you offer, cheaper deal, better deal, loyalty offer, 4k, premium tier, more channels
downgrade < upgrade : downgrade, downgrades, smaller plan : cheaper tier, cheaper plan, smaller plan, smaller bundle, less data, do not use all, lower tier, basic plan, drop a tier, too much data
leaving_us : leaving us, thinking of leaving, thinking of leaving us, leave us, cancellations, close your account, end your contract : leave you, leaving, cancel, had enough, get me out, out of this contract, found cheaper, other provider, switching away, terminate, do not want it any more, pac code, quit
prospective : thinking of joining, new to us, joining us, become a customer, not yet a customer, considering joining, prospective customers : join, packages at my postcode, can I get, what packages, do you cover my area, sign up, interested, switch to you, new customer
with_us : already with us, already a customer, existing customers, you are with us, have an account with us, current customers : my router, my bill, my last bill, my account, my contract, my connection, I am with you, customer since
low_pressure : no water or low pressure, low pressure, no water, water pressure, low water pressure, supply problems, interruption to supply : dribble, trickle, shower is weak, taps are dry, nothing comes out, barely running, no pressure, dry tap, weak flow, pressure has gone, water is off
drains : blocked drains, drains and sewers, blocked drains and sewers, sewer, sewers, sewerage, drainage, wastewater : toilet backing up, backing up, drain smells, manhole, overflowing drain, sewage, smelly drain, gurgling, blocked pipe, toilet will not flush, raw sewage, flooding from the drain
reading_given < meter : give a meter reading, submit a meter reading, meter reading, provide a reading, submit a reading : the number off the dial, numbers off the dial, what the dial says, here is my reading, figures on the meter, read it this morning, off the meter
trouble_paying < payment_arrangement : trouble paying, trouble paying your bill, having trouble paying, difficulty paying your bill, spread what you owe, spread the cost, set up an installment agreement, installment agreement, payment plan, instalment plan, hardship : lost my job, can not afford, can not manage, whole bill at once, bit by bit, in bits, out of work, struggling, a bit each month, small amounts, pay off slowly, skip a payment, behind with payments
connection_new : new connection, new connections, new supply, get connected : hooked up, built a house, connect my property, new build, new supply, first time connected
hall_residence : student accommodation, accommodation, halls of residence, residence life, student housing, campus housing, dormitories, housing office : my hall, in my hall, dorm, dormitory, roommate, my room in halls, heating in my hall, move into halls, room key halls, flatmate
campus_police : campus security, campus police, public safety, security office : someone is following me, followed, suspicious person, walk me home, locked out of the building, someone broke in, harassed, threatening, stole my bike, stranger, escort, feel unsafe
graduation : exams and graduation, graduation, commencement, exams, examinations, exams office, convocation : cap and gown, ceremony, graduate, exam timetable, resit, retake, exam hall, diploma, transcript of grades, degree certificate, when is my exam, marks
tuition : tuition fees, tuition fees and payments, tuition, student accounts, fees and payments, bursar, fees office : three instalments, pay my fees, tuition bill, semester fees, owe tuition, scholarship deducted, refund of tuition
admissions_office : admissions, undergraduate admissions, applications and admissions, enrolment : application been looked at, apply to study, entry requirements, offer letter, accepted to, my application, open day, deferred entry, transfer from another college, grades to get in
it_support < access_online : it support, it help desk, it services, information technology, computer support, help desk : student email, can not log in to, wifi on campus, password, laptop, printer, canvas, moodle, vpn, software licence, account locked, screen frozen
library_desk : library, libraries, library services : borrow a book, overdue book, library card, reserve a book, opening times of the library, book renewal
registrar : registrar, registrars office, registry, student records, academic records : transcript, drop a course, add a course, register for classes, enrolment letter, change my major, proof of enrolment
passport : passports, passport, passport services, passport renewal : renew my passport, passport expires, runs out in, travel in three, lost passport abroad, passport for a child, passport photo, new passport, emergency travel document
visa : visas, visa, visa section, visa applications, visa services : study in, work permit, visa status, student visa, tourist visa, invite my parents, spouse visa, want to stay for, travel to your country, residence permit
citizen_distress < emergency_dept : citizen in distress, citizens in distress, citizen in an emergency, arrested or a victim of crime, emergency assistance for citizens, consular emergency, consular assistance : arrested, locked up, jail, detained, robbed abroad, mugged, hospital abroad, stranded abroad, police are holding, victim of a crime, missing abroad, son was arrested
civil_events : births marriages and deaths, births marriages and deaths abroad, births deaths and marriages, civil status, vital events : born here, daughter was born, son was born, baby was born, got married here, died here, register a birth, marriage abroad
apostille : legal documents, legal documents and apostilles, notary, notarial services, apostilles, legalisation, notary public : power of attorney, stamped, notarised, certified copy, sworn translation, get it legalised, witness my signature
opening_here < store_hours : opening hours and our address, opening hours, hours and address, where we are and when we open : can I come in, come in on, drop by, come by on friday, come in person, what days are you open, walk in
driving_licence : driving licences, driving licence, driver licenses, drivers license, license renewal, licensing : photocard, new licence, licence expired, provisional, points on my licence, name on my licence, renew my licence, lost my licence, lost licence, learner permit, real id
vehicle_tax : vehicle tax, road tax, car tax, vehicle off the road, vehicle is off the road, registration fees : road tax, sorn, in the garage for winter, off the road, tax my car, tax disc, not driving it
vehicle_papers : registration certificates, registration certificates and number plates, logbook, vehicle registration, registration and titles, title and registration, number plates, log books : logbook, v5, number plate, plates, title of my car, registration expired, registration sticker, personal plate, keeper
medical_driving : medical conditions that affect your driving, medical conditions, medical fitness to drive, fitness to drive, drivers medical : seizure, epilepsy, diabetes, eyesight, stroke, fit last month, blackout, heart condition and drive, sleep apnoea, insulin and drive
sold_vehicle : sold a vehicle, sold your vehicle, tell us you have sold a vehicle, change of ownership, transfer of ownership : part exchange, sold my car, dealer took my old car, scrapped, bought my car from me, gave my car to, no longer own, new owner, trade in took
complaint_procedure < complaint : complaints procedure, make a formal complaint, ombudsman, appeals and complaints : messed me about, take it further, escalate, formal complaint, nobody has helped, ombudsman, weeks of nonsense
public_lights : street light, street lights, broken street light, street lighting, report a pothole or a broken street light, roads and pavements, highways, potholes, roads : lamp post, dark street, light outside, pothole, hole in the road, pavement broken, road surface, traffic light, gritting, street lamp, sinkhole
voters : elections, elections and the register of electors, electoral register, voter registration, electoral services, voting : vote, polling station, register to vote, have I got a vote, postal vote, ballot, poll card, absentee ballot
parcel_wait < delivery : waiting for a parcel, expecting a parcel, receiving a parcel, receiving a delivery : out for delivery, not come, has said, tracking says, driver left a card, where is it, never arrived, still in the depot
parcel_send : sending a parcel, send a parcel, ship a package, shipping rates, send something : how much to post, post to ireland, kilos, send to, mail a box, postage, ship to canada, label to print, post a parcel, cost to ship
parcel_collection < schedule_pickup : book a collection, arrange a collection, schedule a pickup, collections, request a collection, book a pickup : driver pick up, pick up from my shop, pick up boxes, come and get, collect from my office, boxes ready to go
parcel_damaged < damaged_claims : something arrived damaged, arrived damaged, damaged or missing, make a claim : in pieces, smashed, opened the box, squashed, wet parcel, vase, broken on arrival, contents missing, torn open
customs : customs charges, customs, customs and duties, duty and tax, import charges : duty, import tax, gift from abroad, pay on a gift, vat on my parcel, held by customs, release fee
guest_room : reach a guest room, guest room, guest rooms, connect to a guest room, reach a guest : connect me to room, staying in room, put me through to room, ring room, guest in 412
events_hotel < events_groups : meetings weddings and events, meetings and events, weddings and events, weddings and conferences, conferences and banquets, functions, private dining, sales and catering : ballroom, guests in september, 120 guests, wedding reception, conference for, meeting room, kickoff, sales kickoff, banquet, room hire, rehearsal dinner, party for, offsite
spa_hotel < spa : spa, the spa, wellness, leisure club : massage, facial, sauna, pool hours, treatment, nails done
hotel_parking < parking_near : directions and parking, parking, getting here : leave the car overnight, park, valet, garage, shuttle from the airport, how do I get there, car park
hotel_front < hotel_desk : front desk, reception, guest services, switchboard : left my charger, left in the room, forgot my jacket in the room, lost property hotel, late checkout, early check in, speak to the manager, wake up call, charger, desk please, extension for
early_checkin : check in early, early check in, check in : plane lands at, arrive in the morning, arriving early, get in at 7, land early, before check in time, early arrival, boarding pass, check in online, seat at check in
dining : restaurant, our restaurant, dining, dining reservations, table reservations : table for, dinner for, lunch for, reserve a table, menu tonight, brunch, vegetarian
rooms_booked < existing_booking : existing reservation, change a reservation, keep it and change the dates, change the dates : arriving two days later, arriving a day later, extend my stay, one more night, extra night, arriving on the 6th, shift our dates, change the date of my room
room_wanted < new_booking : room reservations, reservations, make a reservation, book a stay : a double, double for, twin room, suite for, ocean view, two nights, have a room, room for, next weekend, family room, from the 4th
group_travel < events_groups : group travel, groups, group bookings, group travel of ten or more : school trip, kids to, 34 kids, choir, team of, coach party, whole office
rewards : rewards, loyalty program, frequent flyer, miles, points and rewards, rewards program, loyalty : miles, points, credited, tier, status match, free night, reward flight, redeem points, air miles
flight_times < travel_status : flight arrivals and departures, arrivals and departures, arrivals, departures, train times : on time, landed, gate, when does it get in, get in, delayed, left yet, the 6 pm from
arrivals < flight_times : arrivals : get in, what time does it get in, arriving from, landing, meeting someone off, pick up from the airport
departures < flight_times : departures : leaves, leaving at, take off, what time does it go, departing, boarding
baggage_damaged < baggage : delayed or damaged baggage, delayed or lost baggage, damaged baggage, lost luggage : case came off the belt, wheel missing, broken suitcase, bag is wet, handle torn, not on the carousel
lost_property < lost_found : lost property, lost and found : left my laptop on, left my glasses, left on the train, dropped my scarf, umbrella on the bus, left my coat
tickets_visit < tickets_shows : tickets, buy tickets, admission, ticket office : two adults and a child, adults and a child, entry price, family ticket, visit on sunday, group rate, skip the line
memberships < membership : membership, memberships, annual pass, become a member : annual pass, renew my pass, member card, friends of, season pass
shop_gift : gift shop, museum shop, shop, store : souvenir, mug, print of, catalogue, buy the poster
classes : book a class, classes, class bookings, group exercise, lessons, book a lesson : spin, yoga, pilates, swimming lesson, zumba, class on thursday, spot in the class, waiting list for the class, personal training
bring_friend : bring a friend, guest passes, guest pass, refer a friend, day pass : my mate, friend would like to try, try it out, guest for a day, trial for my wife, take a friend along
freeze_member < freeze_membership : freeze your membership, pause your membership, put your membership on hold : broke my ankle, injured, away for two months, pregnant, pause it, travelling for work
pharmacy_ready : check if your order is ready, order is ready, prescription status, is my prescription ready, check on a prescription, pick up status : come get my antibiotics, is it ready, pick up yet, filled yet, ready for pickup, can I collect, waiting at the pharmacy, been filled
pharmacist : pharmacist, pharmacy staff, speak to the pharmacist, speak to pharmacy staff, pharmacy team : ibuprofen, take with, is it safe, side effects, interact, how many can I take, drowsy, allergic, with alcohol, dosage, refused at the counter
vaccines : vaccines, vaccinations, immunizations, schedule a vaccine, flu shots : shingles, flu shot, covid booster, jab, vaccine for travel, tetanus, measles
refills < prescriptions : prescription refills, refill a prescription, refills, repeat prescriptions, order a repeat prescription, prescriptions : nearly out of, running out, run out of, need more of, more of my inhaler, more pills, same pills, tablets, insulin, top up my medication, my blood pressure pills, last two pills
refused_drug : pharmacy, pharmacy benefits, prescription coverage, prescriptions and pharmacy : refused at the counter, prescription was refused, drug not covered, formulary, prior authorization for a drug, pharmacy says, price of my medicine
on_call : on call physician, on call doctor, after hours nurse, nurse line, nurse, urgent medical, doctor on call, emergency line, medical emergency : fever, won't wake up, chest, vomiting, bleeding, can not breathe, baby is sick tonight, swelling, rash spreading, in pain, allergic reaction
outpatients : outpatients, outpatient clinic, clinics, clinic appointments : clinic letter, appointment letter, clinic appointment, follow up with the consultant, appointment at the clinic
wards < inpatient : wards, patient wards : visiting my dad, on ward 12, ward, visiting hours, how is she doing
op_waiting : waiting list, check where you are on it, on the waiting list, waiting times, where you are on the waiting list : how much longer until my, when is my operation, how long for my hip, place on the list, knee operation, still waiting for my surgery
medicare : medicare : 65, 66, over 65, turned 65, retired, part b, part d, supplement
medicaid : medicaid : low income, my kids on medicaid, state insurance, children covered
marketplace : marketplace, individual and family plans, healthcare exchange : obamacare, buy my own insurance, self employed insurance, open enrollment
denied_claim < medical_claims : claims, claim status, claims and payments : have not paid my surgeon, paid my body shop, unpaid, denied, rejected, have you paid, claim from march
covered_what < what_is_covered : coverage, benefits and coverage, what is covered : acupuncture, included, do I need a referral, covered, physical therapy, hearing aids, dental implants
chase_claim : chase a claim, check on a claim, existing claims, claim status, check the status of a claim, check on an existing one : nobody called me back, flooded basement, my adjuster, when do I get the money, waiting on the claim, claim from, status of my claim
new_claim_accident : make a claim, report a crash, report a collision, new claim, file a claim, start a claim, report a claim, report an accident : backed into me, rear ended, hit a deer, hail, tree fell, burst pipe, crashed, bumped, dented, storm, broke into my car, stolen car, somebody hit me, slipped on ice
policy_change < report_change : make changes to your policy, policy changes, change your policy, add a driver, change my coverage, make a change : passed his test, add him, my wife will drive, new car on the policy, take off my daughter, moved garage, changed jobs, second car
policy_renewal : renewals, renew your policy, renewal, policy renewals, extend it, renew : cover ends on, ends on the 30th, new price, keep it going, another year, runs out, renewal letter, price gone up, due for renewal
proof_cover : id cards, proof of insurance, insurance documents, certificates, policy documents, proof of coverage : wants to see proof, cop, dmv wants, green card, document showing, lender wants, landlord wants proof
fraud_hotline < fraud : fraud hotline, report insurance fraud, fraud : faking, staged, lying about, neighbour is, pretending, bought with my money, sneakers with my money, charges from another state, opened a loan in my name, identity stolen
overdraft : overdraft, overdrafts, raise your overdraft, arranged overdraft : in the red, need more room, before payday, overdrawn, overdraft limit, unarranged
standing_order : standing order, standing orders, standing orders and direct debits, direct debits, set one up, regular payments : pay my landlord every month, each month automatically, gym money, monthly payment to, regular transfer, automatic payment
card_swallowed : card swallowed by a machine, swallowed, card retained, retained by a machine : atm kept mine, machine kept my card, cash machine ate, did not give it back
card_start < activate_card : start using a new card, activate your card, activate a new card, new card : came in the post this morning, got it in the mail, how do I switch it on, arrived today
payoff : hear what it would take to pay it off, payoff quote, payoff amount, payoff, settlement figure, payoff information : total to be rid of it, pay it all off, clear the loan, what would it take, pay off early, final amount, settlement figure
collect_account : change the account we collect from, change your bank details, update bank details, change payment method, payment details : switched banks, new bank, new account number, different card, collect from another, direct debit from my new
payment_pause : put payments on hold, payment holiday, deferment, forbearance, pause payments : skip a few, out of work, miss a payment, a break from, few months off, can not pay for a while
object_bill : object to an assessment, appeal, appeals, dispute a bill, dispute, disagree with a decision, request a review : bill is wrong, never earned that, that is not right, contest, disagree, not fair, challenge, review my case
refund_tax < refund : ask where your refund is, where is my refund, refund status, refunds : still waiting on my money back, rebate, money back, refund taking, direct deposit refund
false_alarm : this was a test, false alarm, call them off, cancel the dispatch, stand down : burnt toast, toast, set it off by mistake, cat tripped, wrong code, it was me, smoke from cooking
intruder < emergency_dept : send the police, police, emergency, dispatch : someone is in my house, break in, intruder, window smashed, burglar, prowler, screaming
alarm_fault : report a fault, fault, system trouble, technical support, sensor problem, low battery : sensor, low battery, keypad dead, beeping panel, chirping, camera offline, detector
alarm_test : test it, test your system, put your system on test : dialling out, make sure it works, testing, check the siren, still working test
meter_fitted : have one fitted, get a smart meter, have a smart meter fitted, book a smart meter : want one of those, smart ones, fit a meter, install a meter, put in a smart meter
meter_stopped : stopped working, yours has stopped working, not working, faulty meter, broken display : display is blank, screen is blank, in home display, stopped counting, blank screen, meter off, reader won't take it, does not beep, beeps red
unlock_phone : unlock your handset, unlock your phone, unlocking, network unlock : another network, other network's sim, use abroad sim, locked to you, unlock code
port_in : bring your number over, bring your number to us, keep your number, transfer your number in, port your number : keep my old number, my old number, move my number, bring my number, pac code in
sim_replacement : order a replacement sim, replacement sim, sim swap, new sim : does not fit the new phone, smaller one, sim broken, sim not recognised, esim, nano sim, lost sim
bar_sim : bar your sim, lost or stolen phone, report a lost phone : snatched, phone was stolen, kill the card, phone nicked, lost my phone
top_up : top up, add credit, top up ten pounds, add money : put a tenner on, credit on it, ten pounds on, recharge
credit_left < balance : check your credit, check your balance, remaining allowance, check your usage : how much have I left on it, left on it, data left, minutes left, used up
sign_in < online_access : can not sign in, sign in problems, trouble signing in, login problems, you can't sign in : forgot my password, locked out, password, code never comes, reset link
billed_wrongly < dispute : billed and should not have been, been billed and shouldn't have been, billed in error, incorrect charge, charged in error : after I left, still charging, took 12 dollars, charged after cancelling, took money twice, took the direct debit twice
gifting : gift a subscription, gift cards, gift subscriptions, give a gift : for my sister's birthday, a present, gift for, birthday, christmas present
picture_quality < streaming_help : technical help, technical support, playback problems, picture problems : keeps freezing, buffering, pixelated, blurry, no sound, black screen, out of sync
concession : concession, concessions, reduced fare, senior and student passes, discounts : over 65, pensioner, student, veteran, disabled pass, senior, child fare, bus pass
sales_parts : parts, parts department, spare parts : wing mirror, do you stock, brake pads, filter for, hinge, spare, bulb for
purchase_new < sales : sales, buy, new orders, place an order, shop : I'd like to buy, buy a, buy twenty, price of a new, new boiler, new washer, licences
tech_trouble < repair : support, technical support, service, help desk, product support : won't switch on, will not switch on, won't turn on, keeps crashing, error code, frozen, won't connect, does not start, stopped working
payable : accounts payable, accounts, vendor payments, supplier payments : when will you pay my invoice, my invoice to you, owe us, copy of an invoice, vat number, purchase order, remittance
deliveries_desk < delivery : deliveries, delivery, logistics, dispatch : lorry, truck never turned up, driver, never turned up, pallet, late delivery, delivery slot
sick_note : all other, other enquiries, certificates and letters, medical certificates : sick note, fit note, letter for work, certificate for work
housing_mould < housing_repairs : housing, housing and homelessness, housing services : mould in my flat, damp in my flat, evicted, homeless, landlord, council flat, nowhere to live, housing list
rent_benefit < benefits_office : benefits, benefits and support, welfare : help with my rent money, rent money, low income, carer, disability benefit
penalty_fines < parking_fines : fines, parking fines, fines and penalties, penalties : penalty, got a ticket, got yesterday, appeal a fine, fine on my car
parking_where < parking_near : parking, car parks : where can I leave the car, where can I park, nearest car park, multi storey
how_to_get_there : directions, how to find us, location and directions, getting here : how do I get to you, from the station, from the airport, which bus, what exit, where do I turn
reservations_desk < new_booking : reservations, reach reservations : a double from, book, a room, stay
housekeeping_desk : housekeeping : no towels, towels, sheets, clean the room, pillows, iron
berth : berth availability and rates, berths, moorings, slips, dockage, slip rental : boat for the summer, metre boat, foot boat, winter berth, visiting yacht, space for my boat
boatyard : boatyard, boatyard and lift out, haul out, service yard : hull, scraping, antifouling, bilge, propeller, mast, lift it out, winterise
fuel_dock : fuel dock, fuel : fill up, diesel, petrol, gas for the boat
give_notice < move_out : give notice, give notice on your berth, hand in your notice, notice to vacate, end your tenancy : selling up, moving out, not be back next season, leaving on the 31st, vacate, last month, end my lease
home_search : looking for a home, homes to rent, available apartments, leasing, lettings, rent an apartment : two bedrooms, bedroom, anything in august, viewing, studio, pets allowed, looking to rent, vacancies
pests < maintenance : request maintenance, maintenance, repairs : mouse, mice, cockroaches, ants, bed bugs, wasps, rats
rent_account : ask about your rent, rent, rent account, rent payments : did you get my cheque, rent went up, rent receipt, behind on rent, rent due, my rent
vet_medicine < prescriptions : order repeat medication, repeat medication, medication, pet medication : flea tablets, wormer, more tablets for the dog, eye drops, his tablets
vet_visit < appointments : appointments, book an appointment : second jab, kitten, puppy, neuter, spay, limping, off his food, teeth cleaned, nail trim
pet_danger : immediate danger, pet emergency, emergencies, night clinic, emergency vet : ate poison, rat poison, chocolate, hit by a car, bloated, having a fit, can not breathe, bleeding, swallowed a
insurance_invoices < billing : insurance and invoices, invoices, accounts and insurance : charged me for, claim form for the vet, consultation fee, pay the vet
till_later < payment_arrangement : payment arrangements, payment extension, more time to pay : can I have till, until the 20th, till friday, after my payday, wait until, extra week
power_on < move_service : start stop or move service, start service, turn on service, new service : closing on our house, need power there, move in friday, switch power on at, new apartment power
book_renewal : renewals, renew, renew a book, renew items : keep my books, two more weeks, keep it longer, extend my loan, books due
book_reserve : reserve item, reserve an item, holds, place a hold, reservations : aside for me, put aside, new novel, waiting for a book, hold for me
library_events : events, events and programs, what is on : story time, toddlers, author talk, reading group, workshop for kids
library_account : my account, your account, account : owe any fines, fines, library card pin, how many books
roaming_info : learn about roaming, roaming, international roaming, travel abroad, calling abroad : calls cost in, in turkey, going to spain, abroad, holiday in, use my phone overseas, travelling to
mobile_line : mobile, mobile phones, wireless, cell phone : text messages, texts, signal, sim, calls drop, voicemail, handset, my cell
landline_line : landline, home phone, house phone, telephone : crackling, house phone, no dial tone, cordless, wall socket
broadband_line : broadband, internet, wifi : wifi is down, router, slow internet, speed, buffering, connection drops
someone_died < estate : someone who has died, about someone who has died, report a death, a death, bereavement : passed on, passed away, husband died, mother died, widow, funeral
payment_missing : ask about a payment, payments, about a payment, payment enquiries : did not arrive this month, not come this month, late this month, less than usual, when is it paid, when am I paid, short this month, missing payment
address_bank < update_details : change of address or bank, change of address, change your bank, tell us about a change, new bank details : different account from now on, moved house, new bank, pay it into, new address
retire_when : find out when you can retire, retirement age, state pension age, pension forecast, retirement : how long to go, when can I stop working, I am 63, forecast, retire early
change_delivery < hold_delivery : change a delivery, change your delivery, rearrange a delivery, redelivery, delivery preferences : nobody will be home, not be home, leave it with, another day, safe place, different address, away on
report_missing < delivery : report something missing, report a missing parcel, missing parcel, lost parcel : says delivered but, nothing here, delivered to the wrong, neighbour does not have, not on my porch, stolen from the porch
track_it : track a parcel, track a package, track : where has it got to, where is it, how far away, when will it come, what time today
app_help < it_support : get help with the app, help with the app, app support : crashes, scan the code, app will not open, notifications
savings_balance < balance : your balance, balance, balances, account balances : what have I got, in savings, in checking, how much do I have, funds available
stop_check : stop a check, stop payment on a check, stop a cheque : do not let it clear, wrote one to, check to a crook, wrong amount on a check, cancel a cheque
lock_card < lost_card : lock or unlock your card, lock your card, freeze your card, card controls : card is at home somewhere, might be at home, unlock my card, mislaid
authorized_user : nominate someone to your account, add someone to your account, authorized users, joint owner, additional cardholder : add my wife, add my husband, add my son, joint account, second card for
contest_fee < dispute : contest a fee, dispute a fee, fee refund : took 35 dollars off me, for nothing, overdraft fee, late fee back, fee on my
past_payments < transactions : see who you have paid, payment history, recent payments, past payments : did I pay the, what went to, who did I pay, last week to
clerk_office : clerk, clerks office, town clerk, city clerk, county clerk, records : marriage license, dog license, birth certificate, death certificate, public records, notary
assessor : taxes and assessments, property taxes, tax assessor, assessments, assessor : house valuation, valuation jump, assessed, property tax, homestead exemption, tax bill for my house
police_line : police non emergency, police, sheriff, non emergency : keyed my car, noise, neighbour party, stolen bike, vandalised, graffiti, drums at midnight, suspicious car, fender bender, trespass
public_works : public works, streets, streets and roads, highway department, roads : tree came down, fallen tree, pothole, snow plow, storm drain, dead animal, street sign, road flooded
building_dept : building department, building permits, permits and inspections, building and zoning, code enforcement : permit for a deck, deck, fence height, shed, inspection, zoning, addition on my house
delay_refund < refund : refunds and delay compensation, delay compensation, delay repay, compensation : sat outside, hours late, two hours, train was cancelled, delayed arriving, missed my connection
book_assist < special_assistance : book assistance, passenger assistance, assisted travel : wheelchair, ramp, blind, guide dog, help with bags, can not manage stairs
train_times < travel_status : train times, timetable, timetables, departures and arrivals : last one back, first train, next train, what platform, time to, running on sunday
train_tickets < fares : ticket sales, tickets, buy tickets, fares : railcard, price for two to, single to, return to, season ticket, first class
lost_on_train < lost_found : lost property : rucksack, left on the 8 15, still on the, on your train, on the bus, hat
`;
