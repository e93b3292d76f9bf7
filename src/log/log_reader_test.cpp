// A log that is read beside its writer: what is new is seen, what is torn is not, damage is said.
#include "log/log_reader.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <thread>

#include "log/sample_batches.h"
#include "log/segment_log.h"

using namespace relevo;
using namespace relevo::log;

namespace {

std::unique_ptr<SegmentLog> open_writer(const std::string& folder, std::uint64_t bytes_max = 600) {
  NoLogger logger;
  auto log = SegmentLog::open({.folder = folder, .segment_bytes_max = bytes_max, .grow_bytes = 256},
                              logger);
  REQUIRE_MESSAGE(log.has_value(), log.error().what);
  return std::move(*log);
}

std::unique_ptr<LogReader> open_reader(const std::string& folder) {
  auto reader = LogReader::open(folder);
  REQUIRE_MESSAGE(reader.has_value(), reader.error().what);
  return std::move(*reader);
}

void append_to(Log& log, Position end) {
  while (log.last() < end) REQUIRE(log.append(sample_batch(log.last() + 1), 1));
}

bool says(const Fault& fault, std::string_view words) {
  return fault.what.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("log_reader: needs no lock, and sees what was appended when it is asked to") {
  const TestFolder folder;
  const auto writer = open_writer(folder.path);
  const auto reader = open_reader(folder.path);
  CHECK(reader->last() == 0);
  for (const Position end : {Position{1}, Position{3}, Position{60}}) {
    append_to(*writer, end);
    const Position before = reader->last();
    CHECK(before < end);
    REQUIRE(reader->refresh());
    CHECK(reader->last() == end);
    const auto found = reader->read(before, 1000);
    REQUIRE(found.has_value());
    REQUIRE(found->size() == end - before);
    CHECK(same(found->back(), sample_batch(end)));
    CHECK(reader->verify().has_value());
    CHECK(*reader->chain_at(end) == *writer->chain_at(end));
  }
  CHECK(list_segments(folder.path)->size() > 5);
}

TEST_CASE("log_reader: there is no folder") {
  const TestFolder folder;
  const auto reader = LogReader::open(folder.path + "/none");
  REQUIRE_FALSE(reader.has_value());
  CHECK(reader.error().kind == Fault::Kind::disk);
}

TEST_CASE("log_reader: a record is given when it is whole and not before") {
  const TestFolder folder;
  {
    append_to(*open_writer(folder.path, 1'000'000), 3);
  }
  const std::string path = segment_path(folder.path, 1);
  std::ifstream in{path, std::ios::binary};
  const Bytes whole(std::istreambuf_iterator<char>{in}, {});
  std::vector<std::size_t> border{segment_header_bytes};
  while (const auto header = get_record_header(ByteView{whole}.subspan(border.back()))) {
    border.push_back(border.back() + record_header_bytes + header->payload_bytes);
  }
  REQUIRE(border.size() == 4);

  const auto put = [&](const Bytes& bytes) {
    std::fstream out{path, std::ios::binary | std::ios::in | std::ios::out};
    out.write(reinterpret_cast<const char*>(bytes.data()),
              static_cast<std::streamsize>(bytes.size()));
  };
  for (std::size_t at = border[2]; at < border[3]; ++at) {
    CAPTURE(at);
    Bytes torn = whole;
    std::fill(torn.begin() + static_cast<std::ptrdiff_t>(at), torn.end(), std::uint8_t{0});
    put(torn);
    const auto reader = open_reader(folder.path);
    CHECK(reader->last() == 2);
    REQUIRE(reader->refresh());
    CHECK(reader->last() == 2);
    put(whole);
    REQUIRE(reader->refresh());
    CHECK(reader->last() == 3);
  }
}

TEST_CASE("log_reader: events that are lost in the middle are damage, not the end") {
  const TestFolder folder;
  {
    append_to(*open_writer(folder.path), 20);
  }
  const auto firsts = list_segments(folder.path);
  REQUIRE(firsts->size() > 3);
  SUBCASE("a file is missing") {
    std::filesystem::remove(segment_path(folder.path, (*firsts)[1]));
    const auto reader = LogReader::open(folder.path);
    REQUIRE_FALSE(reader.has_value());
    CHECK(reader.error().kind == Fault::Kind::protocol);
    CHECK(says(reader.error(), "which holds positions " + std::to_string((*firsts)[1])));
  }
  SUBCASE("the first one is missing") {
    std::filesystem::remove(segment_path(folder.path, 1));
    CHECK(says(LogReader::open(folder.path).error(), "which holds positions 1 to"));
  }
  SUBCASE("so is the list") {
    std::filesystem::remove(folder.path + "/sealed");
    std::filesystem::remove(segment_path(folder.path, (*firsts)[1]));
    CHECK(says(LogReader::open(folder.path).error(),
               "behind position " + std::to_string((*firsts)[1] - 1)));
  }
  SUBCASE("a file has lost its last record") {
    std::filesystem::resize_file(segment_path(folder.path, 1), 200);
    CHECK_FALSE(LogReader::open(folder.path).has_value());
  }
}

TEST_CASE("log_reader: follows a writer in another thread over many files") {
  constexpr Position end = 3000;
  const TestFolder folder;
  const auto writer = open_writer(folder.path, 4000);
  const auto reader = open_reader(folder.path);
  std::thread writing{[&] {
    while (writer->last() < end) {
      if (!writer->append(sample_batch(writer->last() + 1), 1)) std::abort();
    }
  }};
  Position seen = 0;
  bool sound = true;
  while (sound && seen < end) {
    const auto refreshed = reader->refresh();
    const auto found = reader->read(seen, 100);
    sound = refreshed.has_value() && found.has_value();
    if (!sound) MESSAGE((refreshed ? found.error().what : refreshed.error().what));
    for (std::size_t i = 0; sound && i < found->size(); ++i) {
      sound = same((*found)[i], sample_batch(seen + 1));
      seen = (*found)[i].last();
    }
  }
  writing.join();
  CHECK(sound);
  CHECK(seen == end);
}
