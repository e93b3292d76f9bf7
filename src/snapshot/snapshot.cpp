#include "snapshot/snapshot.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

#include "base/crc32c.h"
#include "core/state_codec.h"

namespace relevo::snapshot {

namespace {

constexpr std::array<std::uint8_t, 8> mark{'R', 'E', 'L', 'E', 'V', 'O', 'S', 'N'};
constexpr std::size_t body_crc_bytes = 4;

// Where the numbers of the header stand.
constexpr std::size_t at_format = 8;
constexpr std::size_t at_rules = 12;
constexpr std::size_t at_position = 16;
constexpr std::size_t at_epoch = 24;
constexpr std::size_t at_time = 32;
constexpr std::size_t at_hash = 40;
constexpr std::size_t at_chain = 48;
constexpr std::size_t at_build = 80;
constexpr std::size_t at_body_bytes = 112;
constexpr std::size_t at_crc = 124;

enum Section : std::uint8_t {
  state_section = 1,
  board_section,
  sessions_section,
  history_section,
  tallies_section,
  alerts_section,
  presence_section,
  sent_messages_section
};

template <class T>
void put(Bytes& out, std::size_t at, T value) {
  for (std::size_t i = 0; i < sizeof(T); ++i) {
    out[at + i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(value) >> (8 * i));
  }
}

template <class T>
T get(ByteView in, std::size_t at) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i) value |= std::uint64_t{in[at + i]} << (8 * i);
  return static_cast<T>(value);
}

void add_section(Bytes& body, Section section, const Bytes& bytes) {
  put_varint(body, std::uint64_t{section} * 2 + 1);
  put_varint(body, bytes.size());
  body.insert(body.end(), bytes.begin(), bytes.end());
}

/// The bytes of each section, those of a newer writer left out; nothing when they are damaged.
std::optional<std::array<ByteView, 9>> sections_of(ByteView body) {
  std::array<ByteView, 9> sections;
  for (std::size_t at = 0; at < body.size();) {
    std::uint64_t key = 0;
    std::uint64_t size = 0;
    if (!get_varint(body, at, key) || key % 2 != 1 || !get_varint(body, at, size) ||
        size > body.size() - at) {
      return std::nullopt;
    }
    if (key / 2 < sections.size()) sections[key / 2] = body.subspan(at, size);
    at += size;
  }
  return sections;
}

tl::unexpected<Fault> refused(const std::string& why) { return fault(Fault::Kind::protocol, why); }

Result<void> check_header(ByteView bytes) {
  if (bytes.size() < header_bytes || !std::equal(mark.begin(), mark.end(), bytes.begin())) {
    return refused("it is no snapshot, or only the beginning of one");
  }
  if (crc32c(0, bytes.first(at_crc)) != get<std::uint32_t>(bytes, at_crc)) {
    return refused("its header is damaged");
  }
  if (const auto format = get<std::uint32_t>(bytes, at_format); format != format_version) {
    return refused("it has format " + std::to_string(format) + ", this Relevo knows format " +
                   std::to_string(format_version));
  }
  if (const auto rules = get<std::uint32_t>(bytes, at_rules); rules != state_version) {
    return refused("its state is of version " + std::to_string(rules) +
                   ", this Relevo's is of version " + std::to_string(state_version));
  }
  return {};
}

/// Gives the body.
Result<ByteView> checked(ByteView bytes) {
  if (const auto header = check_header(bytes); !header) {
    return tl::unexpected<Fault>(header.error());
  }
  const auto size = get<std::uint64_t>(bytes, at_body_bytes);
  const std::uint64_t behind = bytes.size() - header_bytes;
  if (behind < body_crc_bytes || size != behind - body_crc_bytes) return refused("it is cut off");
  const ByteView body = bytes.subspan(header_bytes, size);
  if (crc32c(0, body) != get<std::uint32_t>(bytes, header_bytes + size)) {
    return refused("its content is damaged");
  }
  return body;
}

}  // namespace

