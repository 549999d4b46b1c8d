/** Shelters, trainers, sitters and those who look for an animal; vets are in health.ts and care.ts; same form as the other lists. */
export const PETS = `
dog_training < classes : training, dog training, puppy classes, obedience classes : pulls on the lead, pulls on the leash, jumps up, barks at everyone, will not come when called, bites, chews everything, house trained, puppy class
dog_day_care < boarding : day care, doggy day care, dog walking : hates being alone, work long shifts, alone all day, someone to walk him, at work all day and the dog
rehome : adoption, adoptions, pet adoption, rehoming, adopt a pet : a rescue, rescue dog, rescue cat, kitten on your site, tabby, give a home to, still there the little, meet the dogs, surrender my cat, can not keep my dog, foster
lost_pet : lost pets, lost and found pets, missing pets, report a lost pet, stray animals : has not been home, got out of the garden, cat is missing, dog ran off, ran away, found a dog, found a stray, chip number, slipped his collar, escaped
animal_cruelty : cruelty reports, report cruelty, animal cruelty, animal welfare, abuse and neglect of animals : kicks his dog, beats the dog, starving, left in a hot car, chained up, no food or water, skinny horse, dogs fighting, abandoned kittens
dog_licence : dog licences, dog licenses, pet licences, animal licensing : just got a puppy, tag for my dog, register my dog, dog tag lost, licence for the dog, new puppy
`;
