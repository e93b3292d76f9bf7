#include "log/walk.h"

#include <unistd.h>

#include "log/segment.h"

namespace relevo::log {

tl::unexpected<Fault> Walk::damaged(const std::string& what) const {
  return fault(Fault::Kind::protocol, "log: " + segment_path(folder_, place_.segment) +
                                          " is damaged at byte " + std::to_string(place_.offset) +
                                          ", where position " + std::to_string(place_.first) +
                                          " should be: " + what);
}

Result<void> Walk::open_file() {
  auto file = File::open_to_read(segment_path(folder_, place_.segment));
  if (!file) return tl::unexpected<Fault>(file.error());
  open_ = std::make_unique<OpenFile>(std::move(*file));
  const auto bytes = open_->window.bytes(0, segment_header_bytes);
  if (!bytes) return tl::unexpected<Fault>(bytes.error());
  const auto read = get_segment_header(*bytes);
  if (!read || read->version != format_version || read->header.first != place_.segment) {
    return damaged("the file's header is not what was written");
  }
  open_->chain = read->header.chain;
  return {};
}

Result<RecordHeader> Walk::header() {
  while (true) {
    if (open_ == nullptr) {
      const auto opened = open_file();
      if (!opened) return tl::unexpected<Fault>(opened.error());
    }
    const auto bytes = open_->window.bytes(place_.offset, record_header_bytes);
    if (!bytes) return tl::unexpected<Fault>(bytes.error());
    const auto header = get_record_header(*bytes);
    if (header && header->first == place_.first) return *header;
    // The record is durable, so it is here or begins the next file, whose name says just that.
    const bool is_here = place_.segment == place_.first ||
                         ::access(segment_path(folder_, place_.first).c_str(), F_OK) != 0;
    if (is_here) return damaged("no record begins there");
    place_.segment = place_.first;
    place_.offset = segment_header_bytes;
    open_.reset();
  }
}

Result<Walk::Record> Walk::pass() {
  const auto header = this->header();
  if (!header) return tl::unexpected<Fault>(header.error());
  const std::size_t size = record_header_bytes + header->payload_bytes;
  const auto bytes = open_->window.bytes(place_.offset, size);
  if (!bytes) return tl::unexpected<Fault>(bytes.error());
  if (bytes->size() != size || !is_whole(*bytes)) return damaged("its checksum is wrong");
  Record record{.header = *header, .place = place_, .bytes = *bytes, .segment_chain = open_->chain};
  place_.first = header->last() + 1;
  place_.offset += size;
  return record;
}

}  // namespace relevo::log
