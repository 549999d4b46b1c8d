/** What the departments of a company are called, and all that is brought to each; same form as the other lists. */
export const DEPARTMENTS = `
scheduling_desk < appointments : scheduling, appointment desk, appointment scheduling, the scheduling desk : make an appointment, book an appointment, reschedule, move my appointment, another day, different time, earlier appointment, cancel an appointment, confirm my appointment
public_works_dept : public works, city services, street services, streets and sanitation, trash and streets, public services : trash, garbage, missed trash pickup, trash not picked up, recycling, pothole, street light, tree down, storm drain, snow, sidewalk, road repair, debris, street sweeping
permits_dept : permits, permits and licenses, licensing, permits and licensing, licenses and permits : business license, building permit, liquor license, permit, inspection, fence, deck, renew my license for the shop, vendor permit, parking permit
repair_dept < repair : service and repair, repairs and warranty, service and repairs, repair and warranty, service department, repair center : warranty, parts, parts for a repair, broken, repair, not working, technician visit, service call, manual, under warranty
returns_dept < returns : returns and refunds, returns, refunds and returns, returns and exchanges : refund, refund has not arrived, refund status, send it back, return label, exchange, wrong size, money back for my return
orders_dept < orders : orders, an order that you placed, your order, existing orders, order support, order services : my order, wrong item, missing item, tracking, where is my order, change my order, order status, item damaged, delivery date
order_problem < damaged_claims : a problem with your order, problem with an order, missing or wrong items, a missing or wrong item, wrong or damaged items, order problems : wrong item, missing item, got the wrong, item missing, half of my order, incomplete, damaged item
order_track < orders : tracking an order, track an order, order tracking, the status of an order, order status : where is my order, when will it arrive, has it shipped, track
install_visit : installation appointments, installation, the status of an order or installation, installations, your installation, installation or order status : when is my installation, installation appointment, status of my installation, installer, technician coming to install, install date, waiting for the installer
moving_dept < move_service : moving your service, moving your service or new orders, new service and moves, starting or moving service, start or move service, transferring service to a new home, moving to a new address, moving to another address : move my service, transfer my service, new address, new home, take my service along, moving, relocate
service_new : ordering new service, new service, new orders, order new service, adding a service : order new internet service, new service, sign up, add a line, want internet, get connected
tech_dept < technical_support : technical support, tech support, technical help, troubleshooting, technical problems : internet, television, tv, voicemail, no signal, slow, router, box, remote, can not get into my voicemail, outage at my house, email, not working
voicemail_box : voicemail, voicemail problems, voice mail : can not get into my voicemail, voicemail password, voicemail greeting, messages
internet_trouble : internet problems, internet, internet support : slow internet, wifi, router, no internet, drops
tv_trouble : television, tv problems, television problems, tv support : channels, picture, remote control, recorder, tv box
budget_billing : a level payment plan, level payment plan, level billing, budget billing, average billing, equal payments : budget billing, same amount every month, even out my bills, average bill, level pay, levelized
autopay_setup : autopay, automatic payments, setting up autopay, recurring payments, auto pay : autopay, automatic payment, automatic payments, recurring payment, charge me automatically, direct debit each month
due_date : changing your due date, payment plans, due date changes : due date, change the due date, move my due date, pay later in the month
plan_payment < payment_arrangement : payment plans, payment plan, payment arrangements, payment assistance, help paying, assistance with your bill : payment plan, set up a payment plan, payment arrangement, more time, more time for my bill, extension, can not pay all, in installments
bill_question : a question about your bill, billing questions, questions about your bill, a question about a bill, billing inquiries : why is my bill, question about my bill, charge on my bill, explain, too high
coverage_question : insurance coverage, updating your insurance, your insurance, coverage questions : is this covered by my insurance, covered by insurance, update my insurance, insurance information, new insurance, do you take my insurance, out of network
claims_dept < claims : claims, claims department, the claims center : car accident, report an accident, claim, roadside assistance, broke down, damage to my car, glass, tow, adjuster, stolen, storm damage, status of my claim
policy_dept : policy questions, your policy, policy services, policyholder services, policy changes : proof of insurance, id cards, add a driver, add a vehicle, add my daughter, new address, coverage, cancel my policy, deductible, certificate
policy_people : adding a driver or vehicle, adding a vehicle, adding a driver, vehicle or driver changes, changes to vehicles or drivers : add a driver, add my daughter, add a vehicle, new car, add my son, as a driver, second car
insurance_proof < id_card : proof of insurance, insurance cards, id cards, insurance id cards : proof of insurance, insurance card, show that I am insured, proof
bag_missing < baggage : a bag that did not arrive, delayed baggage, lost or delayed baggage, lost bags, missing bags : bag did not arrive, bag is missing, my bag, suitcase did not come, baggage is delayed, lost my luggage
bag_damage : damage to a bag, damaged baggage, damaged bags : broken suitcase, damaged bag, wheel broke, torn
bag_fees : baggage fees, baggage allowance : how much is a bag, checked bag cost, overweight, second bag
miles_dept < rewards : rewards and miles, the frequent flyer program, frequent flyer, miles and rewards, mileage plan : frequent flyer miles, miles, award flight, miles not credited, status level, upgrade with miles
miles_missing : miles that were not credited, missing miles, mileage credit : miles were not credited, miles are missing, miles did not post, credit my miles
miles_use : using your miles, booking an award ticket, award travel, redeeming miles : award flight, award ticket, book with my miles, use my miles, free flight
escrow_dept < escrow : escrow and property tax, escrow, questions about escrow, property tax and escrow, taxes and insurance : escrow, escrow go up, property tax on my mortgage, escrow shortage, escrow analysis
mortgage_apply : a new mortgage application, applying for a home loan, new mortgages, apply for a mortgage, new home loan : apply for a mortgage, apply for a home loan, preapproval, buying a house, first home
refinance_loan : refinance, refinancing, refinancing your home : refinance, lower my rate, lower rate, cash out
deposits_dept : checking and savings accounts, deposit accounts, checking and savings, personal accounts, accounts : statement for my checking, checking account, savings account, deposit, account statements, direct deposit, overdraft, open a checking
cards_dept : credit and debit cards, card services, cards : card is damaged, replacement card, lost card, stolen card, credit limit, pin, card declined, travel notice
home_loans_dept : home loans, mortgages, mortgage services, home lending : mortgage, home loan, escrow, refinance, payoff, house payment
pharmacy_talk : the pharmacy, speaking with a pharmacist, questions about a medication, medication questions, pharmacist : question about a medication, medication, side effects, interaction, dose
trash_pickup < public_works_dept : a missed trash pickup, missed pickups, missed trash, trash and recycling, trash pickup : missed trash pickup, trash was not picked up, garbage not collected, bin not emptied
street_fault < public_works_dept : a pothole or street light, street lights, potholes, street repairs : street light is broken, pothole, light out, road damage
business_license < permits_dept : business licenses, business license, business permits : business license, renew my business license, open a shop, food truck
line_down : a downed line or a leak, downed lines and leaks, gas leaks, emergencies, outages and emergencies, reporting an emergency : gas leak, leak in the street, line down, wire down, pole, smell of gas, water main
`;
