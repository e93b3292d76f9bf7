#include "archive/row.h"

namespace relevo::archive {

namespace {

long long signed_of(std::uint64_t number) { return static_cast<long long>(number); }
std::uint64_t unsigned_of(long long number) { return static_cast<std::uint64_t>(number); }

}  // namespace

Row row_of(const ContactLife& life) {
  return {.id = signed_of(life.id.value),
          .person = signed_of(life.person.value),
          .queue = signed_of(life.queue.value),
          .ended_as = static_cast<int>(life.end),
          .fault = static_cast<int>(life.fault),
          .arrived_at = life.arrived_at.us,
          .closed_at = life.closed_at.us,
          .total_waited = life.total_waited.us,
          .talked = life.talked.us,
          .held = life.held.us,
          .recorded = life.recorded ? 1 : 0,
          .disposition = signed_of(life.disposition.value)};
}

Bytes agents_of(const ContactLife& life) {
  Bytes bytes;
  put_varint(bytes, life.agents.size());  // SQLite takes an empty blob for none.
  for (const AgentId agent : life.agents) put_varint(bytes, agent.value);
  return bytes;
}

Bytes positions_of(const ContactLife& life) {
  Bytes bytes;
  Position before = 0;
  for (const Position position : life.positions) {
    put_varint(bytes, position - before);
    before = position;
  }
  return bytes;
}

void put_blob(soci::blob& blob, const Bytes& bytes) {
  if (!bytes.empty()) blob.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

Bytes get_blob(soci::blob& blob) {
  Bytes bytes(blob.get_len());
  if (!bytes.empty()) {
    blob.read(0, reinterpret_cast<char*>(bytes.data()), bytes.size());
  }
  return bytes;
}

std::optional<ContactLife> life_of(const Row& row, const Bytes& agents, const Bytes& positions) {
  ContactLife life{.id = {unsigned_of(row.id)},
                   .person = {unsigned_of(row.person)},
                   .queue = {unsigned_of(row.queue)},
                   .state = ContactState::closed,
                   .end = static_cast<ContactEnd>(row.ended_as),
                   .fault = static_cast<FaultOf>(row.fault),
                   .arrived_at = {row.arrived_at},
                   .closed_at = {row.closed_at},
                   .total_waited = {row.total_waited},
                   .talked = {row.talked},
                   .held = {row.held},
                   .recorded = row.recorded != 0,
                   .disposition = {unsigned_of(row.disposition)}};
  std::uint64_t number = 0;
  std::size_t first = 0;
  if (!get_varint(agents, first, number)) return std::nullopt;
  for (std::size_t at = first; at < agents.size();) {
    if (!get_varint(agents, at, number)) return std::nullopt;
    life.agents.push_back({number});
  }
  Position position = 0;
  for (std::size_t at = 0; at < positions.size();) {
    if (!get_varint(positions, at, number) || number == 0) return std::nullopt;
    life.positions.push_back(position += number);
  }
  return life;
}

Fault::Kind kind_of(int sqlite_status) {
  const int primary = sqlite_status & 0xFF;  // Above it stands where it happened.
  const bool damaged = primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB;
  return damaged ? Fault::Kind::protocol : Fault::Kind::disk;
}

}  // namespace relevo::archive
