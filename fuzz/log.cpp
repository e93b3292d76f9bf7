// A record of the log: the headers of segment and record, and the batch behind them.
#include "fuzz/fuzz.h"
#include "log/batch_codec.h"
#include "log/frame.h"

using namespace relevo;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView bytes{data, size};
  static_cast<void>(log::get_segment_header(bytes));
  if (log::get_record_header(bytes)) static_cast<void>(log::is_whole(bytes));
  const auto batch = log::decode_batch(1, bytes);
  if (!batch) return 0;
  Bytes written;
  log::encode_batch(written, *batch);
  const auto again = log::decode_batch(1, written);
  RELEVO_ASSERT(again.has_value());
  Bytes written_again;
  log::encode_batch(written_again, *again);
  RELEVO_ASSERT(written == written_again);
  return 0;
}
