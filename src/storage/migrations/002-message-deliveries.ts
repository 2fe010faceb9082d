// Who a message comes from, and what became of it at each target beside the inbox.
export const messageDeliveries = `
ALTER TABLE messages ADD COLUMN sender TEXT;
ALTER TABLE messages ADD COLUMN reply_to TEXT;
ALTER TABLE messages ADD COLUMN configuration_set TEXT;
-- JSON: [{ target, status, reason }]
ALTER TABLE messages ADD COLUMN deliveries TEXT NOT NULL DEFAULT '[]';
`;
