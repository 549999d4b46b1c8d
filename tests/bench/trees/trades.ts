/** A thing that a company does for callers: how its menus call it, and how callers say it. */
export interface Service {
  readonly labels: readonly string[];
  readonly intents: readonly string[];
}

export interface Department {
  readonly labels: readonly string[];
  readonly services: readonly Service[];
}

/** @property dangers options that commit something which nobody here asks for, with what the machine says when one is taken */
export interface Trade {
  readonly names: readonly string[];
  readonly departments: readonly Department[];
  readonly dangers: readonly string[];
  readonly fact: { readonly name: string; readonly label: string; readonly digits: number };
}

const service = (labels: string, intents: string): Service => ({
  labels: labels.split(' | '),
  intents: intents.split(' | '),
});
const department = (labels: string, ...services: Service[]): Department => ({ labels: labels.split(' | '), services });

export const trades: readonly Trade[] = [
  {
    names: ['Harrow Bank', 'First Plains Credit Union', 'Alder Savings'],
    departments: [
      department(
        'credit and debit cards | card services',
        service(
          'a charge you do not recognize | disputes',
          'dispute a charge on my credit card | there is a card charge that is not mine',
        ),
        service(
          'activating a new card | card activation',
          'activate my new debit card | my new card came and I want to activate it',
        ),
        service(
          'a replacement card | replacing a damaged card',
          'my card is damaged and I need a replacement | replace my cracked credit card',
        ),
      ),
      department(
        'home loans | mortgages',
        service(
          'a new mortgage application | applying for a home loan',
          'apply for a mortgage | I want to apply for a home loan',
        ),
        service(
          'escrow and property tax | questions about escrow',
          'question about the escrow on my mortgage | why did my mortgage escrow go up',
        ),
        service('refinancing | refinance', 'refinance my mortgage | refinance my home loan at a lower rate'),
      ),
      department(
        'checking and savings accounts | deposit accounts',
        service(
          'account statements | statements and documents',
          "get a statement for my checking account | I need last month's statement for my savings account",
        ),
        service(
          'overdraft fees | fees',
          'ask about an overdraft fee on my checking account | I was charged an overdraft fee',
        ),
      ),
    ],
    dangers: ['to close your account', 'to transfer money to another person', 'to block all of your cards'],
    fact: { name: 'account_number', label: 'account number', digits: 10 },
  },
  {
    names: ['Beacon Mutual', 'Larkspur Insurance', 'Stonebridge Assurance'],
    departments: [
      department(
        'claims | new and existing claims',
        service(
          'the status of an existing claim | an existing claim',
          'check the status of my claim | what is happening with my claim',
        ),
        service('reporting a new accident | a new claim', 'report a car accident | file a new claim for an accident'),
        service(
          'roadside assistance | towing',
          'I have a flat tire and need a tow | my car broke down and I need roadside assistance',
        ),
      ),
      department(
        'policy questions | your policy',
        service(
          'adding a driver or vehicle | adding a vehicle',
          'add a vehicle to my policy | add my daughter as a driver to my policy',
        ),
        service(
          'proof of insurance | insurance cards',
          'I need proof of insurance | send me a new insurance card for my policy',
        ),
        service(
          'changing your address | address changes',
          'change the address on my policy | I moved and need to update my policy address',
        ),
      ),
      department(
        'billing | billing and payments',
        service('a question about your bill | billing questions', 'question about my bill | why did my bill go up'),
        service(
          'payment plans | changing your due date',
          'set up a payment plan for my bill | change the due date of my bill',
        ),
      ),
    ],
    dangers: ['to cancel your policy', 'to authorize a payment of the full balance', 'to withdraw your claim'],
    fact: { name: 'policy_number', label: 'policy number', digits: 8 },
  },
  {
    names: ['Corvid Wireless', 'Bluewire Internet', 'Tallgrass Telecom'],
    departments: [
      department(
        'technical support | tech support',
        service('slow or no internet | internet problems', 'my internet is down | the internet is very slow'),
        service('television | TV problems', 'my TV has no picture | the television box will not start'),
        service('voicemail | voicemail problems', 'I can not get into my voicemail | reset my voicemail password'),
      ),
      department(
        'billing | billing and account questions',
        service(
          'a charge on your bill | questions about your bill',
          'there is a wrong charge on my bill | question about a charge on my bill',
        ),
        service(
          'autopay | automatic payments',
          'question about autopay on my bill | automatic payments are not working',
        ),
      ),
      department(
        'moving your service or new orders | new service and moves',
        service(
          'moving to a new address | transferring service to a new home',
          'move my service to a new address | I am moving to a new home and want to take my service along',
        ),
        service('new service | ordering new service', 'order new internet service | sign up for new service'),
        service(
          'the status of an order or installation | installation appointments',
          'when is my installation appointment | status of my installation',
        ),
      ),
    ],
    dangers: ['to cancel your service', 'to disconnect a line', 'to suspend your account'],
    fact: { name: 'phone_number', label: 'telephone number', digits: 10 },
  },
  {
    names: ['Riverbend Medical Group', 'Oakdale Clinic', 'Hillcrest Health'],
    departments: [
      department(
        'appointments | scheduling',
        service(
          'a new appointment | scheduling a new appointment',
          'make an appointment | schedule a new appointment with a doctor',
        ),
        service(
          'rescheduling an appointment | changing an appointment',
          'reschedule my appointment | move my appointment to another day',
        ),
      ),
      department(
        'the pharmacy | prescriptions',
        service('a refill | prescription refills', 'refill my prescription | I need a refill of my prescription'),
        service(
          'questions about a medication | speaking with a pharmacist',
          'question about a medication from the pharmacy | ask the pharmacist about my medication',
        ),
      ),
      department(
        'medical records and test results | records and results',
        service('test results | lab results', 'get my lab test results | are my test results in'),
        service(
          'a copy of your records | medical records',
          'get a copy of my medical records | send my medical records to another doctor',
        ),
      ),
      department(
        'billing and insurance | the billing office',
        service(
          'a question about a bill | billing questions',
          'question about my medical bill | why was I billed for this visit',
        ),
        service(
          'insurance coverage | updating your insurance',
          'update my insurance information for billing | is this covered by my insurance',
        ),
      ),
    ],
    dangers: ['to cancel your appointment', 'to consent to sharing your records', 'to pay your balance in full'],
    fact: { name: 'date_of_birth', label: 'date of birth as eight digits', digits: 8 },
  },
  {
    names: ['Northfield Power and Light', 'Cascade Water', 'Union Gas'],
    departments: [
      department(
        'outages and emergencies | reporting an outage',
        service('a power outage | no power', 'report a power outage | the power is out at my house'),
        service('a downed line or a leak | leaks', 'report a leak | there is a gas leak in the street'),
      ),
      department(
        'starting or moving service | start or move service',
        service('starting service | new service', 'start service at my new apartment | set up new service'),
        service(
          'moving your service | moving to another address',
          'move my service to another address | I am moving, transfer my service to my new address',
        ),
      ),
      department(
        'billing | billing and payments',
        service(
          'payment arrangements | payment assistance',
          'set up a payment arrangement for my bill | I need more time for my bill',
        ),
        service(
          'meter readings | a high bill or meter reading',
          'my meter reading is wrong on the bill | billing used the wrong meter reading',
        ),
        service('budget billing | a level payment plan', 'ask about budget billing | enroll in budget billing'),
      ),
    ],
    dangers: ['to stop your service', 'to authorize a payment from your bank account', 'to disconnect service today'],
    fact: { name: 'account_number', label: 'account number', digits: 9 },
  },
  {
    names: ['Skylark Airways', 'Meridian Air', 'Condor Pacific'],
    departments: [
      department(
        'existing reservations | reservations',
        service(
          'changing a flight | flight changes',
          'change my flight reservation | change the date of my reservation',
        ),
        service(
          'seats and upgrades | seat selection',
          'choose a seat on my reservation | upgrade my seat on an existing reservation',
        ),
        service(
          'special assistance | wheelchair assistance',
          'request a wheelchair for my reservation | special assistance for my mother on her reservation',
        ),
      ),
      department(
        'baggage | lost or delayed baggage',
        service('delayed baggage | a bag that did not arrive', 'my bag did not arrive | my baggage is delayed'),
        service('damaged baggage | damage to a bag', 'my bag was damaged | my suitcase arrived with damage'),
        service(
          'baggage fees | fees and allowances',
          'question about baggage fees | how much does an extra bag cost, baggage fees',
        ),
      ),
      department(
        'the frequent flyer program | rewards and miles',
        service(
          'missing miles | miles that were not credited',
          'my miles are missing | my frequent flyer miles were not credited',
        ),
        service(
          'booking an award ticket | using your miles',
          'use my miles to book an award ticket | book an award flight with my frequent flyer miles',
        ),
      ),
    ],
    dangers: [
      'to cancel your reservation',
      'to buy trip protection and charge your card',
      'to close your membership account',
    ],
    fact: { name: 'confirmation_number', label: 'confirmation number', digits: 6 },
  },
  {
    names: ['Quill and Crate', 'Homestead Outfitters', 'Palmer Appliances'],
    departments: [
      department(
        'orders | an order that you placed',
        service('the status of your order | tracking an order', 'where is my order | track my order'),
        service(
          'a missing or wrong item | a problem with your order',
          'an item is missing from my order | I got the wrong item in my order',
        ),
      ),
      department(
        'returns and refunds | returns',
        service('starting a return | returning an item', 'return an item | start a return'),
        service('the status of a refund | refunds', 'where is my refund | refund has not arrived'),
      ),
      department(
        'repairs and warranty | service and repair',
        service(
          'scheduling a repair | repair appointments',
          'schedule a repair of my washing machine | make a repair appointment',
        ),
        service(
          'warranty questions | warranty coverage',
          'is this covered by my warranty | question about my warranty',
        ),
        service('parts | ordering parts', 'I need parts to repair my dryer | order parts for a repair'),
      ),
    ],
    dangers: ['to cancel your order', 'to buy an extended warranty', 'to close your account'],
    fact: { name: 'order_number', label: 'order number', digits: 7 },
  },
  {
    names: ['Larch County Services', 'City of Ashby', 'Redwood State Office'],
    departments: [
      department(
        'taxes | property tax',
        service(
          'your property tax bill | tax bills',
          'question about my property tax bill | my property tax bill is too high',
        ),
        service('an exemption | exemptions', 'apply for a property tax exemption | ask about a tax exemption'),
      ),
      department(
        'permits and licenses | permits',
        service('building permits | a building permit', 'status of my building permit | apply for a building permit'),
        service('business licenses | a business license', 'renew my business license | get a business license'),
        service(
          'inspections | scheduling an inspection',
          'schedule an inspection for my permit | book a permit inspection',
        ),
      ),
      department(
        'trash and streets | public works',
        service('a missed trash pickup | trash collection', 'my trash was not picked up | missed trash pickup'),
        service(
          'a pothole or street light | street repairs',
          'report a pothole in my street | the street light is broken',
        ),
      ),
    ],
    dangers: ['to withdraw your application', 'to pay and plead guilty to a citation', 'to postpone your hearing'],
    fact: { name: 'case_number', label: 'case or account number', digits: 8 },
  },
];
