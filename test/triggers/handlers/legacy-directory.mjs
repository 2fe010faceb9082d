// A directory of old, from which users are migrated when they sign in or have forgotten their password.
const people = {
  ada: { password: "weak", email: "ada@legacy.example", phone_number: "+15555550100" },
  "bea@legacy.example": { password: "B3a-Password!", email: "bea@legacy.example" },
};

export async function migrate(event) {
  const person = people[event.userName];
  if (!person) throw new Error("Bad user");
  const { password, ...attributes } = person;
  if (event.triggerSource === "UserMigration_Authentication") {
    if (event.request.password !== password) throw new Error("Bad password");
    event.response.finalUserStatus = "CONFIRMED";
  }
  event.response.userAttributes = { ...attributes, email_verified: "true" };
  event.response.messageAction = "SUPPRESS";
  return event;
}
