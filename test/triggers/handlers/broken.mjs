// Handlers that break in every way.
export const throws = () => {
  throw new RangeError("thrown");
};
export const rejects = async () => {
  throw new Error("rejected");
};
export const throwsText = async () => {
  throw "just text";
};
export const hangs = async () => {
  setInterval(() => {}, 1000);
  await new Promise(() => {});
};
export const forgets = async () => {
  await new Promise(() => {});
};
export const loops = async () => {
  console.log("before the loop");
  for (;;);
};
export const prints = async () => {
  for (;;) console.log("again");
};
export const exits = async () => process.exit(3);
export const exitsWell = async () => process.exit(0);
export const kills = async () => process.kill(process.pid);
export const aborts = async () => process.abort();
export const throwsLater = async () => {
  setTimeout(() => {
    throw new Error("thrown later");
  });
  await new Promise(() => setInterval(() => {}, 1000));
};
export const rejectsAside = async () => {
  Promise.reject(new Error("nobody looks"));
  await new Promise(() => setInterval(() => {}, 1000));
};
export const eats = async () => {
  const eaten = [];
  for (;;) eaten.push(new Array(100_000).fill({}));
};
export const bigint = async () => ({ n: 1n });
export const cycle = async () => {
  const a = {};
  a.a = a;
  return a;
};
export const functions = async () => ({ f: () => {}, kept: 1 });
export const nothing = async () => {};
export const text = async () => "text";
export const huge = async () => "x".repeat(7_000_000);
export const notAFunction = 5;
