// Handlers in a CommonJS module: callback, context.done and returned values.
exports.handler = (event, _context, callback) => {
  setImmediate(() => callback(null, { ...event, from: "callback" }));
};

exports.done = (event, context) => context.done(null, { ...event, from: "done" });
exports.succeed = (event, context) => context.succeed({ ...event, from: "succeed" });
exports.fail = (_event, context) => context.fail(new TypeError("failed by context"));
exports.returned = (event) => ({ ...event, from: "return" });
exports.calledBackError = (_event, _context, callback) => callback(new Error("called back"));
exports.calledBackText = (_event, _context, callback) => callback("only a text");

// Never says anything: Lambda answers null as soon as nothing is left to do.
exports.silent = (event, _context, _callback) => {
  event.response = {};
};

// Answers, but something is still open: Lambda waits for it unless told not to.
exports.open = (event, context, callback) => {
  if (event.dontWait) context.callbackWaitsForEmptyEventLoop = false;
  const timer = setInterval(() => {}, 1000);
  if (event.closeAfterMs) setTimeout(() => clearInterval(timer), event.closeAfterMs);
  callback(null, { from: "open" });
};
