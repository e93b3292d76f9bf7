// Goes through the log's records in order, from one file to the next, while it is being written.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "log/frame.h"
#include "log/position_index.h"
#include "log/window.h"

namespace relevo::log {

/// One thread.
class Walk {
 public:
  /// A record that was found whole.
  struct Record {
    RecordHeader header;
    Place place;
    ByteView bytes;             // Header and payload. Valid until the next call of pass().
    ChainHash segment_chain{};  // That the header of its file names: of the last record before it.
  };

  Walk(std::string folder, const Place& from) : folder_(std::move(folder)), place_(from) {}

  /// The record that begins with next(), which must be in the log, and goes on behind it. Its
  /// checksum is checked, not its chain hash. Faults disk and protocol name file, offset and
  /// position.
  Result<Record> pass();

  Position next() const { return place_.first; }

 private:
  struct OpenFile {
    explicit OpenFile(File opened) : file(std::move(opened)), window(file, ahead_bytes) {}
    static constexpr std::size_t ahead_bytes = 64 * 1024;
    File file;
    Window window;
    ChainHash chain{};
  };

  Result<void> open_file();
  Result<RecordHeader> header();
  tl::unexpected<Fault> damaged(const std::string& what) const;

  std::string folder_;
  Place place_;
  std::unique_ptr<OpenFile> open_;
};

}  // namespace relevo::log
