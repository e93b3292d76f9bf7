// The examples in format.md are what the program writes.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "log/batch_codec.h"
#include "log/frame.h"
#include "log/sealed_list.h"

using namespace relevo;
using namespace relevo::log;

namespace {

constexpr std::size_t hex_columns = 48;  // What stands further right is for people.

/// The bytes in the document's block of that name.
Bytes bytes_in_document(const std::string& block) {
  std::ifstream document{"src/log/format.md"};
  std::string line;
  while (std::getline(document, line) && line != "```" + block) continue;
  Bytes bytes;
  while (std::getline(document, line) && line != "```") {
    std::istringstream columns{line.substr(0, hex_columns)};
    columns >> std::hex;
    for (unsigned byte = 0; columns >> byte;) bytes.push_back(static_cast<std::uint8_t>(byte));
  }
  return bytes;
}

}  // namespace

TEST_CASE("format: the segment header in format.md") {
  Bytes header;
  put_segment_header(header, {.first = 1});
  CHECK(bytes_in_document("segment") == header);
}

TEST_CASE("format: the record in format.md") {
  const Batch batch{.first = 1,
                    .at = Time{1'700'000'000'000'000},
                    .events = {OfferRang{.offer = OfferId{300}, .agent = AgentId{7}},
                               WallClockSet{.offset = Duration{-1}}}};
  Bytes record(record_header_bytes, 0);
  encode_batch(record, batch);
  RecordHeader header{.first = 1, .epoch = 4, .events = 2};
  seal_record(record, header, ChainHash{});
  CHECK(bytes_in_document("record") == record);
}

TEST_CASE("format: the line of a sealed segment in format.md") {
  const Bytes record = bytes_in_document("record");
  Sealed segment{.first = 1, .last = 2, .epoch = 4, .bytes = segment_header_bytes + record.size()};
  segment.chain = get_record_header(record)->chain;
  Bytes line;
  put_sealed(line, false, segment);
  CHECK(bytes_in_document("sealed") == line);
}
