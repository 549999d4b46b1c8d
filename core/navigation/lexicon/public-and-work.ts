/** Offices, courts, schools, work, people. Each line: name < broader : what menus call it : what callers say. */
export const PUBLIC_AND_WORK = `
jury : jury, jury service, jury duty, juror, jurors : jury, summons, juror, jury duty, summoned, serve
jury_report < jury : find out if you need to report, reporting, report tomorrow, reporting instructions, do i need to report : have to show up, report tomorrow, show up in the morning, need to come in, my group number
jury_postpone < jury : postpone, postpone your service, reschedule, deferral, postpone service : later date, postpone, another date, surgery, conflict, travelling that week, put off, defer
jury_excuse < jury : excused, request to be excused, excuse, hardship, disqualification, exemption : excused, not a citizen, can not serve, get out of, over seventy, medical excuse, too old
traffic_tickets : traffic, traffic tickets, parking tickets, citations, traffic and parking tickets, traffic court, parking, parking violations, pay a citation : traffic ticket, speeding, parking ticket, citation, red light, ticket, meter ticket, pay my ticket, booted, towed my car, ran the red light, running a red light, doing forty in a thirty, caught by a camera, officer stopped me
court_date < court_records : court date, request a court date, hearing date, court dates, schedule a hearing, contest : contest, court date, fight ticket, not guilty, see a judge, trial, dispute my ticket, hearing
traffic_school : traffic school, driving class, defensive driving : keep points off, class, traffic school, driving course, points off my record
family_law : family law, divorce, custody, family court, domestic relations : custody, divorce, visitation, separation, hearing date custody, restraining, adoption
child_support : child support, support payments, support enforcement, payments, child maintenance : child support, ex, he pay, did he pay, my ex, kid's father, not paid for our son, not paid for our daughter, father has not paid, back support, she moved and the payments, amount he pays for, arrears from my ex
other_case : select a different order, another case, different case, different account : other child, other case, different order, second case
small_claims : small claims, civil, civil cases : small claims, deposit, landlord kept, sue, contractor owes me
criminal : criminal, criminal matters, felony, misdemeanor, probation, bail, inmate : arrested, charges, bail, warrant, probation, bond, in jail, my son arrested
wills : probate, wills, estates : will, estate, probate, inheritance
county_records : birth and death certificates, vital records, certificates, birth certificate, records, death certificates : birth certificate, death certificate, death record, copy of certificate, certified copy, deed
marriage : marriage licenses, marriage license, marriage, weddings : marriage license, wed, getting married, ceremony, tie the knot, get hitched, wedding in, marry in the spring
voting : voter registration, elections, voting, polling place, election, electoral register, electoral services, register to vote : vote, registered, ballot, polling, election, absentee, mail in ballot, sure I can vote, on the roll, polling card never came, postal vote, vote while I am away, where do I vote, turned eighteen, can I vote yet, sign up to vote, moved and want to vote, on the list of voters
work_search < job_seekers : work search, job search requirements, work search records : log every job, list the jobs I applied for, how many jobs a week, applied for three, keep a record of jobs, jobs I have to apply for
permits : building permits, permits, planning, zoning, inspections, permits and inspections, building department : permit, deck, fence, shed, remodel, addition, zoning, inspection, build a garage, inspector
animal_control : animal control, animal services, stray animals, animal emergencies, animal shelter : stray, dog roaming, dead animal, raccoon, bitten by dog, barking, deer in the road, injured deer, loose dog, adopt a dog
code_enforcement : code enforcement, noise complaints, report a violation, code violations : neighbor noise, junk in yard, graffiti, loud party, overgrown, abandoned car
potholes < public_works : potholes, road maintenance, streets, public works, road repair : pothole, hole in road, snow plow, sidewalk, plow, street flooding, sinkhole
police : police, non emergency, sheriff, report a crime : police, report a theft, break in, burglar, stolen bike
licence : driver license, drivers license, license renewal, licenses, driver licensing, renew a license, license services, real id : license, renew license, driving licence, learner permit, road test, suspended license, real id, license expired, written test
vehicle_registration : vehicle registration, registration, title and registration, plates, vehicle titles, registration renewal, titles : registration, plates, title, tags, sticker, register car, bought a car from, sold my car, tabs, license plates, sticker for my plate, sticker never came, plate sticker, tabs never came, renew my plates
road_test : road test, driving test, schedule a road test, knowledge test : road test, driving test, behind the wheel, take my test
passport : passport, passports, passport application, renewing : passport, travel document, expires, renew passport
lost_passport < passport : lost or stolen passport, report a lost or stolen passport : pickpocketed, passport stolen, lost passport, gone passport, passport missing
application_status : application status, status of an application, case status, check the status, status of your case, check your application, status, case : status, heard nothing, application, case, mailed it weeks ago, pending, receipt number, still waiting, any news, how long will it take, did you get my application, where is my application, processing
immigration : immigration, green card, citizenship, work permit, visa, naturalization, naturalisation, become a citizen : green card, visa, work permit, citizenship, biometrics, asylum, sponsor, interview notice, ead, fingerprint, become a citizen, lived here ten years, become one of you, citizenship test, oath ceremony, sworn in, dual nationality, study for the test, stay for good, been here six years, settle here, indefinite leave, permanent resident, become a national
forms : forms, order forms, request forms, request a form, forms and publications : form, paper copy, send me forms, blank form
urgent_case : expedite, expedite request, emergency appointment, infopass : expedite, speed up, urgent case, emergency travel
benefits_office : benefits, claim benefits, new claim, make a new claim, apply for benefits, open a new claim, file a claim, start a claim : never claimed, lost my job, laid off, apply for benefits, food stamps, snap, medicaid, unemployment, just got laid off, first time claiming
weekly_claim < unemployment_claim : weekly claim, certify, file your weekly claim, certify for benefits, weekly certification, claimant, continue your claim : certify, weekly claim, this week's benefits, file my week, certify for week
existing_benefit < benefits_office : existing claim, existing claims, current claim, ongoing claim, about an existing claim, payment question : my payment was short, payment stopped, change of circumstances, benefit stopped, my claim
change_report : report a change, change of circumstances, report changes, changes to your household : got a job, started working, moved in with, hours changed, had a baby, income changed, new baby, changed jobs
social_security : social security, retirement benefits, disability benefits, medicare : social security, ssi, disability, medicare card, medicare, back is gone and, can not work again, too ill to work, unable to work, never work again
employer_role : employer, employers, if you are an employer, business owner : I run, employer, my company, former worker, our employee, payroll company, hire, my restaurant
claimant_role : claimant, employee, individual, worker, jobseeker : my claim, certify, benefits, laid off, worker
agent_role : agent, insurance agent, broker, travel advisor, travel agent, producer, if you are an agent, agents and brokers, realtor, agency : broker, agency, i am an agent, travel agent, with a binder, producer, my client, advisor with, my agency
attorney_role : attorney, attorneys, attorneys or law offices, legal : attorney, lawyer, law firm, legal, subpoena
press_role : media, press, media inquiries, press office, public relations, news media : reporter, journalist, press, media, newspaper
supplier_role : vendor, vendors, supplier, suppliers, accounts payable, vendor inquiries : vendor, invoice unpaid, supplier, accounts payable, we supplied
payroll : payroll, pay, paycheck, pay stub, wages, payroll questions, pay questions : payroll, paycheck, overtime, overtime missing, short hours, wages, pay stub, check was short, wasn't paid, missing hours, paystub, salary
direct_deposit : direct deposit, deposit information, banking changes : direct deposit, wages to new bank, send my pay, new bank account
employee_benefits : benefits, health and dental benefits, health insurance, employee benefits, medical and dental, insurance benefits, benefits enrollment : put baby on insurance, add spouse to insurance, health insurance, cobra, dental, fsa, hsa, enroll in benefits, insurance for my family
leave_absence : leave of absence, leave, fmla, disability leave, absence, time off, vacation and sick leave, report an absence, sick leave, attendance, call in sick, urgent leave reporting : maternity leave, paternity, leave, sick, can not come to work, vacation days, days off, how many days off, fmla, in hospital can not come, surgery time off, calling out sick, pto, absent
verification : employment verification, verify employment, income verification, verification of employment : proof I work, verify employment, mortgage wants proof, employment letter, proof of income, bank wants proof, landlord wants proof of job
resign : resign, report a separation, termination, separation, leaving the company : resign, quit job, quitting, last day, leaving the company, two weeks notice
work_injury < injury : report an injury, work injury, workers compensation, injury at work : hurt at work, cut my hand, injured, fell at work, hurt my back, workers comp
training : training, learning, courses : training, course, certification class
admissions : admissions, apply, prospective students, undergraduate admissions, graduate admissions, enrollment : admission, apply, application, get my application, campus tour, accepted, tour the campus, transfer student, applied
financial_aid : financial aid, scholarships, fafsa, student loans, bursar : fafsa, financial aid, scholarship, grant, student loan, disbursement, pell, work study
tuition : tuition, student accounts, student accounts and tuition, bursar, fees, cashier : tuition, tuition bill, owe tuition, fees, payment plan tuition, bursar, hold on my account
registrar : registrar, transcripts, records, registration, course registration, enrollment verification, transcript : transcript, transcripts, register for class, drop a class, diploma, degree, add a class, grades, change my major, enrolment letter
housing : housing, residence life, dorms, residential life, student housing : dorm, room, roommate, housing, no heat in room, meal plan
library : library, renew a book, reference desk, circulation, renew : book, library, overdue, renew, keep my novel, articles, borrow
room_reserve : reserve a study room, room reservations, reserve a room, meeting rooms : place to meet, study room, room for our group, meeting room
attendance : attendance, report an absence, absence line, absences, attendance office, student absence : sick today, will be absent, staying home, late to school, keep home, dentist this morning, has a fever, will not be in, not coming in today, off school, off sick, has a temperature, sick in the night, dentist at ten, funeral on friday so he
school_bus : transportation, bus, bus transportation, bus routes, school bus, school buses, school transport : bus, bus late, bus never came, bus stop, missed the bus, never stopped for my, drove past my daughter, no bus for my son, bus was early, missed the school bus, left on the bus stop, seat on the school bus
school_enroll : enrollment, register a student, new students, register, enroll a student, admissions, school places, apply for a place : enroll my kid, register my son, new to district, new school, kindergarten, moving to the area, have a six year old, place for my daughter, place for my son, starting school next year, catchment, twins start
school_nurse : nurse, health office, health : nurse, medication at school, allergy at school, inhaler at school
lunch : food services, cafeteria, lunch, meals, nutrition, lunch accounts, school meals, free school meals, lunch program, lunch account : lunch money, cafeteria, meal, lunch, lunch account, are his lunches free, are her lunches free, free lunches, money for lunch, dinner money, lunch balance, vegetarian lunch at school
superintendent : superintendent, administration, principal, main office, district office : principal, superintendent, school board
directory : directory, dial by name, company directory, staff directory, dial by name directory, employee directory, extension : reach, extension, connect me with, find employee, looking for mr, her extension, speak with ms, someone by name
wire_instructions : wire instructions, verify wire instructions, wiring : where to send the down payment, wire instructions, send the money for closing
closing : closings, closing, closings scheduled this week, settlement : sign for my house, closing, bring to closing, sign papers, keys to house
title_orders < vehicle_title : new orders, title orders, new title order : title order, open a file, new title search
accounting : accounting, accounts payable, accounts receivable, finance department : invoice, accounting, accounts payable, w9, w 9
legal : legal, attorney, legal department, legal services : lawyer, legal, lawsuit, sue
donations : donate, donations, make a donation, giving, gifts : donate, donation, give, gift, contribute, sponsor
volunteer : volunteer, volunteering, volunteers : volunteer, help out, give my time
fax : fax number, fax, mailing address, fax and address, address and fax number : fax, mailing address, where to mail
general_info : general information, information, other information, frequently asked questions, more information : information, question, general question, ask something
real_estate : buying or selling, listings, showing, schedule a showing : showing, see the house, listing, open house, sell my house
funeral : arrangements, funeral, at need, immediate need, arrange a funeral, funeral arrangements : passed last night, funeral, arrangements, burial, cremation, flowers, hold the service, service on the, at the church, hearse, pallbearers, what do you charge to bury, cheapest cremation, like it on the twelfth, hymns, music for the service
blood : donate blood, blood donor, schedule a donation : blood donor, donate blood, give blood, platelets
insurance_question : insurance, insurance questions, insurance or your bill, insurance verification, questions about insurance : take delta, accept insurance, take my insurance, copay, insurance
`;
