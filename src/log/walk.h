// Goes through the log's records in order, from one file to the next, while it is being written.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "log/frame.h"
#include "log/position_index.h"
#include "log/window.h"

namespace relevo::log {

/// One thread. All Faults are disk or protocol, and name file, offset and position.
class Walk {
 public:
  Walk(std::string folder, const Place& from) : folder_(std::move(folder)), place_(from) {}

  /// The header of the record that begins with next(), which must be durable. Its bytes are not
  /// checked.
  Result<RecordHeader> header();

  /// That record as a whole, checked. Valid until the next call of anything.
  Result<ByteView> record(const RecordHeader& header);

  /// Goes on behind it.
  void pass(const RecordHeader& header);

  Position next() const { return place_.first; }

 private:
  struct OpenFile {
    explicit OpenFile(File opened) : file(std::move(opened)), window(file, ahead_bytes) {}
    static constexpr std::size_t ahead_bytes = 64 * 1024;
    File file;
    Window window;
  };

  Result<void> open_file();
  tl::unexpected<Fault> damaged(const std::string& what) const;

  std::string folder_;
  Place place_;
  std::unique_ptr<OpenFile> open_;
};

}  // namespace relevo::log
