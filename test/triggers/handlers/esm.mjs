// Handlers in an ES module, as async functions.
export const handler = async (event, context) => ({
  ...event,
  response: { from: "handler", requestId: context.awsRequestId },
});

export const describe = async (_event, context) => {
  const { getRemainingTimeInMillis, done, succeed, fail, ...rest } = context;
  const functions = [getRemainingTimeInMillis, done, succeed, fail].map((each) => typeof each);
  return { rest, functions, remaining: getRemainingTimeInMillis(), environment: process.env };
};

export const talk = async (event) => {
  console.log("working on", event.name);
  console.error("a warning");
  process.stdout.write("no newline");
  return {};
};

export const mutate = async (event) => {
  event.request.userAttributes.email = "changed";
  delete event.request.list;
  return event;
};

let calls = 0;
export const count = async () => ({ calls: ++calls });

export const slow = async (event) => {
  await new Promise((resolve) => setTimeout(resolve, event.ms));
  return { waited: event.ms };
};

export default async () => "default";
