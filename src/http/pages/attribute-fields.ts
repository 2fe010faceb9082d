// The fields of user attributes: each with the keyboard and the suggestions that fit it.
import { field } from "./fields.js";
import type { Html } from "./html.js";
import type { Page } from "./page.js";
import type { AttributeField } from "./views.js";

const TYPES: Readonly<Record<string, string>> = {
  birthdate: "date",
  email: "email",
  phone_number: "tel",
  picture: "url",
  profile: "url",
  website: "url",
};

const AUTOCOMPLETE: Readonly<Record<string, string>> = {
  address: "street-address",
  birthdate: "bday",
  email: "email",
  family_name: "family-name",
  gender: "sex",
  given_name: "given-name",
  middle_name: "additional-name",
  name: "name",
  nickname: "nickname",
  phone_number: "tel",
  preferred_username: "nickname",
  website: "url",
};

export const attributeFields = (page: Page, given: readonly AttributeField[], first = false): Html[] =>
  given.map(({ name, value, optional }, index) =>
    field(page, {
      ...{ name: `attribute.${name}`, label: attributeLabel(page, name), type: TYPES[name], value, optional },
      ...{ autocomplete: AUTOCOMPLETE[name], first: first && index === 0 },
      // The service takes numbers in the international form alone.
      placeholder: name === "phone_number" ? "+15555550100" : undefined,
    }),
  );

function attributeLabel({ words }: Page, name: string): string {
  const key = `attribute.${name}`;
  if (Object.hasOwn(words, key)) return words[key as keyof typeof words];
  return name.replace(/^(?:dev:)?custom:/, "");
}
