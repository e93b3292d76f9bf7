// Old bytes decode, today's events give the same bytes, and nonsense gives a Fault.
#include "log/batch_codec.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/prng.h"
#include "log/sample_batches.h"
#include "log/sample_events.h"

using namespace relevo;
using namespace relevo::log;

namespace {

const std::filesystem::path golden_folder = "tests/golden/log";

std::string to_hex(const Bytes& bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    text += digits[bytes[i] >> 4U];
    text += digits[bytes[i] & 0xFU];
    text += (i + 1) % 32 == 0 || i + 1 == bytes.size() ? '\n' : ' ';
  }
  return text;
}

Bytes from_hex_file(const std::filesystem::path& path) {
  std::ifstream in{path};
  in >> std::hex;
  Bytes bytes;
  for (unsigned byte = 0; in >> byte;) bytes.push_back(static_cast<std::uint8_t>(byte));
  return bytes;
}

Bytes payload_of(const Event& event) {
  Bytes payload;
  encode_batch(payload, Batch{.first = 1, .at = Time{1'700'000'000'000'001}, .events = {event}});
  return payload;
}

}  // namespace

// A kind whose fields have grown keeps its old file under another name, NAME.1.hex, and gets a new
// one: delete NAME.hex after the copy and run this test once.
TEST_CASE("batch_codec: every kind of event has the bytes it always had") {
  for (const Event& event : sample_events()) {
    const std::string name{name_of(event)};
    CAPTURE(name);
    const auto path = golden_folder / (name + ".hex");
    if (!std::filesystem::exists(path)) {
      std::ofstream{path} << to_hex(payload_of(event));
      FAIL_CHECK("it had no golden bytes; they are written now: look at them and commit them");
      continue;
    }
    CHECK(from_hex_file(path) == payload_of(event));
  }
}

TEST_CASE("batch_codec: all golden bytes decode, those of older builds too") {
  std::size_t files = 0;
  for (const auto& file : std::filesystem::directory_iterator{golden_folder}) {
    CAPTURE(file.path().string());
    const Bytes golden = from_hex_file(file.path());
    const auto batch = decode_batch(1, golden);
    REQUIRE_MESSAGE(batch.has_value(), batch.error().what);
    REQUIRE(batch->events.size() == 1);
    const Event& event = batch->events.front();
    CHECK(payload_of(event) == golden);
    const std::string stem = file.path().stem().string();
    CHECK(stem.substr(0, stem.find('.')) == name_of(event));
    ++files;
  }
  CHECK(files >= std::variant_size_v<Event>);
}

TEST_CASE("batch_codec: golden bytes give each field its value") {
  for (const Event& event : sample_events()) {
    const std::string name{name_of(event)};
    const auto batch = decode_batch(1, from_hex_file(golden_folder / (name + ".hex")));
    REQUIRE_MESSAGE(batch.has_value(), name);
    CHECK(describe(batch->events.front()) == describe(event));
  }
}

TEST_CASE("batch_codec: a kind of a newer build is named, with its position, and not skipped") {
  Bytes payload;
  put_varint(payload, zigzag(5));
  put_varint(payload, 2);
  for (const std::uint64_t kind : {std::uint64_t{64}, std::uint64_t{4711}}) {
    put_varint(payload, kind);
    put_varint(payload, 2);
    payload.insert(payload.end(), {2, 9});
  }
  const auto batch = decode_batch(40, payload);
  REQUIRE_FALSE(batch.has_value());
  CHECK(batch.error().kind == Fault::Kind::protocol);
  CHECK(batch.error().what.find("position 41") != std::string::npos);
  CHECK(batch.error().what.find("kind 4711") != std::string::npos);
}

TEST_CASE("batch_codec: a field of a newer build is passed over") {
  Bytes payload = payload_of(RecordingStarted{.contact = ContactId{9}});
  payload[payload.size() - 3] += 3;            // The event's length.
  payload.insert(payload.end(), {200, 1, 5});  // Field 100, one varint.
  const auto batch = decode_batch(1, payload);
  REQUIRE_MESSAGE(batch.has_value(), batch.error().what);
  CHECK(std::get<RecordingStarted>(batch->events.front()).contact == ContactId{9});
}

TEST_CASE("batch_codec: any cut and any changed byte gives a Fault or a batch, never a crash") {
  Batch batch{.first = 1, .at = Time{77}, .events = sample_events()};
  batch.document = std::make_shared<const Bytes>(40, std::uint8_t{'d'});
  Bytes payload;
  encode_batch(payload, batch);
  REQUIRE(same(*decode_batch(1, payload), batch));
  for (std::size_t size = 0; size < payload.size(); ++size) {
    // Without the document, which begins 41 bytes before the end, the batch is whole too.
    CHECK(decode_batch(1, ByteView{payload}.first(size)).has_value() ==
          (size + 41 == payload.size()));
  }
  Prng prng{7};
  for (int i = 0; i < 20'000; ++i) {
    Bytes changed = payload;
    for (int j = 0; j < 3; ++j) {
      changed[prng.below(changed.size())] = static_cast<std::uint8_t>(prng.next());
    }
    static_cast<void>(decode_batch(1, changed));
  }
}

TEST_CASE("batch_codec: counts and sizes over their limit are refused") {
  const auto refused = [](std::uint64_t count) {
    Bytes payload;
    put_varint(payload, 0);
    put_varint(payload, count);
    payload.resize(payload.size() + 100);
    return !decode_batch(1, payload).has_value();
  };
  CHECK(refused(0));
  CHECK(refused(Log::batch_events_max));
  CHECK(refused(Log::batch_events_max + 1));
  CHECK(refused(~std::uint64_t{0}));
}

TEST_CASE("batch_codec: no event passes event_bytes_max") {
  for (const Event& event : largest_events()) {
    CAPTURE(name_of(event));
    CHECK(payload_of(event).size() <= event_bytes_max);
  }
}
