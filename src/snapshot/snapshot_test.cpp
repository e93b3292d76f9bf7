// A snapshot and the rest of the log give what the whole log gives; anything else is refused.
#include "snapshot/snapshot.h"

#include <doctest/doctest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/crc32c.h"
#include "base/version.h"
#include "core/core.h"
#include "core/random_log.h"
#include "core/state_codec.h"

using namespace relevo;
using relevo::snapshot::Snapshot;
using relevo::testing::RandomLog;

namespace {

constexpr std::string_view build = "test";

/// The floor and its views after `count` batches.
Snapshot fold(const RandomLog& log, std::size_t count) {
  Core core;
  Snapshot snapshot;
  for (std::size_t i = 0; i < count; ++i) {
    core.replay(log.batches[i]);
    snapshot.views.apply(log.batches[i]);
  }
  snapshot.state = core.state();
  snapshot.chain[0] = 7;
  return snapshot;
}

template <class View>
Bytes bytes_of(const View& view) {
  Bytes bytes;
  view.encode_to(bytes);
  return bytes;
}

std::string why_refused(const Bytes& bytes) {
  const auto decoded = snapshot::decode(bytes);
  return decoded ? "" : decoded.error().what;
}

/// The rows of format.md's block of that name, without what is said beside them.
Bytes bytes_in_document(const std::string& block) {
  std::ifstream document{"src/snapshot/format.md"};
  std::string line;
  while (std::getline(document, line) && line != "```" + block) continue;
  Bytes bytes;
  while (std::getline(document, line) && line != "```") {
    std::istringstream columns{line.substr(0, 48)};
    columns >> std::hex;
    for (unsigned byte = 0; columns >> byte;) bytes.push_back(static_cast<std::uint8_t>(byte));
  }
  return bytes;
}

Bytes from_hex_file(const std::filesystem::path& path) {
  std::ifstream file{path};
  Bytes bytes;
  std::string pair;
  while (file >> pair) bytes.push_back(static_cast<std::uint8_t>(std::stoul(pair, nullptr, 16)));
  return bytes;
}

void to_hex_file(const std::filesystem::path& path, const Bytes& bytes) {
  std::ofstream file{path};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::array<char, 4> pair{};
    std::snprintf(pair.data(), pair.size(), "%02x%c", bytes[i], i % 32 == 31 ? '\n' : ' ');
    file << pair.data();
  }
  file << '\n';
}

}  // namespace

TEST_CASE("snapshot, any log: with the rest of the log it gives what the whole log gives") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    const RandomLog log{seed, 300};
    Prng prng{seed};
    const std::size_t middle = prng.below(log.batches.size() + 1);
    const auto kept = snapshot::decode(snapshot::encode(fold(log, middle), build));
    REQUIRE_MESSAGE(kept.has_value(), kept.error().what);
    CHECK(kept->chain[0] == 7);

    Core core{kept->state};
    Views views = kept->views;
    for (std::size_t i = middle; i < log.batches.size(); ++i) {
      core.replay(log.batches[i]);
      views.apply(log.batches[i]);
    }
    const Snapshot all = fold(log, log.batches.size());
    REQUIRE(hash_of(core.state()) == hash_of(all.state));
    REQUIRE(hash_of(core.state()) == hash_of(log.core.state()));
    REQUIRE(bytes_of(views.board) == bytes_of(all.views.board));
    REQUIRE(bytes_of(views.sessions) == bytes_of(all.views.sessions));
    REQUIRE(bytes_of(views.history) == bytes_of(all.views.history));
    REQUIRE(bytes_of(views.alerts) == bytes_of(all.views.alerts));
    REQUIRE(bytes_of(views.presence) == bytes_of(all.views.presence));
    REQUIRE(bytes_of(views.sent_messages) == bytes_of(all.views.sent_messages));
  }
}

TEST_CASE("snapshot: cut anywhere or with any byte changed it is refused") {
  const RandomLog log{4, 120};
  const Bytes sound = snapshot::encode(fold(log, log.batches.size()), build);
  REQUIRE(snapshot::decode(sound).has_value());
  for (std::size_t size = 0; size < sound.size(); ++size) {
    REQUIRE_FALSE(snapshot::decode(ByteView{sound}.first(size)).has_value());
  }
  for (std::size_t at = 0; at < sound.size(); ++at) {
    Bytes changed = sound;
    changed[at] ^= 0x10U;
    REQUIRE_FALSE(snapshot::decode(changed).has_value());
  }
}

TEST_CASE("snapshot: a state that is not the one it was written with is refused by its hash") {
  const RandomLog log{4, 120};
  Snapshot other = fold(log, log.batches.size());
  const Bytes before = snapshot::encode(other, build);
  other.state.epoch += 1;
  Bytes bytes = snapshot::encode(other, build);
  constexpr std::size_t at_hash = 40;
  constexpr std::size_t at_crc = 124;
  std::copy_n(before.begin() + at_hash, 8, bytes.begin() + at_hash);
  const std::uint32_t crc = crc32c(0, ByteView{bytes}.first(at_crc));
  for (std::size_t i = 0; i < 4; ++i) {
    bytes[at_crc + i] = static_cast<std::uint8_t>(crc >> (8 * i));
  }
  CHECK(why_refused(bytes).find("another hash") != std::string::npos);
}

TEST_CASE("snapshot: another format and other rules are named") {
  for (const auto& [at, word] :
       {std::pair<std::size_t, std::string>{8, "format 9"}, {12, "version 9"}}) {
    Bytes bytes = snapshot::encode(Snapshot{}, build);
    bytes[at] = 9;
    const std::uint32_t crc = crc32c(0, ByteView{bytes}.first(124));
    for (std::size_t i = 0; i < 4; ++i) bytes[124 + i] = static_cast<std::uint8_t>(crc >> (8 * i));
    CHECK(why_refused(bytes).find(word) != std::string::npos);
  }
}

TEST_CASE("snapshot: the bytes in format.md are what is written") {
  Core core;
  Batch batch{.first = 1, .at = Time{1'700'000'000'000'000}};
  core.take({.command = StartCore{}}, batch);
  Snapshot snapshot{.state = core.state()};
  snapshot.views.apply(batch);
  CHECK(bytes_in_document("snapshot") == snapshot::encode(snapshot, "0.1.0"));
}

TEST_CASE("snapshot: golden bytes of this and of older builds decode to a floor full of life") {
  const std::filesystem::path golden = "tests/golden/snapshot";
  const auto newest = golden / (std::string{relevo_version} + ".hex");
  if (!std::filesystem::exists(newest)) {
    const RandomLog log{11, 400};
    to_hex_file(newest, snapshot::encode(fold(log, log.batches.size()), relevo_version));
    FAIL_CHECK("this version had no golden bytes; they are written now: look and commit them");
  }
  for (const auto& file : std::filesystem::directory_iterator{golden}) {
    CAPTURE(file.path().string());
    const auto decoded = snapshot::decode(from_hex_file(file.path()));
    REQUIRE_MESSAGE(decoded.has_value(), decoded.error().what);
    const State& state = decoded->state;
    CHECK(state.position > 400);
    CHECK(!state.contacts.empty());
    CHECK(!state.sessions.empty());
    CHECK(!state.keys.empty());
    CHECK(!state.facts_taken.empty());
    CHECK(!state.deadlines.empty());
    CHECK(decoded->views.board.contacts().size() == state.contacts.size());
    CHECK(decoded->views.history.size() >= state.contacts.size());
  }
}