Bytes encode(const Snapshot& snapshot, std::string_view build) {
  Bytes bytes(header_bytes, 0);
  std::copy(mark.begin(), mark.end(), bytes.begin());
  put(bytes, at_format, format_version);
  put(bytes, at_rules, state_version);
  put(bytes, at_position, snapshot.position());
  put(bytes, at_epoch, snapshot.state.epoch);
  put(bytes, at_time, snapshot.state.at.us);
  put(bytes, at_hash, hash_of(snapshot.state));
  std::copy(snapshot.chain.begin(), snapshot.chain.end(), bytes.begin() + at_chain);
  std::memcpy(bytes.data() + at_build, build.data(), std::min(build.size(), build_bytes_max));

  add_section(bytes, state_section, encode_state(snapshot.state));
  const auto add_view = [&](Section section, const auto& view) {
    Bytes encoded;
    view.encode_to(encoded);
    add_section(bytes, section, encoded);
  };
  add_view(board_section, snapshot.views.board);
  add_view(sessions_section, snapshot.views.sessions);
  add_view(history_section, snapshot.views.history);
  add_view(tallies_section, snapshot.views.tallies);
  add_view(alerts_section, snapshot.views.alerts);
  add_view(presence_section, snapshot.views.presence);
  add_view(sent_messages_section, snapshot.views.sent_messages);

  put(bytes, at_body_bytes, std::uint64_t{bytes.size() - header_bytes});
  put(bytes, at_crc, crc32c(0, ByteView{bytes}.first(at_crc)));
  const std::uint32_t body_crc = crc32c(0, ByteView{bytes}.subspan(header_bytes));
  bytes.resize(bytes.size() + body_crc_bytes);
  put(bytes, bytes.size() - body_crc_bytes, body_crc);
  return bytes;
}

Result<Heading> decode_heading(ByteView bytes) {
  if (const auto header = check_header(bytes); !header) {
    return tl::unexpected<Fault>(header.error());
  }
  return Heading{.position = get<std::uint64_t>(bytes, at_position),
                 .at = Time{get<std::int64_t>(bytes, at_time)}};
}

Result<Snapshot> decode(ByteView bytes) {
  const auto body = checked(bytes);
  if (!body) return tl::unexpected<Fault>(body.error());
  const auto sections = sections_of(*body);
  if (!sections) return refused("its sections do not follow each other");

  auto state = decode_state((*sections)[state_section]);
  if (!state) return refused("its state cannot be read");
  if (state->position != get<std::uint64_t>(bytes, at_position) ||
      hash_of(*state) != get<std::uint64_t>(bytes, at_hash)) {
    return refused("its state has another hash than it was written with");
  }
  auto board = Board::decode_from((*sections)[board_section], state->operation);
  auto sessions = Sessions::decode_from((*sections)[sessions_section]);
  auto history = History::decode_from((*sections)[history_section]);
  if (!board || board->position() != state->position || !sessions || !history) {
    return refused("its views cannot be read");
  }
  const ByteView figures = (*sections)[tallies_section];
  const bool has_figures = figures.data() != nullptr;
  auto tallies = has_figures ? Tallies::decode_from(figures, *state->operation)
                             : Tallies::begin(*board, state->wall_offset);
  if (!tallies) return refused("its figures cannot be read");
  // Older programs had none: then the state has none either.
  auto alerts = Alerts::decode_from((*sections)[alerts_section]);
  if (!alerts || alerts->open().size() != state->alerts.size()) {
    return refused("its alerts cannot be read");
  }
  const ByteView stays = (*sections)[presence_section];
  auto presence = stays.data() != nullptr ? Presence::decode_from(stays) : Presence::begin(*board);
  if (!presence) return refused("its agents' stays cannot be read");
  const ByteView sent = (*sections)[sent_messages_section];
  auto sent_messages =
      sent.data() != nullptr ? SentMessages::decode_from(sent) : SentMessages::begin(*board);
  if (!sent_messages) return refused("its messages cannot be read");
  Snapshot snapshot{.state = std::move(*state),
                    .views = {.board = std::move(*board),
                              .history = std::move(*history),
                              .sessions = std::move(*sessions),
                              .tallies = std::move(*tallies),
                              .alerts = std::move(*alerts),
                              .presence = std::move(*presence),
                              .sent_messages = std::move(*sent_messages)}};
  const ByteView chain = bytes.subspan(at_chain, snapshot.chain.size());
  std::copy(chain.begin(), chain.end(), snapshot.chain.begin());
  return snapshot;
}

}  // namespace relevo::snapshot
