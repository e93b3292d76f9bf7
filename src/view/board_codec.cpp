// The board in a snapshot: its rows. The operation stands in the state beside it.
#include <algorithm>

#include "view/board.h"

namespace relevo {

namespace {

struct Kept {
  Position position = 0;
  Time at;
  std::vector<QueueRow> queues;
  std::vector<AgentRow> agents;
  std::map<ContactId, ContactRow> contacts;
  std::map<UserId, std::uint32_t> sessions;
  std::map<AgentId, std::vector<MessageRow>> unread;
};

template <class V>
void fields(V& visit, Kept& o) {
  visit(1, "position", o.position);
  visit(2, "at", o.at);
  visit(3, "queues", o.queues);
  visit(4, "agents", o.agents);
  visit(5, "contacts", o.contacts);
  visit(6, "sessions", o.sessions);
  visit(7, "unread", o.unread);
}

template <class Row>
bool ids_in_place(const std::vector<Row>& rows, std::size_t size) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].id.value != i + 1) return false;
  }
  return rows.size() == size;
}

bool holds(const Kept& kept, const Operation& operation) {
  return ids_in_place(kept.queues, operation.queues.size()) &&
         ids_in_place(kept.agents, operation.agents.size()) &&
         std::all_of(kept.contacts.begin(), kept.contacts.end(), [&](const auto& entry) {
           const auto& [id, row] = entry;
           return id == row.id && row.queue.value >= 1 && row.queue.value <= kept.queues.size();
         });
}

}  // namespace

void Board::encode_to(Bytes& out) const {
  encode(out, Kept{.position = position_,
                   .at = at_,
                   .queues = queues_,
                   .agents = agents_,
                   .contacts = contacts_,
                   .sessions = sessions_,
                   .unread = unread_});
}

std::optional<Board> Board::decode_from(ByteView bytes,
                                        std::shared_ptr<const Operation> operation) {
  Kept kept;
  if (!decode(bytes, kept) || !holds(kept, *operation)) return std::nullopt;
  Board board;
  board.position_ = kept.position;
  board.at_ = kept.at;
  board.operation_ = std::move(operation);
  board.queues_ = std::move(kept.queues);
  board.agents_ = std::move(kept.agents);
  board.contacts_ = std::move(kept.contacts);
  board.sessions_ = std::move(kept.sessions);
  board.unread_ = std::move(kept.unread);
  board.index_agents();
  board.changes_.operation = true;
  return board;
}

}  // namespace relevo
