// Image files for tests of branding: small, and what they say they are.
export const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
export const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0]);
export const ICO = Buffer.from([0, 0, 1, 0, 1, 0, 16, 16]);
export const WEBP = Buffer.from("RIFF\0\0\0\0WEBPVP8 ", "latin1");
export const svg = (content = '<rect width="1" height="1"/>'): Buffer =>
  Buffer.from(
    `<?xml version="1.0"?>\n<!-- a logo --><svg xmlns="http://www.w3.org/2000/svg">${content}</svg>`,
  );
